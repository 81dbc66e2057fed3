import type { Reader } from '#platform/db/database.ts'
import type { Typed } from '../field-values.ts'
import { mustParse } from '../field-values.ts'
import { addressFields, emailFields, phoneFields } from '../fields.ts'
import type { User } from '../users.table.ts'
import type { Kind } from './contact.ts'

export const contactFields = { addresses: addressFields, phones: phoneFields, emails: emailFields } as const

/** The fields of each kind as its form sends them: what may come several times, what a browser leaves out. */
export const contactNames: Record<Kind, { fields: string[]; ticks: string[]; lists: string[] }> = {
  addresses: { fields: Object.keys(addressFields), ticks: ['preferred'], lists: ['types'] },
  phones: { fields: Object.keys(phoneFields), ticks: ['preferred', 'preferredSms'], lists: ['types'] },
  emails: { fields: Object.keys(emailFields), ticks: ['preferred'], lists: ['types'] },
}

/** What was typed, as values by the catalogue. Throws Refusal for what cannot be understood. */
export const parseContact = (reader: Reader, user: User, kind: Kind, typed: Typed, current?: Record<string, unknown>) =>
  mustParse(contactFields[kind], typed, { reader, recordType: user.recordType, ...(current ? { current } : {}) })
