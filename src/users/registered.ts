import { settingNow } from '#code-tables/settings.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import type { RowKind } from './mandatory.ts'
import { mandatoryChoices, mandatoryOf, rowKinds } from './mandatory.ts'

const recordType = 'PUBLIC'
const everyone = ['firstName', 'lastName', 'primaryId']

/** What quick registration may ask, and what it asks whatever was chosen. Names as among the mandatory fields. */
export type RegistrationChoices = { open: string[]; always: string[] }

export async function registrationChoices(reader: Reader): Promise<RegistrationChoices> {
  const { fields, rows } = await mandatoryOf(reader, recordType)
  const choices = await mandatoryChoices(reader, recordType)
  const must = choices.filter((name) => fields.has(name) || rows.has(name as RowKind))
  return { open: choices.filter((name) => !must.includes(name)), always: [...everyone, ...must] }
}

const listed = (value: string) => value.split(',').filter(Boolean)

/** What quick registration asks, and what of it is made where nothing was typed. Rows stand behind the fields. */
export async function registered(reader: Reader): Promise<{ fields: ReadonlySet<string>; rows: RowKind[]; made: string[] }> {
  const { open, always } = await registrationChoices(reader)
  const chosen = listed(await settingNow(reader, 'registration_fields'))
  const asked = new Set([...always, ...open.filter((name) => chosen.includes(name))])
  const rows = rowKinds.filter((kind) => asked.has(kind))
  const numbers = listed(await settingNow(reader, 'registration_numbers'))
  return { fields: asked, rows, made: numbers.filter((name) => asked.has(name)) }
}
