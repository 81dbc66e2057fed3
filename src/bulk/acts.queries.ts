import { and, asc, desc, eq, gt, ne, sql } from 'drizzle-orm'
import { changes } from '#history/changes.table.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'

const last = prepared((db) => db.select({ id: changes.id }).from(changes).orderBy(desc(changes.id)).limit(1).prepare())
/** The number of the last act of all. */
export const lastAct = async (reader: Reader): Promise<number> => (await last(reader).execute())[0]?.id ?? 0

// By their own numbers: of what this transaction wrote there is little, of what was ever done to users there is a lot.
const since = prepared((db) =>
  db
    .select({ id: changes.id, action: changes.action, changes: changes.items, version: changes.version })
    .from(changes)
    .where(
      and(
        gt(changes.id, sql.placeholder('after')),
        sql`+${changes.subject} = 'user'`,
        sql`+${changes.subjectId} = ${sql.placeholder('user')}`,
      ),
    )
    .orderBy(asc(changes.id))
    .prepare(),
)
/** What was done to a user after an act, the oldest first. */
export const actsSince = async (reader: Reader, user: number, after: number) => since(reader).execute({ user, after })

const numbered = prepared((db) =>
  db
    .select()
    .from(changes)
    .where(eq(changes.id, sql.placeholder('id')))
    .prepare(),
)
export const actNumbered = async (reader: Reader, id: number): Promise<ChangeRow | undefined> =>
  (await numbered(reader).execute({ id }))[0]

const byHand = prepared((db) =>
  db
    .select({ by: changes.actorName })
    .from(changes)
    .where(
      and(
        eq(changes.subject, 'user'),
        eq(changes.subjectId, sql.placeholder('user')),
        gt(changes.version, sql.placeholder('version')),
        ne(changes.door, 'bulk'),
      ),
    )
    .orderBy(desc(changes.id))
    .limit(1)
    .prepare(),
)
/** Who edited a user after a version, otherwise than by a bulk change: the last of them. */
export const editorSince = async (reader: Reader, user: number, version: number): Promise<string | undefined> =>
  (await byHand(reader).execute({ user, version }))[0]?.by
