import { and, asc, desc, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { BulkChange, BulkRow } from './bulk.table.ts'
import { bulkChanges, bulkRows } from './bulk.table.ts'

export type { BulkChange, BulkRow } from './bulk.table.ts'

const id = sql.placeholder('id')
const numbered = prepared((db) => db.select().from(bulkChanges).where(eq(bulkChanges.id, id)).prepare())
export const changeNumbered = async (reader: Reader, number: number): Promise<BulkChange | undefined> =>
  (await numbered(reader).execute({ id: number }))[0]

const stopping = prepared((db) =>
  db.select({ stopping: bulkChanges.stopping }).from(bulkChanges).where(eq(bulkChanges.id, id)).prepare(),
)
/** Whether somebody asked a change to stop. */
export const isStopping = async (reader: Reader, number: number): Promise<boolean> =>
  (await stopping(reader).execute({ id: number }))[0]?.stopping ?? true

/** The change to be worked on next: one that broke off before the waiting ones, each in the order of their coming. */
export async function nextChange(reader: Reader): Promise<BulkChange | undefined> {
  const [found] = await reader
    .select()
    .from(bulkChanges)
    .where(inArray(bulkChanges.state, ['planning', 'applying', 'waiting']))
    .orderBy(sql`${bulkChanges.state} in ('planning', 'applying') desc`, asc(bulkChanges.id))
    .limit(1)
  return found
}

/** The newest changes, the newest first; those before a number. */
export const latestChanges = async (reader: Reader, { before, limit }: { before: number | undefined; limit: number }) =>
  reader
    .select()
    .from(bulkChanges)
    .where(before === undefined ? undefined : lt(bulkChanges.id, before))
    .orderBy(desc(bulkChanges.id))
    .limit(limit)

/** Whether the users of a change are still listed: old lists are removed. */
export async function isListed(reader: Reader, number: number): Promise<boolean> {
  const found = await reader.select({ id: bulkRows.id }).from(bulkRows).where(eq(bulkRows.changeId, number)).limit(1)
  return found.length > 0
}

/** The newest change that takes another one back. */
export async function undoOf(reader: Reader, number: number): Promise<BulkChange | undefined> {
  const [found] = await reader
    .select()
    .from(bulkChanges)
    .where(and(eq(bulkChanges.undoes, number), sql`${bulkChanges.undoes} is not null`))
    .orderBy(desc(bulkChanges.id))
    .limit(1)
  return found
}

const after = sql.placeholder('after')
const change = sql.placeholder('change')
const toDo = prepared((db) =>
  db
    .select()
    .from(bulkRows)
    .where(and(eq(bulkRows.changeId, change), eq(bulkRows.does, 'change'), gt(bulkRows.id, after)))
    .orderBy(asc(bulkRows.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
)
/** Rows that mean to change somebody, in the order in which they were planned. */
export const rowsToDo = async (reader: Reader, asked: { change: number; after: number; limit: number }): Promise<BulkRow[]> =>
  toDo(reader).execute(asked)

const doneBefore = prepared((db) =>
  db
    .select({ id: bulkRows.id, userId: bulkRows.userId })
    .from(bulkRows)
    .where(
      and(
        eq(bulkRows.changeId, change),
        eq(bulkRows.does, 'change'),
        lt(bulkRows.id, sql.placeholder('until')),
        eq(bulkRows.state, 'done'),
      ),
    )
    .orderBy(desc(bulkRows.id))
    .limit(sql.placeholder('limit'))
    .prepare(),
)
/** The users whom a change was done to, from the last one: slice by slice. */
export async function* doneUsers(reader: Reader, number: number, limit = 1000): AsyncGenerator<number[]> {
  for (let until = Number.MAX_SAFE_INTEGER; ; ) {
    const rows = await doneBefore(reader).execute({ change: number, until, limit })
    if (rows.length > 0) yield rows.map(({ userId }) => userId)
    if (rows.length < limit) return
    until = rows.at(-1)?.id ?? 0
  }
}

const ofUser = prepared((db) =>
  db
    .select()
    .from(bulkRows)
    .where(and(eq(bulkRows.userId, sql.placeholder('user')), sql`+${bulkRows.changeId} = ${change}`, eq(bulkRows.state, 'done')))
    .limit(1)
    .prepare(),
)
/** What a change did to one user. */
export const rowOfUser = async (reader: Reader, number: number, user: number): Promise<BulkRow | undefined> =>
  (await ofUser(reader).execute({ change: number, user }))[0]
