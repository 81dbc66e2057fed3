import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Field } from '../fields.ts'
import { statuses, userFields, wordFor } from '../fields.ts'
import { locksOf } from '../locks.queries.ts'
import { mandatoryOf } from '../mandatory.ts'
import { profileOf } from '../source.queries.ts'
import type { KnownUser } from '../users.queries.ts'
import type { User } from '../users.table.ts'
import type { SourceMarks } from './source-marks.view.ts'
import { sourceMarks } from './source-marks.view.ts'

type Option = { value: string; label: string }
/**
 * What the General information page shows. `readonly` names the fields that this person may not change here, `required`
 * those that the library made mandatory, `source` what is told of the source of an external user.
 */
export type GeneralPage = {
  form: Form
  version: number
  options: Record<string, Option[]>
  readonly: Record<string, boolean>
  required: Record<string, boolean>
  editable: boolean
  guarded: boolean
  trouble: Trouble
  source: SourceMarks | undefined
  marks: SourceMarks['fields']
  facts: { term: string; value: string }[]
}

type Parts = {
  user: KnownUser
  form: Form
  rights: { edit: boolean; guarded: boolean }
  trouble: Trouble
  days: { today: string; timeZone: string }
}

export async function generalPage(reader: Reader, { user, form, rights, trouble, days }: Parts): Promise<GeneralPage> {
  const fields = Object.entries<Field>(userFields)
  const options: Record<string, Option[]> = { status: statuses.map((value) => ({ value, label: wordFor(value) })) }
  const required = (await mandatoryOf(reader, user.recordType)).fields
  for (const [name, field] of fields) {
    if (!field.codes) continue
    const blank = required.has(name) && field.kind === 'code' && form.values[name] === ''
    const choosable = await choices(reader, field, user, name as keyof User)
    options[name] = blank ? [{ value: '', label: '' }, ...choosable] : choosable
  }
  const readonly = Object.fromEntries(
    fields.map(([name, field]) => [name, !rights.edit || (field.guarded === true && !rights.guarded)]),
  )
  const source = user.accountType === 'EXTERNAL' ? await marksFor(reader, user, { ...days, readonly }) : undefined
  return {
    form,
    version: Number(form.values.version) || user.version,
    options,
    readonly,
    required: Object.fromEntries([...required].map((name) => [name, true])),
    editable: rights.edit,
    guarded: rights.edit && !rights.guarded,
    trouble,
    source,
    marks: source?.fields ?? {},
    facts: [
      { term: _('Record type'), value: wordFor(user.recordType) },
      { term: _('Account type'), value: wordFor(user.accountType) },
      { term: _('Source'), value: user.source ?? '—' },
      { term: _('Status date'), value: user.statusDate },
    ],
  }
}

type Marking = { today: string; timeZone: string; readonly: Record<string, boolean> }
async function marksFor(reader: Reader, user: KnownUser, marking: Marking): Promise<SourceMarks> {
  const profile = await profileOf(reader, user)
  const source = { name: profile?.name ?? user.source ?? '', profile }
  return sourceMarks({ ...marking, user, source, locks: await locksOf(reader, user.id), describe: await describer(reader) })
}

// What the record type may have, and what the record holds, chosen once and disabled since.
async function choices(reader: Reader, field: Field, user: User, name: keyof User): Promise<Option[]> {
  const codes = await codesOf(reader, field.codes as NonNullable<Field['codes']>)
  const open = field.types === undefined || field.types.some((type) => type === user.recordType)
  const held: unknown[] = [user[name]].flat()
  const shown = [...codes.values()].filter((code) => held.includes(code.code) || (open && mayBeChosen(code, user.recordType)))
  return shown.map((code) => ({
    value: code.code,
    label: code.enabled ? code.description : _('{name} (disabled)', { name: code.description }),
  }))
}
