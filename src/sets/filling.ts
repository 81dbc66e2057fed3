import { randomUUID } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { inserter } from '#platform/db/inserter.ts'
import type { IdSet } from '#platform/id-set.ts'
import type { Actor } from '#sign-in/actor.ts'
import { membersIn, slicesOf } from './members.queries.ts'
import { mustMakeSets } from './rights.ts'
import { setsLeftOver } from './sets.queries.ts'
import { setMembers, sets } from './sets.table.ts'

const insertMember = inserter(setMembers)
const hour = 3_600_000

export async function putMember(tx: Tx, setId: number, userId: number): Promise<void> {
  await insertMember(tx, { setId, userId })
}

/** Fills a set that nobody sees yet, so many at a time that others save meanwhile. Answers its number. */
export async function fillNew(db: Db, actor: Actor, ids: IdSet): Promise<number> {
  mustMakeSets(actor)
  const id = await db.write(async (tx) => {
    const now = actor.now()
    const [row] = await tx
      .insert(sets)
      .values({
        ...{ name: randomUUID(), description: '', kind: 'filling', shared: false, size: ids.size, version: 0 },
        ...{ ownerId: actor.id, ownerName: actor.name, createdAt: now, changedAt: now },
      })
      .returning({ id: sets.id })
    return row?.id ?? 0
  })
  await fill(db, id, ids)
  return id
}

/** Enters members. The set must not have any of them. */
export const fill = (db: Db, set: number, ids: IdSet): Promise<void> =>
  db.writeEach(each(ids), (tx, user) => putMember(tx, set, user))

function* each(ids: IdSet): Generator<number> {
  for (const slice of slicesOf(ids)) yield* slice
}

/** Takes all members out of a set, slice by slice. */
export async function empty(db: Db, set: number): Promise<void> {
  for (let ids = await membersIn(db.read, set, -1); ids.length > 0; ids = await membersIn(db.read, set, -1))
    await db.writeEach([ids], (tx) => takeMembers(tx, set, ids))
}

export async function takeMembers(tx: Tx, set: number, users: number[]): Promise<void> {
  await tx.delete(setMembers).where(and(eq(setMembers.setId, set), inList(setMembers.userId, users)))
}

/** Clears away what is left of removed sets, and of such as were never finished. */
export async function clearAway(db: Db, now: number): Promise<void> {
  for (const id of await setsLeftOver(db.read, now - hour)) {
    await empty(db, id)
    await db.write(async (tx) => void (await tx.delete(sets).where(eq(sets.id, id))))
  }
}
