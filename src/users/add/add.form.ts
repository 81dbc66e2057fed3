import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { contactProblems } from '../contact/contact.ts'
import type { Typed } from '../field-values.ts'
import { parseFields } from '../field-values.ts'
import type { Field, RecordType, UserField, UserValues } from '../fields.ts'
import { addressFields, emailFields, identifierFields, phoneFields, recordTypes, userFields } from '../fields.ts'
import { barcodeType } from '../identifiers/identifiers.ts'
import type { NewUser } from '../record/complete.ts'
import { lacking, withDefaults } from '../record/complete.ts'
import type { Wanted } from './duplicates.queries.ts'

/** What is asked before a user is created, and an e-mail address; all else comes after it, or is asked where it is mandatory. */
export const essentials: readonly string[] = ['firstName', 'lastName', 'primaryId', 'birthDate', 'userGroup', 'jobCategory']

/** Fields of the user's own row that may be asked: the library chooses which. */
export const ownFields: Record<string, Field> = Object.fromEntries(
  Object.entries<Field>(userFields).filter(([name, field]) => !field.fixed && name !== 'status'),
)
/** Fields of the user's first rows, each with the name that problems give it. */
const rowFields = {
  email: { ...emailFields.address, place: 'email.address' },
  phone: { ...phoneFields.number, place: 'phone.number' },
  line1: { ...addressFields.line1, place: 'address.line1' },
  postalCode: { ...addressFields.postalCode, place: 'address.postalCode' },
  city: { ...addressFields.city, place: 'address.city' },
  country: { ...addressFields.country, place: 'address.country' },
  barcode: { ...identifierFields.value, label: _('Barcode'), place: 'identifier.value' },
} as const
export const addressNames = ['line1', 'postalCode', 'city', 'country'] as const

const asked: Record<string, Field> = { ...ownFields, ...rowFields }
export const addFields = ['recordType', ...Object.keys(asked), 'anyway', 'generate']
export const addLists = Object.keys(asked).filter((name) => asked[name]?.kind === 'codes')

export const typeIn = (typed: Record<string, unknown>): RecordType | undefined =>
  recordTypes.find((type) => type === typed.recordType)

/** What was typed, as a new user. Throws Refusal with every problem that the form alone can tell. */
export async function parseNew(reader: Reader, typed: Typed): Promise<NewUser> {
  const recordType = typeIn(typed)
  const { values: parsed, problems } = await parseFields(asked, typed, { reader, recordType: recordType ?? 'PUBLIC' })
  if (!recordType) problems.unshift({ field: 'recordType', message: _('Choose what kind of user this is.') })
  const filled = Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== null)) as Record<string, string>
  const own = Object.entries(filled).filter(([name]) => name in ownFields)
  const values: UserValues = { ...Object.fromEntries(own), recordType: recordType ?? 'PUBLIC' }
  const rows = rowsIn(filled)
  const missing = await lacking(reader, await withDefaults(reader, values), rows, recordType === undefined)
  const found = [...missing, ...contactProblems(rows)].map(asHere)
  problems.push(...found.filter(({ field }) => !problems.some((problem) => problem.field === field)))
  if (problems.length > 0) throw new Refusal(problems)
  return { values, ...rows }
}

function rowsIn(filled: Record<string, string>): Omit<NewUser, 'values'> {
  const { email, phone, barcode, line1 = '', city = '', postalCode = null, country = null } = filled
  return {
    emails: email ? [{ address: email }] : [],
    phones: phone ? [{ number: phone }] : [],
    addresses: addressNames.some((name) => filled[name]) ? [{ line1, city, postalCode, country }] : [],
    identifiers: barcode ? [{ type: barcodeType, value: barcode }] : [],
  }
}

/** A problem of a new user, at the field of this form. */
const asHere = ({ field, ...told }: Problem): Problem => ({
  field: Object.entries(rowFields).find(([, { place }]) => place === field)?.[0] ?? field,
  ...told,
})

/** An error of creating, told by the fields of this form. Any other error passes as it is. */
export const toldHere = (error: unknown): unknown => (error instanceof Refusal ? new Refusal(error.problems.map(asHere)) : error)

/** The same fields as they are compared with those who are there. */
export const wantedIn = (typed: Record<string, unknown>): Wanted => {
  const text = (name: UserField | 'email') => String(typed[name] ?? '').trim()
  return {
    firstName: text('firstName'),
    lastName: text('lastName'),
    primaryId: text('primaryId'),
    email: text('email'),
    birthDate: text('birthDate'),
  }
}
