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
export type NewPhone = { number: string; types?: string[]; preferred?: boolean; preferredSms?: boolean }
export type NewEmail = { address: string; types?: string[]; description?: string | null; preferred?: boolean }
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
  problems.push(...periodProblems(values))
  if (problems.length > 0) throw new Refusal(problems)
}

/** What is wrong with the days from and to which an address holds. */
export const periodProblems = ({ startDate, endDate }: Record<string, unknown>): Problem[] =>
  typeof startDate === 'string' && typeof endDate === 'string' && endDate < startDate
    ? [{ field: 'endDate', message: _('The end date is before the start date. Change one of them.') }]
    : []

const typesOf = (kind: Kind, user: User, { types }: Record<string, unknown>) =>
  Array.isArray(types) && types.length > 0 ? types : [usualType(kind, user.recordType)]

/** Whose rows are entered; `origin` where a source owns them. */
type Newcomer = { id: number; recordType: string; origin?: 'EXTERNAL' | undefined }

// The first of each kind is the preferred one; a source says which it is.
const preferredOf = (rows: Row[], { origin }: Newcomer): number =>
  Math.max(0, origin ? rows.findIndex(({ preferred }) => preferred === true) : 0)
const smsOf = (rows: Row[], { origin }: Newcomer): number =>
  origin ? rows.findIndex(({ preferredSms }) => preferredSms === true) : -1

/** Enters the contact rows of a new user. Part of creating a user. */
export async function enterContact(tx: Tx, user: Newcomer, contact: NewContact): Promise<Change[]> {
  const { addresses: home = [], phones: calls = [], emails: mails = [] } = contact
  const [firstHome, firstCall, sms, firstMail] = [
    preferredOf(home, user),
    preferredOf(calls, user),
    smsOf(calls, user),
    preferredOf(mails, user),
  ]
  const owned = { userId: user.id, origin: user.origin ?? 'INTERNAL' }
  const types = usual[user.recordType as keyof typeof usual]
  const changes: Change[] = []
  for (const [position, row] of home.entries()) {
    const values = { ...row, types: orUsual(row.types, types.address), preferred: position === firstHome }
    const id = await insertAddress(tx, { ...values, ...owned })
    changes.push(...diff('address', {}, values, id))
  }
  for (const [position, row] of calls.entries()) {
    const flags = { preferred: position === firstCall, preferredSms: position === sms }
    const values = { ...row, types: orUsual(row.types, types.phone), ...flags }
    const id = await insertPhone(tx, { ...values, ...owned })
    changes.push(...diff('phone', {}, values, id))
  }
  for (const [position, row] of mails.entries()) {
    const values = { ...row, types: orUsual(row.types, types.email), preferred: position === firstMail }
    const id = await insertEmail(tx, { ...values, ...owned, addressKey: caseFold(row.address) })
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
