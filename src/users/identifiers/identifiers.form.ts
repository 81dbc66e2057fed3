import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Typed } from '../field-values.ts'
import { mustParse } from '../field-values.ts'
import { identifierFields } from '../fields.ts'
import type { User } from '../users.table.ts'

/** The fields of the form, and the button that fills in a value. */
export const identifierNames = { fields: [...Object.keys(identifierFields), 'generate'] }

/** What was typed, as values by the catalogue. Throws Refusal for what cannot be understood. */
export const parseIdentifier = (reader: Reader, user: User, typed: Typed, current?: Record<string, unknown>) =>
  mustParse(identifierFields, typed, { reader, recordType: user.recordType, ...(current ? { current } : {}) })

const cardFields = { barcode: { ...identifierFields.value, label: _('New barcode') } }
/** `replaces` tells which barcodes were active when the form was drawn. */
export const cardNames = { fields: ['barcode', 'generate', 'replaces'] }

/** The barcode of a new card. Throws Refusal for what cannot be understood. */
export async function parseCard(reader: Reader, user: User, typed: Typed): Promise<string | null> {
  const values = await mustParse(cardFields, { barcode: typed.barcode ?? '' }, { reader, recordType: user.recordType })
  return (values.barcode ?? null) as string | null
}
