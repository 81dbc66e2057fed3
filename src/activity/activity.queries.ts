import type { SQL } from 'drizzle-orm'
import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { changes } from '#history/changes.table.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { firstChangeSince } from '#history/history.queries.ts'
import { addDays, startOf } from '#platform/dates.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Filter } from './filter.ts'
import type { Named } from './people.queries.ts'
import type { Order, Range, Source } from './walk.ts'

/** What of the history is wanted: by an index, and by looking at each row. Undefined when it can be nothing. */
function wanted(filter: Filter, who: Named): { indexed: SQL | undefined; looked: SQL | undefined; sorts: boolean } | undefined {
  if (who.kind === 'unclear') return undefined
  const { door, action, subject } = filter
  const person = who.kind === 'person' ? eq(changes.actorId, who.person.id) : undefined
  // Nearly all changes are of users; of anything else there are few, and an index holds them together.
  const few = !person && subject !== '' && subject !== 'user'
  const looked = [
    who.kind === 'command line' ? sql`${changes.actorId} is null and ${changes.actorName} = ${_('Command line')}` : undefined,
    door === '' ? undefined : eq(changes.door, door),
    action === '' ? undefined : eq(changes.action, action),
    // The sign keeps the index of subjects out of the choice: it would put all changes of users in order anew.
    few || subject === '' ? undefined : sql`+${changes.subject} = ${subject}`,
  ]
  return { indexed: few ? eq(changes.subject, subject) : person, looked: and(...looked), sorts: few }
}

/** The history of everything, as a filter wants it. */
export function activitySource(reader: Reader, filter: Filter, who: Named): Source<ChangeRow> {
  const asked = wanted(filter, who)
  if (!asked) return { edge: async () => undefined, rows: async () => [] }
  const { indexed, looked, sorts } = asked
  const number = sorts ? sql`+${changes.id}` : sql`${changes.id}`
  const within = ({ from, to }: Range) => (sorts ? sql`${number} >= ${from} and ${number} < ${to}` : both(from, to))
  const inOrder = (order: Order) => (order === 'older' ? desc(number) : asc(number))
  return {
    async edge(range, order, size) {
      const candidates = reader
        .select({ id: changes.id })
        .from(changes)
        .where(and(indexed, within(range)))
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
        .from(changes)
        .where(and(indexed, within(range), looked))
        .orderBy(inOrder(order))
        .limit(limit),
  }
}

const both = (from: number, to: number) => and(gte(changes.id, from), lt(changes.id, to))

/** The numbers of the changes between two days of the institution, both included; without a day there is no end. */
export async function numbersBetween(reader: Reader, { from, to }: Filter, timeZone: string): Promise<Range> {
  return {
    from: from === '' ? 0 : await firstChangeSince(reader, startOf(timeZone, from)),
    to: to === '' ? Number.MAX_SAFE_INTEGER : await firstChangeSince(reader, startOf(timeZone, addDays(to, 1))),
  }
}

/** The same up to this moment: what is done while it is read stays out. */
export const untilNow = async (reader: Reader, { from, to }: Range): Promise<Range> => ({
  from,
  to: Math.min(to, await firstChangeSince(reader, Number.MAX_SAFE_INTEGER)),
})
