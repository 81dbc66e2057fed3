import { defaultCode } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Typed } from '../field-values.ts'
import { mustParse } from '../field-values.ts'
import { blockFields } from '../fields.ts'
import type { User } from '../users.table.ts'

// The status is set by lifting alone.
const { type, description, expiryDate, note, ownerLibrary } = blockFields
const typedFields = { type, description, expiryDate, note, ownerLibrary }

/** The fields of a block as its form sends them. */
export const blockNames = { fields: Object.keys(typedFields) }

/** A new block before anything is typed: of the type that the library made the default. */
export const blankBlock = async (reader: Reader, { recordType }: User): Promise<Record<string, unknown>> => ({
  type: await defaultCode(reader, 'UserBlockTypes', recordType),
})

/** What was typed, as values by the catalogue. Throws Refusal for what cannot be understood. */
export const parseBlock = (reader: Reader, user: User, typed: Typed, current?: Record<string, unknown>) =>
  mustParse(typedFields, typed, { reader, recordType: user.recordType, ...(current ? { current } : {}) })
