import { eq } from 'drizzle-orm'
import type { Edit } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { missingIn } from '../fields.ts'
import { mustNotBeLast } from '../mandatory.ts'
import type { List } from '../rows.ts'
import { addRow, changeRow, removeRow } from '../rows.ts'
import type { User } from '../users.table.ts'
import { getUser } from '../users.ts'
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

export const usualType = (kind: Kind, recordType: string): string => usual[recordType as keyof typeof usual][kindPart[kind]]
const kindPart = { addresses: 'address', phones: 'phone', emails: 'email' } as const
export const kinds = ['addresses', 'phones', 'emails'] as const
export type Kind = (typeof kinds)[number]

const internal = () => ({ origin: 'INTERNAL' })
const always = ['preferred']

/** The three lists of contact information. E-mail addresses of staff are protected: a reset link goes there. */
export const contactLists: Record<Kind, List> = {
  addresses: { part: 'address', table: addresses, permission: 'edit users', single: ['preferred'], always, fresh: internal },
  phones: {
    part: 'phone',
    table: phones,
    permission: 'edit users',
    single: ['preferred', 'preferredSms'],
    always,
    fresh: internal,
  },
  emails: {
    part: 'email',
    table: emails,
    permission: 'edit users',
    outranked: true,
    single: ['preferred'],
    always,
    fresh: internal,
    derived: ({ address }) => (address === undefined ? {} : { addressKey: caseFold(String(address)) }),
  },
}

/** Adds a contact row; without a type it gets the usual one of the record type. Throws Refusal for what cannot stand. */
export async function addContact(tx: Tx, actor: Actor, user: User, kind: Kind, values: Record<string, unknown>): Promise<number> {
  mustStand(kind, { ...nothing[kind], ...values })
  return addRow(tx, actor, user, contactLists[kind], { ...values, types: typesOf(kind, user, values) })
}

/** Changes a contact row; what others changed meanwhile is merged. */
export async function changeContact(
  tx: Tx,
  actor: Actor,
  user: User,
  kind: Kind,
  id: number,
  values: Record<string, unknown>,
  edit: Edit,
) {
  mustStand(kind, values)
  const types = 'types' in values ? { types: typesOf(kind, user, values) } : {}
  return changeRow(tx, actor, user, contactLists[kind], id, { ...values, ...types }, edit)
}

// A new row must have what a changed one only must not lose.
const nothing: Record<Kind, Record<string, unknown>> = {
  addresses: { line1: null, city: null },
  phones: { number: null },
  emails: { address: null },
}

/** Removes a contact row. Refuses the last one where the library made such a row mandatory. */
export async function removeContact(tx: Tx, actor: Actor, user: User, kind: Kind, id: number): Promise<void> {
  await removeRow(tx, actor, user, contactLists[kind], id)
  const { table } = contactLists[kind]
  if ((await tx.$count(table, eq(table.userId, user.id))) === 0)
    await mustNotBeLast(tx, await getUser(tx, user.id), kindPart[kind])
}

function mustStand(kind: Kind, values: Record<string, unknown>): void {
  const part = kindPart[kind]
  const problems = missingIn(part, values)
  if (kind === 'emails' && values.address && !isEmail(String(values.address)))
    problems.push({ field: 'address', message: emailMessage() })
  const { startDate, endDate } = values
  if (typeof startDate === 'string' && typeof endDate === 'string' && endDate < startDate) {
    problems.push({ field: 'endDate', message: _('The end date is before the start date. Change one of them.') })
  }
  if (problems.length > 0) throw new Refusal(problems)
}

const typesOf = (kind: Kind, user: User, { types }: Record<string, unknown>) =>
  Array.isArray(types) && types.length > 0 ? types : [usualType(kind, user.recordType)]

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
