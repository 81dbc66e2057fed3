import { and, asc, desc, eq, isNotNull, lt, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { caseFold } from '#platform/text.ts'
import { fold } from '#search-index/fold.ts'
import { attachments } from '../attachments/attachments.table.ts'
import { blocks } from '../blocks/blocks.table.ts'
import { addresses, emails, phones } from '../contact/contact.table.ts'
import { identifiers } from '../identifiers/identifiers.table.ts'
import { notes } from '../notes/notes.table.ts'
import { proxies } from '../proxies/proxies.table.ts'
import { userRoles } from '../user-roles/user-roles.table.ts'
import type { User } from '../users.table.ts'
import { takenIdentifiers, users } from '../users.table.ts'
import { erasedUsers } from './bin.table.ts'

/** How much of each kind is on a record. */
export type Held = Record<(typeof counted)[number], number>
const counted = [
  ...(['roles', 'identifiers', 'barcodes', 'notes', 'blocks', 'attachments', 'sponsors', 'proxies'] as const),
  ...(['addresses', 'phones', 'emails'] as const),
]

/** What a user holds, for whoever is asked whether it may go or become something else. */
export async function rowsHeld(reader: Reader, id: number): Promise<Held> {
  const isCard = and(eq(identifiers.userId, id), eq(identifiers.type, 'BARCODE'), eq(identifiers.status, 'ACTIVE'))
  return {
    roles: await reader.$count(userRoles, eq(userRoles.userId, id)),
    identifiers: await reader.$count(identifiers, eq(identifiers.userId, id)),
    barcodes: await reader.$count(identifiers, isCard),
    notes: await reader.$count(notes, eq(notes.userId, id)),
    blocks: await reader.$count(blocks, eq(blocks.userId, id)),
    attachments: await reader.$count(attachments, eq(attachments.userId, id)),
    sponsors: await reader.$count(proxies, eq(proxies.userId, id)),
    proxies: await reader.$count(proxies, eq(proxies.forUserId, id)),
    addresses: await reader.$count(addresses, eq(addresses.userId, id)),
    phones: await reader.$count(phones, eq(phones.userId, id)),
    emails: await reader.$count(emails, eq(emails.userId, id)),
  }
}

export const pageSize = 50
export type BinFilter = { q: string; page: number }

/** One page of the bin, the newest first, and how many are there. */
export async function inBin(reader: Reader, { q, page }: BinFilter): Promise<{ rows: User[]; total: number }> {
  const from = (page - 1) * pageSize
  if (q.trim() !== '') {
    const found = await named(reader, q)
    return { rows: found.slice(from, from + pageSize), total: found.length }
  }
  const where = isNotNull(users.binnedAt)
  const rows = await reader
    .select()
    .from(users)
    .where(where)
    .orderBy(...newestFirst)
    .limit(pageSize)
    .offset(from)
  return { rows, total: await reader.$count(users, where) }
}

const newestFirst = [desc(users.binnedAt), desc(users.id)]
const mostLooked = 5000

// The search index knows nobody in the bin. Few are there: they are looked through.
async function named(reader: Reader, q: string): Promise<User[]> {
  const key = caseFold(q.trim())
  const holders = await reader
    .selectDistinct({ id: takenIdentifiers.userId })
    .from(takenIdentifiers)
    .innerJoin(users, eq(users.id, takenIdentifiers.userId))
    .where(and(isNotNull(users.binnedAt), eq(sql`substr(${takenIdentifiers.value}, 1, ${key.length})`, key)))
    .limit(mostLooked)
  const known = new Set(holders.map(({ id }) => id))
  const all = await reader
    .select()
    .from(users)
    .where(isNotNull(users.binnedAt))
    .orderBy(...newestFirst)
    .limit(mostLooked)
  const words = wordsOf(q)
  return all.filter((user) => known.has(user.id) || (words.length > 0 && isNamed(user, words)))
}

const wordsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

function isNamed(user: User, words: string[]): boolean {
  const { firstName, middleName, lastName, prefFirstName, prefMiddleName, prefLastName } = user
  const theirs = wordsOf([firstName, middleName, lastName, prefFirstName, prefMiddleName, prefLastName].join(' '))
  return words.every((word) => theirs.some((one) => one.startsWith(word)))
}

/** Whoever was put in the bin before an instant, the longest there first. */
export const binnedBefore = async (reader: Reader, instant: number, limit: number): Promise<number[]> =>
  (
    await reader
      .select({ id: users.id })
      .from(users)
      .where(lt(users.binnedAt, instant))
      .orderBy(asc(users.binnedAt), asc(users.id))
      .limit(limit)
  ).map(({ id }) => id)

/** The numbers of everyone who was erased, with the instant. */
export const everyErased = async (reader: Reader): Promise<{ userId: number; erasedAt: number }[]> =>
  reader.select({ userId: erasedUsers.userId, erasedAt: erasedUsers.erasedAt }).from(erasedUsers)

/** The files that a record alone may hold: attachments and the photo, by their hashes. */
export async function filesOf(reader: Reader, { id, photo }: User): Promise<Set<string>> {
  const rows = await reader.select({ hash: attachments.hash }).from(attachments).where(eq(attachments.userId, id))
  return new Set([...rows.map(({ hash }) => hash), ...(photo === null ? [] : [photo])])
}

/** Whoever acts for a user: the rows stand on their records. */
export const proxiesOf = async (reader: Reader, id: number) => reader.select().from(proxies).where(eq(proxies.forUserId, id))
