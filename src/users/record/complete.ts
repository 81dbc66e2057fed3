import { defaultCode } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Problem } from '#platform/problems.ts'
import type { NewBlock } from '../blocks/blocks.ts'
import type { NewContact } from '../contact/contact.ts'
import type { Field, UserValues } from '../fields.ts'
import { missingIn, userFields } from '../fields.ts'
import type { NewIdentifier } from '../identifiers/identifiers.ts'
import { barcodeType } from '../identifiers/identifiers.ts'
import type { RowKind } from '../mandatory.ts'
import { mandatoryOf, missingRow, nothingMore, rowKinds } from '../mandatory.ts'
import type { NewNote } from '../notes/notes.ts'
import type { NewStatistic } from '../statistics/statistics.ts'
import { requiredFields } from '../users.ts'

/** A user who is not there yet: values of the row and rows of the lists, all parsed by the catalogue. */
export type NewUser = NewContact & {
  values: UserValues
  /** Where a source owns the rows: then its preferred rows are taken over, one of each kind. */
  origin?: 'EXTERNAL'
  identifiers?: NewIdentifier[]
  notes?: NewNote[]
  blocks?: NewBlock[]
  statistics?: NewStatistic[]
}

const coded = Object.entries<Field>(userFields).flatMap(([name, { codes, ...field }]) =>
  codes ? [[name, { ...field, codes }] as const] : [],
)
/** What a new user has where nothing was said: Public, Internal, Active, and the default code of each table. */
export async function withDefaults(reader: Reader, given: UserValues): Promise<UserValues> {
  const values: Record<string, unknown> = { recordType: 'PUBLIC', accountType: 'INTERNAL', status: 'ACTIVE' }
  for (const [name, value] of Object.entries(given)) if (value !== undefined && value !== null) values[name] = value
  const type = String(values.recordType)
  for (const [name, field] of coded) {
    if (name in given || field.types?.every((one) => one !== type)) continue
    const code = await defaultCode(reader, field.codes, type)
    if (code) values[name] = field.kind === 'codes' ? [code] : code
  }
  return values as UserValues
}

type Rows = Omit<NewUser, 'values'>
/**
 * Each field and row that a new user must have and lacks, as `field` or `part.field`. `values` hold their defaults;
 * `asShipped` asks only for what every record must have.
 */
export async function lacking(reader: Reader, values: UserValues, made: Rows, asShipped = false): Promise<Problem[]> {
  const mandatory = asShipped ? nothingMore : await mandatoryOf(reader, values.recordType ?? '')
  const looked = new Set<string>([...requiredFields, ...mandatory.fields])
  const own = Object.fromEntries([...looked].map((name) => [name, values[name as keyof UserValues]]))
  const rows: Record<RowKind, boolean> = {
    address: (made.addresses ?? []).length > 0,
    phone: (made.phones ?? []).length > 0,
    email: (made.emails ?? []).length > 0,
    barcode: (made.identifiers ?? []).some(({ type, status = 'ACTIVE' }) => type === barcodeType && status === 'ACTIVE'),
  }
  const without = rowKinds.filter((kind) => mandatory.rows.has(kind) && !rows[kind])
  return [...missingIn('general', own, mandatory.fields), ...without.map(missingRow)]
}
