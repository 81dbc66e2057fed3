import { and, eq } from 'drizzle-orm'
import type { Change, Value } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Tx } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import type { Actor } from '#sign-in/actor.ts'
import { fieldOf } from './fields.ts'
import { locksOf } from './locks.queries.ts'
import type { FieldLock } from './locks.table.ts'
import { fieldLocks } from './locks.table.ts'
import type { User } from './users.table.ts'

const isOfSource = ({ field }: Change) => fieldOf('general', field)?.owner !== 'library'

/**
 * Marks the fields of an external user that a person changed, with what the source said of them; a field that has the
 * source's value again is marked no more. Part of the change, by whatever door but the source's own.
 */
export async function markEdited(tx: Tx, actor: Actor, user: User, changes: Change[]): Promise<void> {
  if (user.accountType !== 'EXTERNAL' || actor.door === 'sync') return
  const edited = changes.filter(isOfSource)
  if (edited.length === 0) return
  const known = new Map((await locksOf(tx, user.id)).map((lock) => [lock.field, lock]))
  const by = { lockedBy: actor.name, lockedAt: actor.now() }
  for (const { field, before, after } of edited) {
    const lock = known.get(field)
    if (!lock) {
      const sourceValue = before as FieldLock['sourceValue']
      await tx.insert(fieldLocks).values({ userId: user.id, field, ...by, sourceValue })
    } else if (same(after, lock.sourceValue)) await dropLocks(tx, user, [field])
    else await tx.update(fieldLocks).set(by).where(eq(fieldLocks.id, lock.id))
  }
}

/** Takes the marks off fields, or off all of them: nothing is known any more of what a person changed. */
export async function dropLocks(tx: Tx, { id }: { id: number }, fields?: string[]): Promise<void> {
  const ofUser = eq(fieldLocks.userId, id)
  await tx.delete(fieldLocks).where(fields ? and(ofUser, inList(fieldLocks.field, fields)) : ofUser)
}

/** Keeps what the source says of marked fields. */
export async function hearOfLocks(
  tx: Tx,
  { id }: { id: number },
  heard: readonly { field: string; value: Value }[],
): Promise<void> {
  for (const { field, value } of heard) {
    const sourceValue = value as FieldLock['sourceValue']
    await tx
      .update(fieldLocks)
      .set({ sourceValue })
      .where(and(eq(fieldLocks.userId, id), eq(fieldLocks.field, field)))
  }
}

/** Puts the marks of a user back as they were. */
export async function restoreLocks(tx: Tx, user: { id: number }, locks: FieldLock[]): Promise<void> {
  await dropLocks(tx, user)
  if (locks.length > 0) await tx.insert(fieldLocks).values(locks)
}
