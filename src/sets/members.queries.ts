import { parse } from 'node:querystring'
import { setImmediate as breathe } from 'node:timers/promises'
import { and, asc, count, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { IdSet } from '#platform/id-set.ts'
import { refuse } from '#platform/problems.ts'
import { countFound, everybodyFound } from '#search/everybody.queries.ts'
import type { UserSearch } from '#search/user-search.ts'
import { searchFrom, searchUrl } from '#search/user-search.ts'
import type { Actor } from '#sign-in/actor.ts'
import { users } from '#users/users.table.ts'
import type { UserSet } from './sets.table.ts'
import { setMembers } from './sets.table.ts'

/** Who asks for the members of a set, on which day and in which place. */
export type Asker = { actor: Pick<Actor, 'may'>; today: string; timeZone: string }
type Meant = Pick<UserSet, 'id' | 'kind' | 'search'>

const sliceSize = 1000

/** The numbers of a set’s users in their order, slice by slice, each once; without those in the bin. */
export async function* membersOf(reader: Reader, set: Meant, asker: Asker): AsyncGenerator<number[]> {
  if (set.kind === 'fixed') return yield* listedIn(reader, set.id)
  yield* slicesOf(await everybodyFound(reader, searchOf(set), searcherFor(asker)))
}

/** The same as numbers at hand. */
export async function idsOf(reader: Reader, set: Meant, asker: Asker): Promise<IdSet> {
  if (set.kind !== 'fixed') return everybodyFound(reader, searchOf(set), searcherFor(asker))
  const ids = new IdSet()
  for await (const slice of listedIn(reader, set.id)) for (const id of slice) ids.add(id)
  return ids
}

/** How many they are. */
export async function countOf(reader: Reader, set: Meant, asker: Asker): Promise<number> {
  if (set.kind !== 'fixed') return countFound(reader, searchOf(set), searcherFor(asker))
  const [away] = await binned(reader).execute({ set: set.id })
  return (await membersOfAll(reader, set.id)) - (away?.n ?? 0)
}

export const searcherFor = ({ actor, today, timeZone }: Asker) => ({ today, timeZone, notes: actor.may('see notes') })

/** The search of a live set. What it once said and no longer says would make it mean others: then it is refused. */
export function searchOf({ search }: Pick<UserSet, 'search'>): UserSearch {
  const read = searchFrom(parse(search ?? ''))
  if (search === null || searchText(read) !== search)
    return refuse('', _('The search of this set asks for something that Foyer no longer knows. Save it anew.'))
  return read
}

/** A search as a set keeps it: whom it finds, whatever page and order they were seen in. */
export const searchText = (search: UserSearch): string =>
  searchUrl(search, { sort: 'name', descending: false }, '').replace(/^\?/, '')

export function* slicesOf(ids: IdSet, size = sliceSize): Generator<number[]> {
  for (let last = -1; ; ) {
    const slice = ids.after(last, size)
    if (slice.length > 0) yield slice
    if (slice.length < size) return
    last = slice.at(-1) ?? last
  }
}

const ofSet = eq(setMembers.setId, sql.placeholder('set'))
const next = prepared((db) =>
  db
    .select({ id: setMembers.userId })
    .from(setMembers)
    .innerJoin(users, and(eq(users.id, setMembers.userId), isNull(users.binnedAt)))
    .where(and(ofSet, gt(setMembers.userId, sql.placeholder('after'))))
    .orderBy(asc(setMembers.userId))
    .limit(sliceSize)
    .prepare(),
)

async function* listedIn(reader: Reader, set: number): AsyncGenerator<number[]> {
  for (let after = -1; ; ) {
    const slice = (await next(reader).execute({ set, after })).map(({ id }) => id)
    if (slice.length > 0) yield slice
    if (slice.length < sliceSize) return
    after = slice.at(-1) ?? after
    await breathe()
  }
}

const every = prepared((db) =>
  db
    .select({ id: setMembers.userId })
    .from(setMembers)
    .where(and(ofSet, gt(setMembers.userId, sql.placeholder('after'))))
    .orderBy(asc(setMembers.userId))
    .limit(sliceSize)
    .prepare(),
)
/** Some of the members as they stand there, those in the bin too. */
export const membersIn = async (reader: Reader, set: number, after: number): Promise<number[]> =>
  (await every(reader).execute({ set, after })).map(({ id }) => id)

const one = prepared((db) =>
  db
    .select({ id: setMembers.userId })
    .from(setMembers)
    .where(and(ofSet, eq(setMembers.userId, sql.placeholder('user'))))
    .prepare(),
)
export const isMember = async (reader: Reader, set: number, user: number): Promise<boolean> =>
  (await one(reader).execute({ set, user })).length > 0

const listed = prepared((db) => db.select({ n: count() }).from(setMembers).where(ofSet).prepare())
/** How many a fixed set has, those in the bin too. */
export const membersOfAll = async (reader: Reader, set: number): Promise<number> =>
  (await listed(reader).execute({ set }))[0]?.n ?? 0

// Few are in the bin: they are looked up among the members, not the members among them.
const binned = prepared((db) =>
  db
    .select({ n: count() })
    .from(users)
    .where(
      and(
        isNotNull(users.binnedAt),
        sql`exists (select 1 from ${setMembers} where ${setMembers.setId} = ${sql.placeholder('set')} and ${setMembers.userId} = ${users.id})`,
      ),
    )
    .prepare(),
)
