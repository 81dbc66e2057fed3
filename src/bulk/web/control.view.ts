import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import type { FieldSettings } from '#platform/web/field.ts'
import type { Field } from '#users/fields.ts'
import { wordFor } from '#users/fields.ts'
import type { Option, RoleGroup } from '#users/role-words.view.ts'
import { enabledOptions } from '#users/role-words.view.ts'

/** One control of a task's form. `groups`: a choice among roles; `tick`: on or off; else a field. */
export type Control = {
  name: string
  label: string
  settings?: FieldSettings
  tick?: boolean
  groups?: RoleGroup[]
  error?: string | undefined
}

/** How a field of the catalogue is asked for. */
export async function settingsOf(reader: Reader, { kind, codes, choices, max }: Field, required = true): Promise<FieldSettings> {
  if (codes) return { required, options: await optionsOf(reader, codes) }
  if (choices) return { required, options: choices.map((value) => ({ value, label: wordFor(value) })) }
  if (kind === 'day') return { type: 'date', required }
  return kind === 'lines' ? { lines: 3, wide: true, required, text: true } : { required, text: max !== undefined }
}

// A choice begins with nothing chosen: what is not looked at is not done to thousands.
const optionsOf = async (reader: Reader, table: CodeTable): Promise<Option[]> => [
  { value: '', label: '' },
  ...enabledOptions(await codesOf(reader, table)),
]

/** The fields of a row of a list, as the catalogue has them. */
export async function fieldControls(reader: Reader, fields: Record<string, Field>): Promise<Control[]> {
  const controls: Control[] = []
  for (const [name, field] of Object.entries(fields)) {
    if (field.kind === 'flag') controls.push({ name, label: field.label, tick: true })
    else controls.push({ name, label: field.label, settings: await settingsOf(reader, field, field.required === true) })
  }
  return controls
}
