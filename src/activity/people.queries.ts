import { and, eq, exists } from 'drizzle-orm'
import { changes } from '#history/changes.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { caseFold } from '#platform/text.ts'
import { matchingIds } from '#search-index/search-index.ts'
import { signIns } from '#sign-in/sign-in.table.ts'
import { namer } from '#users/names.ts'
import { holderOf } from '#users/users.queries.ts'
import { users } from '#users/users.table.ts'

/** A user as these pages name one. */
export type Person = { id: number; name: string; primaryId: string }
/** Whom a text names: everybody, the command line, one person, or none or several people, of whom a few are told. */
export type Named =
  | { kind: 'everybody' }
  | { kind: 'command line' }
  | { kind: 'person'; person: Person }
  | { kind: 'unclear'; people: Person[] }

const mostNamed = 1000
const mostTold = 10

/** Finds who is meant by a name or an identifier among those who did something, or who tried to sign in. */
export async function whoIs(reader: Reader, text: string, among: 'changes' | 'sign-ins'): Promise<Named> {
  if (text === '') return { kind: 'everybody' }
  if (among === 'changes' && caseFold(text) === caseFold(_('Command line'))) return { kind: 'command line' }
  const name = await namer(reader)
  const holder = await holderOf(reader, caseFold(text))
  if (holder) return { kind: 'person', person: { id: holder.id, name: name(holder), primaryId: holder.primaryId } }
  const ids = await matchingIds(reader, { text, index: 'names' }, mostNamed)
  const found = await reader
    .select()
    .from(users)
    .where(and(inList(users.id, ids), exists(actsOf(reader, among))))
    .limit(mostTold)
  const people = found.map((user) => ({ id: user.id, name: name(user), primaryId: user.primaryId }))
  return people.length === 1 && people[0] ? { kind: 'person', person: people[0] } : { kind: 'unclear', people }
}

const actsOf = (reader: Reader, among: 'changes' | 'sign-ins') =>
  among === 'changes'
    ? reader.select({ id: changes.id }).from(changes).where(eq(changes.actorId, users.id))
    : reader.select({ id: signIns.id }).from(signIns).where(eq(signIns.userId, users.id))

/** The users of some numbers, those that are there still. */
export async function usersNumbered(reader: Reader, ids: number[]): Promise<Map<number, Person>> {
  if (ids.length === 0) return new Map()
  const name = await namer(reader)
  const found = await reader.select().from(users).where(inList(users.id, ids))
  return new Map(found.map((user) => [user.id, { id: user.id, name: name(user), primaryId: user.primaryId }]))
}
