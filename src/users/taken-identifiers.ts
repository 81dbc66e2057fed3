import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { uniqueViolation } from '#platform/db/errors.ts'
import { prepared } from '#platform/db/prepared.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { namer } from './names.ts'
import { countNumber } from './number-series.ts'
import { holderOf, identifierKeys } from './users.queries.ts'
import type { User } from './users.table.ts'
import { takenIdentifiers } from './users.table.ts'

const take = prepared((db) =>
  db
    .insert(takenIdentifiers)
    .values({ value: sql.placeholder('value'), userId: sql.placeholder('userId') })
    .prepare(),
)

/**
 * Takes an identifier for a user; the same value twice on one user is allowed. Refuses one that another user holds,
 * naming the holder to those who see users.
 */
export async function takeIdentifier(tx: Tx, actor: Actor, userId: number, value: string, field: string): Promise<void> {
  const key = caseFold(value)
  try {
    await take(tx).execute({ value: key, userId })
  } catch (error) {
    if (uniqueViolation(error) === undefined) throw error
    const holder = await holderOf(tx, key)
    if (holder && holder.id !== userId) refuse(field, await takenMessage(tx, actor, value, holder))
  }
  await countNumber(tx, key)
}

async function takenMessage(tx: Tx, actor: Actor, value: string, holder: User): Promise<string> {
  if (!actor.may('see users')) return _('{value} is already taken. Choose another.', { value })
  const name = (await namer(tx))(holder)
  return _('{value} already belongs to {name} ({id}). Choose another, or open that user.', { value, name, id: holder.primaryId })
}

/** Gives back what the user's record no longer holds. */
export async function releaseIdentifiers(tx: Tx, user: User): Promise<void> {
  const { additional, taken } = await identifierKeys(tx, user.id)
  const gone = taken.filter((key) => key !== user.primaryIdKey && !additional.includes(key))
  if (gone.length === 0) return
  await tx.delete(takenIdentifiers).where(and(eq(takenIdentifiers.userId, user.id), inArray(takenIdentifiers.value, gone)))
}
