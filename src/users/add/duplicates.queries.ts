import { and, eq, inArray, isNull } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { caseFold } from '#platform/text.ts'
import { fold } from '#search-index/fold.ts'
import { findEntries } from '#search-index/search-index.ts'
import { emails } from '../contact/contact.table.ts'
import { holderOf } from '../users.queries.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'

export type Wanted = { firstName: string; lastName: string; primaryId: string; email: string; birthDate: string }
export type Reason = 'identifier' | 'email' | 'birthDate' | 'name' | 'similar'
/** Somebody who may be the person that is being added. `likely`: enough alike to ask before going on. */
export type Duplicate = { user: User; reasons: Reason[]; likely: boolean }

const most = 8

/** Who may be this person already: same identifier, same e-mail, same or similar name; the likeliest first. */
export async function possibleDuplicates(reader: Reader, wanted: Wanted): Promise<Duplicate[]> {
  const holder = wanted.primaryId === '' ? undefined : await standingHolder(reader, wanted.primaryId)
  const mailed = await ownersOf(reader, wanted.email)
  const named = await namesakes(reader, wanted)
  const all = new Map([...(holder ? [holder] : []), ...mailed, ...named].map((user) => [user.id, user]))
  return [...all.values()]
    .map((user) => judge(user, wanted, { identifier: holder?.id === user.id, email: mailed.some(({ id }) => id === user.id) }))
    .sort((one, other) => weight(other) - weight(one))
    .slice(0, most)
}

// One in the bin is told of by the refusal of its identifier.
const standingHolder = async (reader: Reader, primaryId: string): Promise<User | undefined> => {
  const holder = await holderOf(reader, caseFold(primaryId))
  return holder?.binnedAt === null ? holder : undefined
}

const ownersOf = async (reader: Reader, email: string): Promise<User[]> => {
  if (email === '') return []
  const found = await reader
    .select({ user: users })
    .from(emails)
    .innerJoin(users, eq(users.id, emails.userId))
    .where(and(eq(emails.addressKey, caseFold(email)), isNull(users.binnedAt)))
    .limit(most)
  return found.map(({ user }) => user)
}

// Names are looked up as a search would: every word, in any order, as a beginning.
async function namesakes(reader: Reader, { firstName, lastName }: Wanted): Promise<User[]> {
  if (firstName.trim() === '' || lastName.trim() === '') return []
  const page = { limit: 20, offset: 0, descending: false }
  const ids = await findEntries(reader, { text: `${lastName} ${firstName}`, index: 'names' }, page)
  return ids.length === 0 ? [] : reader.select().from(users).where(inArray(users.id, ids))
}

function judge(user: User, wanted: Wanted, same: { identifier: boolean; email: boolean }): Duplicate {
  const sameBirth = wanted.birthDate !== '' && user.birthDate === wanted.birthDate
  const otherBirth = wanted.birthDate !== '' && user.birthDate !== null && !sameBirth
  const name = nameReason(user, wanted)
  const reasons: Reason[] = []
  if (same.identifier) reasons.push('identifier')
  if (same.email) reasons.push('email')
  if (sameBirth) reasons.push('birthDate')
  if (name) reasons.push(name)
  return { user, reasons, likely: same.email || (name === 'name' && !otherBirth) || (name !== undefined && sameBirth) }
}

function nameReason(user: User, { firstName, lastName }: Wanted): 'name' | 'similar' | undefined {
  const plain = (...names: (string | null)[]) =>
    names
      .map((name) => fold(name ?? '').replace(/[^\p{L}\p{N}]+/gu, ''))
      .sort()
      .join(' ')
  const typed = plain(firstName, lastName)
  const shown = [
    plain(user.firstName, user.lastName),
    plain(user.prefFirstName ?? user.firstName, user.prefLastName ?? user.lastName),
  ]
  if (shown.includes(typed)) return 'name'
  const words = fold(`${firstName} ${lastName}`)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const theirs = fold([user.firstName, user.middleName, user.lastName, user.prefFirstName, user.prefLastName].join(' '))
  return words.length > 0 && words.every((word) => theirs.includes(word)) ? 'similar' : undefined
}

const weights: Record<Reason, number> = { identifier: 16, email: 8, birthDate: 4, name: 2, similar: 1 }
const weight = ({ reasons }: Duplicate) => reasons.reduce((sum, reason) => sum + weights[reason], 0)
