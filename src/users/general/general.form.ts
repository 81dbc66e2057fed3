import type { Reader } from '#platform/db/database.ts'
import { Refusal } from '#platform/problems.ts'
import type { Typed } from '../field-values.ts'
import { parseFields } from '../field-values.ts'
import type { Field, UserField, UserValues } from '../fields.ts'
import { missingIn, userFields } from '../fields.ts'
import { mandatoryOf } from '../mandatory.ts'
import type { User } from '../users.table.ts'

const editable = Object.fromEntries(Object.entries<Field>(userFields).filter(([, field]) => !field.fixed))
/** The fields that General information lets a person change. */
export const editableFields = Object.keys(editable) as UserField[]
/** Those of them that hold several codes. */
export const listFields = editableFields.filter((name) => editable[name]?.kind === 'codes')

/**
 * What was typed on General information, as values. Throws Refusal for what cannot be understood, and for a mandatory
 * field that is emptied; one that the record lacked before is left alone.
 */
export async function parseGeneral(reader: Reader, user: User, typed: Typed): Promise<UserValues> {
  // A form that shows a list sends an empty entry before its ticks: without it the list is not on that form.
  const sent = Object.fromEntries(Object.entries(typed).filter(([, value]) => !Array.isArray(value) || value.length > 0))
  const { values, problems } = await parseFields(editable, sent, { reader, recordType: user.recordType, current: user })
  const { fields } = await mandatoryOf(reader, user.recordType)
  const filled = new Set([...fields].filter((name) => user[name as UserField] !== null))
  const all = [...missingIn('general', values, filled), ...problems]
  if (all.length > 0) throw new Refusal(all)
  return values
}
