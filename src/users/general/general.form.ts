import type { Reader } from '#platform/db/database.ts'
import { Refusal } from '#platform/problems.ts'
import type { Typed } from '../field-values.ts'
import { parseFields } from '../field-values.ts'
import type { Field, UserField, UserValues } from '../fields.ts'
import { missingIn, userFields } from '../fields.ts'
import type { User } from '../users.table.ts'

const editable = Object.fromEntries(Object.entries<Field>(userFields).filter(([, field]) => !field.fixed))
/** The fields that General information lets a person change. */
export const editableFields = Object.keys(editable) as UserField[]

/** What was typed on General information, as values. Throws Refusal for what cannot be understood. */
export async function parseGeneral(reader: Reader, user: User, typed: Typed): Promise<UserValues> {
  const { values, problems } = await parseFields(editable, typed, { reader, recordType: user.recordType, current: user })
  const all = [...missingIn('general', values), ...problems]
  if (all.length > 0) throw new Refusal(all)
  return values
}
