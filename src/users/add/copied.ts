import { codesOf } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { contactOf } from '../contact/contact.queries.ts'
import type { Field } from '../fields.ts'
import { userFields } from '../fields.ts'
import type { User } from '../users.table.ts'
import { getUser } from '../users.ts'
import { addressNames } from './add.form.ts'

/** What people of one family or group share. First name, identifiers, e-mail and notes are each person's own. */
const shared = ['lastName', 'userGroup', 'jobCategory', 'preferredLanguage', 'campus', 'expiryDate'] as const

/** Whom an address says that the new user is made after. Who may not see users learns of none. Throws NotFound where nobody is. */
export async function originalIn(reader: Reader, actor: Actor, query: unknown): Promise<User | undefined> {
  const { from } = query as Record<string, unknown>
  if (from === undefined) return undefined
  actor.must('see users')
  return getUser(reader, /^\d{1,15}$/.test(String(from)) ? Number(from) : 0)
}

/** The form of a new user made after another: what they share, as far as it may be chosen still. */
export async function essentialsOf(reader: Reader, user: User): Promise<Record<string, unknown>> {
  const values: Record<string, unknown> = { recordType: user.recordType }
  for (const name of shared) if (await mayBeHad(reader, userFields[name], user[name], user.recordType)) values[name] = user[name]
  const { addresses } = await contactOf(reader, user.id)
  const [address] = addresses
  for (const name of addressNames) {
    const value = address?.[name] ?? null
    if (name !== 'country' || (await isCountry(reader, value))) values[name] = value
  }
  return values
}

async function mayBeHad(reader: Reader, field: Field, value: string | null, recordType: string): Promise<boolean> {
  if (value === null || !field.codes) return value !== null
  const code = (await codesOf(reader, field.codes)).get(value)
  return code !== undefined && mayBeChosen(code, recordType)
}

const isCountry = async (reader: Reader, value: string | null) =>
  value !== null && (await codesOf(reader, 'CountryCodes')).get(value)?.enabled === true
