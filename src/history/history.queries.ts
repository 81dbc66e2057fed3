import { and, asc, desc, eq, gt, gte, notInArray, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { changes } from './changes.table.ts'

export type ChangeRow = typeof changes.$inferSelect

/** What happened to one record, the newest first. */
export const changesOf = (
  reader: Reader,
  subject: string,
  subjectId: number,
  page: { limit: number; offset: number },
): Promise<ChangeRow[]> =>
  Promise.resolve(
    reader
      .select()
      .from(changes)
      .where(and(eq(changes.subject, subject), eq(changes.subjectId, subjectId)))
      .orderBy(desc(changes.id))
      .limit(page.limit)
      .offset(page.offset),
  )

const ofRecord = and(eq(changes.subject, sql.placeholder('subject')), eq(changes.subjectId, sql.placeholder('subjectId')))
const mostNames = 100
const authors = prepared((db) =>
  db
    .selectDistinct({ name: changes.actorName })
    .from(changes)
    .where(ofRecord)
    .orderBy(asc(changes.actorName))
    .limit(mostNames)
    .prepare(),
)
/** Who did something to a record, by name. */
export const authorsOf = async (reader: Reader, subject: string, subjectId: number): Promise<string[]> =>
  (await authors(reader).execute({ subject, subjectId })).map(({ name }) => name)

/** One act by its number. */
export const changeNumbered = async (reader: Reader, id: number): Promise<ChangeRow | undefined> =>
  (await reader.select().from(changes).where(eq(changes.id, id)))[0]

const undoing = prepared((db) =>
  db
    .select({ undoes: changes.undoes, by: changes.actorName, at: changes.at })
    .from(changes)
    .where(
      // What takes an act back came after it, and is none of those that can be a megabyte long: `undoes` stands behind it.
      and(
        ofRecord,
        notInArray(changes.action, ['created', 'merged from', 'merged into']),
        gt(changes.id, sql.placeholder('after')),
        sql`${changes.undoes} in (select value from json_each(${sql.placeholder('ids')}))`,
      ),
    )
    .orderBy(asc(changes.id))
    .prepare(),
)
/** Who took acts of a record back, and when, by the number of the act: the last time of each. */
export async function undoneAmong(
  reader: Reader,
  subject: string,
  subjectId: number,
  acts: readonly { id: number }[],
): Promise<Map<number, { by: string; at: number }>> {
  if (acts.length === 0) return new Map()
  const ids = acts.map(({ id }) => id)
  const rows = await undoing(reader).execute({ subject, subjectId, after: Math.min(...ids), ids: JSON.stringify(ids) })
  return new Map(rows.map(({ undoes, by, at }) => [undoes ?? 0, { by, at }]))
}

const latest = prepared((db) =>
  db.select({ at: changes.at, by: changes.actorName }).from(changes).where(ofRecord).orderBy(desc(changes.id)).limit(1).prepare(),
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
