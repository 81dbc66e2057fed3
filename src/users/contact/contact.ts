import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import { addresses, emails, phones } from './contact.table.ts'

type Row = Record<string, unknown>
export type NewAddress = { line1: string; city: string; types?: string[] } & Partial<Row>
export type NewPhone = { number: string; types?: string[] }
export type NewEmail = { address: string; types?: string[]; description?: string | null }
export type NewContact = { addresses?: NewAddress[]; phones?: NewPhone[]; emails?: NewEmail[] }

/** The type that a row gets when none is given, by record type. */
const usual = {
  PUBLIC: { address: 'home', phone: 'mobile', email: 'personal' },
  STAFF: { address: 'work', phone: 'office', email: 'work' },
  CONTACT: { address: 'order', phone: 'orderPhone', email: 'orderMail' },
} as const

const insertAddress = inserter(addresses)
const insertPhone = inserter(phones)
const insertEmail = inserter(emails)

/** Enters the contact rows of a new user; the first of each kind is the preferred one. Part of creating a user. */
export async function enterContact(tx: Tx, user: { id: number; recordType: string }, contact: NewContact): Promise<Change[]> {
  const types = usual[user.recordType as keyof typeof usual]
  const changes: Change[] = []
  for (const [position, row] of (contact.addresses ?? []).entries()) {
    const values = { ...row, types: orUsual(row.types, types.address), preferred: position === 0 }
    const id = await insertAddress(tx, { ...values, userId: user.id, origin: 'INTERNAL' })
    changes.push(...diff('address', {}, values, id))
  }
  for (const [position, row] of (contact.phones ?? []).entries()) {
    const values = { ...row, types: orUsual(row.types, types.phone), preferred: position === 0, preferredSms: false }
    const id = await insertPhone(tx, { ...values, userId: user.id, origin: 'INTERNAL' })
    changes.push(...diff('phone', {}, values, id))
  }
  for (const [position, row] of (contact.emails ?? []).entries()) {
    const values = { ...row, types: orUsual(row.types, types.email), preferred: position === 0 }
    const id = await insertEmail(tx, { ...values, userId: user.id, addressKey: caseFold(row.address), origin: 'INTERNAL' })
    changes.push(...diff('email', {}, values, id))
  }
  return changes
}

const orUsual = (types: string[] | undefined, type: string) => (types && types.length > 0 ? types : [type])

/** What is wrong with contact rows, by `part.field`; nothing when they can be entered. */
export function contactProblems(contact: NewContact): Problem[] {
  const problems: Problem[] = []
  for (const row of contact.addresses ?? []) {
    if (!row.line1)
      problems.push({ field: 'address.line1', message: _('An address needs its first line. Enter address line 1.') })
    if (!row.city) problems.push({ field: 'address.city', message: _('An address needs a city. Enter the city.') })
  }
  for (const row of contact.emails ?? []) {
    if (!isEmail(row.address)) problems.push({ field: 'email.address', message: emailMessage() })
  }
  return problems
}

const emailMessage = () => _('Enter an e-mail address with one @ and no blanks, like name@example.org.')

/** One @, no blanks, a dot in the domain: what a person can check by looking. */
export const isEmail = (text: string): boolean =>
  /^[^\s@]+@[^\s@]+$/u.test(text) && /^[^.].*\.[^.]+$/u.test(text.split('@')[1] ?? '')
