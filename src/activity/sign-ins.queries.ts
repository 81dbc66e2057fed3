import { and, asc, desc, eq, gte, lt, ne, sql } from 'drizzle-orm'
import { addDays, startOf } from '#platform/dates.ts'
import type { Reader } from '#platform/db/database.ts'
import { signIns } from '#sign-in/sign-in.table.ts'
import type { Filter } from './filter.ts'
import type { Named } from './people.queries.ts'
import type { Order, Range, Source } from './walk.ts'

export type SignInRow = typeof signIns.$inferSelect
/** How a try ended that let somebody in; every other outcome is a failure. */
export const signedIn = 'in'

/** Every try to sign in, as a filter wants it. */
export function signInsSource(reader: Reader, filter: Filter, who: Named): Source<SignInRow> {
  if (who.kind === 'unclear') return { edge: async () => undefined, rows: async () => [] }
  const indexed = who.kind === 'person' ? eq(signIns.userId, who.person.id) : undefined
  const failed = filter.failed === '' ? undefined : ne(signIns.outcome, signedIn)
  const within = ({ from, to }: Range) => and(indexed, gte(signIns.id, from), lt(signIns.id, to))
  const inOrder = (order: Order) => (order === 'older' ? desc(signIns.id) : asc(signIns.id))
  return {
    async edge(range, order, size) {
      const candidates = reader.select({ id: signIns.id }).from(signIns).where(within(range))
      return (
        await candidates
          .orderBy(inOrder(order))
          .limit(1)
          .offset(size - 1)
      )[0]?.id
    },
    rows: async (range, order, limit) =>
      reader
        .select()
        .from(signIns)
        .where(and(within(range), failed))
        .orderBy(inOrder(order))
        .limit(limit),
  }
}

/** The numbers of the tries between two days of the institution, both included. */
export async function triesBetween(reader: Reader, { from, to }: Filter, timeZone: string): Promise<Range> {
  return {
    from: from === '' ? 0 : await firstSince(reader, startOf(timeZone, from)),
    to: to === '' ? Number.MAX_SAFE_INTEGER : await firstSince(reader, startOf(timeZone, addDays(to, 1))),
  }
}

async function firstSince(reader: Reader, instant: number): Promise<number> {
  const [first] = await reader
    .select({ id: signIns.id })
    .from(signIns)
    .where(gte(signIns.at, instant))
    .orderBy(asc(signIns.at), asc(signIns.id))
    .limit(1)
  return first?.id ?? Number.MAX_SAFE_INTEGER
}

const mostTold = 10
const failures = sql<number>`count(*)`

/** Where most failures since an instant came from, and whom they were tried for; null where nobody was recognised. */
export async function failuresSince(reader: Reader, instant: number) {
  const since = and(gte(signIns.at, instant), ne(signIns.outcome, signedIn))
  const latest = sql<number>`max(${signIns.at})`
  return {
    addresses: await reader
      .select({ address: signIns.address, failures, latest })
      .from(signIns)
      .where(since)
      .groupBy(signIns.address)
      .orderBy(desc(failures), desc(latest))
      .limit(mostTold),
    people: await reader
      .select({ userId: signIns.userId, failures, latest })
      .from(signIns)
      .where(since)
      .groupBy(signIns.userId)
      .orderBy(desc(failures), desc(latest))
      .limit(mostTold),
  }
}
