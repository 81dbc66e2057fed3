import { and, asc, desc, eq, gt, gte, lt, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { prepared } from '#platform/db/prepared.ts'
import { changes } from './changes.table.ts'

export type ChangeRow = typeof changes.$inferSelect

/** Acts that touched a field, of a person by name, by a door, from an instant until before another. */
export type ActFilter = { field?: { part: string; name: string }; who?: string; door?: string; from?: number; until?: number }

const matching = ({ field, who, door, from, until }: ActFilter) => [
  field &&
    sql`exists (select 1 from json_each(${changes.items}) where value ->> 'part' = ${field.part} and value ->> 'field' = ${field.name})`,
  who === undefined ? undefined : eq(changes.actorName, who),
  door === undefined ? undefined : eq(changes.door, door),
  from === undefined ? undefined : gte(changes.at, from),
  until === undefined ? undefined : lt(changes.at, until),
]

/** What happened to one record, the newest first. */
export const changesOf = (
  reader: Reader,
  subject: string,
  subjectId: number,
  page: { limit: number; offset: number },
  filter: ActFilter = {},
): Promise<ChangeRow[]> =>
  Promise.resolve(
    reader
      .select()
      .from(changes)
      .where(and(eq(changes.subject, subject), eq(changes.subjectId, subjectId), ...matching(filter)))
      .orderBy(desc(changes.id))
      .limit(page.limit)
      .offset(page.offset),
  )

const mostNames = 100
/** Who did something to a record, by name. */
export const authorsOf = async (reader: Reader, subject: string, subjectId: number): Promise<string[]> =>
  (
    await reader
      .selectDistinct({ name: changes.actorName })
      .from(changes)
      .where(and(eq(changes.subject, subject), eq(changes.subjectId, subjectId)))
      .orderBy(asc(changes.actorName))
      .limit(mostNames)
  ).map(({ name }) => name)

/** One act by its number. */
export const changeNumbered = async (reader: Reader, id: number): Promise<ChangeRow | undefined> =>
  (await reader.select().from(changes).where(eq(changes.id, id)))[0]

/** Who took acts of a record back, and when, by the number of the act: the last time of each. */
export async function undoneAmong(
  reader: Reader,
  subject: string,
  subjectId: number,
  acts: readonly { id: number }[],
): Promise<Map<number, { by: string; at: number }>> {
  const rows = await reader
    .select({ undoes: changes.undoes, by: changes.actorName, at: changes.at })
    .from(changes)
    .where(
      and(
        eq(changes.subject, subject),
        eq(changes.subjectId, subjectId),
        inList(
          changes.undoes,
          acts.map(({ id }) => id),
        ),
      ),
    )
    .orderBy(asc(changes.id))
  return new Map(rows.map(({ undoes, by, at }) => [undoes ?? 0, { by, at }]))
}

const latest = prepared((db) =>
  db
    .select({ at: changes.at, by: changes.actorName })
    .from(changes)
    .where(and(eq(changes.subject, sql.placeholder('subject')), eq(changes.subjectId, sql.placeholder('subjectId'))))
    .orderBy(desc(changes.id))
    .limit(1)
    .prepare(),
)

export const lastChangeOf = async (reader: Reader, subject: string, subjectId: number) =>
  (await latest(reader).execute({ subject, subjectId }))[0]

/**
 * What a part of a record held at an earlier version: its values now, with every change since taken back, the newest
 * first. `row` names the row of a list.
 */
export async function valuesAt<Values extends Record<string, unknown>>(
  reader: Reader,
  at: { subject: string; subjectId: number; part: string; row?: number; version: number },
  now: Values,
): Promise<Values> {
  const since = await reader
    .select({ items: changes.items })
    .from(changes)
    .where(and(eq(changes.subject, at.subject), eq(changes.subjectId, at.subjectId), gt(changes.version, at.version)))
    .orderBy(desc(changes.id))
  const values: Record<string, unknown> = { ...now }
  for (const { part, row, field, before } of since.flatMap(({ items }) => items.toReversed())) {
    if (part === at.part && row === at.row && field in values) values[field] = before
  }
  return values as Values
}

const firstFrom = prepared((db) =>
  db
    .select({ id: changes.id, at: changes.at })
    .from(changes)
    .where(gte(changes.id, sql.placeholder('id')))
    .orderBy(asc(changes.id))
    .limit(1)
    .prepare(),
)
const last = prepared((db) => db.select({ id: changes.id }).from(changes).orderBy(desc(changes.id)).limit(1).prepare())

/**
 * The number of the first change at or after an instant, or the one that the next change gets. Numbers rise with time,
 * so a few looks find it, however long the history is.
 */
export async function firstChangeSince(reader: Reader, instant: number): Promise<number> {
  let from = 1
  let to = ((await last(reader).execute())[0]?.id ?? 0) + 1
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    const [change] = await firstFrom(reader).execute({ id: middle })
    if (!change || change.at >= instant) to = middle
    else from = change.id + 1
  }
  return from
}
