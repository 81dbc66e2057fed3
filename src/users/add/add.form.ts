import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { contactProblems } from '../contact/contact.ts'
import type { Typed } from '../field-values.ts'
import { parseFields } from '../field-values.ts'
import type { Field, RecordType, UserValues } from '../fields.ts'
import { emailFields, missingIn, recordTypes, userFields } from '../fields.ts'
import type { NewUser } from '../record/create.ts'
import type { Wanted } from './duplicates.queries.ts'

/** What is asked before a user is created; all else comes after it. */
export const essentials = ['firstName', 'lastName', 'primaryId', 'birthDate', 'userGroup', 'jobCategory'] as const
export const addFields = ['recordType', ...essentials, 'email', 'anyway', 'generate'] as const

const asked: Record<string, Field> = Object.fromEntries(essentials.map((name) => [name, userFields[name]]))

export const typeIn = (typed: Record<string, unknown>): RecordType | undefined =>
  recordTypes.find((type) => type === typed.recordType)

/** What was typed, as a new user. Throws Refusal with every problem that the form alone can tell. */
export async function parseNew(reader: Reader, typed: Typed): Promise<NewUser> {
  const recordType = typeIn(typed)
  const problems: Problem[] = []
  if (!recordType) problems.push({ field: 'recordType', message: _('Choose what kind of user this is.') })
  const own = await parseFields(asked, typed, { reader, recordType: recordType ?? 'PUBLIC' })
  const mail = await parseFields(
    { email: emailFields.address },
    { email: typed.email ?? '' },
    { reader, recordType: recordType ?? 'PUBLIC' },
  )
  const address = mail.values.email as string | null
  const emails = address ? [{ address }] : []
  const blank = Object.fromEntries(
    essentials.filter((name) => String(typed[name] ?? '').trim() === '').map((name) => [name, null]),
  )
  problems.push(...missingIn('general', blank), ...own.problems, ...mail.problems)
  problems.push(...contactProblems({ emails }).map(({ message }) => ({ field: 'email', message })))
  if (problems.length > 0) throw new Refusal(problems)
  const values = Object.fromEntries(Object.entries(own.values).filter(([, value]) => value !== null)) as UserValues
  return { values: { ...values, recordType: recordType ?? 'PUBLIC' }, emails }
}

/** The same fields as they are compared with those who are there. */
export const wantedIn = (typed: Record<string, unknown>): Wanted => {
  const text = (name: string) => String(typed[name] ?? '').trim()
  return {
    firstName: text('firstName'),
    lastName: text('lastName'),
    primaryId: text('primaryId'),
    email: text('email'),
    birthDate: text('birthDate'),
  }
}
