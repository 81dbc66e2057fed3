import { and, eq, inArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { uniqueViolation } from '#platform/db/errors.ts'
import { inList } from '#platform/db/in-list.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { namer } from './names.ts'
import { countNumber } from './number-series.ts'
import { holderOf, identifierKeys } from './users.queries.ts'
import type { User } from './users.table.ts'
import { takenIdentifiers } from './users.table.ts'

const take = inserter(takenIdentifiers)

/**
 * Takes an identifier for a user; the same value twice on one user is allowed. Refuses one that another user holds,
 * naming the holder to those who see users.
 */
export async function takeIdentifier(tx: Tx, actor: Actor, userId: number, value: string, field: string): Promise<void> {
  const key = caseFold(value)
  try {
    await take(tx, { value: key, userId })
  } catch (error) {
    if (uniqueViolation(error) === undefined) throw error
    const holder = await holderOf(tx, key)
    if (holder && holder.id !== userId) throw new Refusal([{ field, ...(await takenBy(tx, actor, value, holder)) }])
  }
  await countNumber(tx, key)
}

async function takenBy(tx: Tx, actor: Actor, value: string, holder: User): Promise<Omit<Problem, 'field'>> {
  if (!actor.may('see users')) return { message: _('{value} is already taken. Choose another.', { value }) }
  const about = { value, name: (await namer(tx))(holder), id: holder.primaryId }
  if (holder.binnedAt === null)
    return { message: _('{value} already belongs to {name} ({id}). Choose another, or open that user.', about) }
  if (!actor.may('delete and restore users'))
    return {
      message: _(
        '{value} belongs to {name} ({id}), who is in the bin. Choose another, or ask somebody who may restore users.',
        about,
      ),
    }
  return {
    message: _('{value} belongs to {name} ({id}), who is in the bin. Choose another, or restore that user.', about),
    offer: { url: `/users/${holder.id}/bin`, label: _('Open the bin') },
  }
}

/** Gives back what the user's record no longer holds. */
export async function releaseIdentifiers(tx: Tx, user: User): Promise<void> {
  const { additional, taken } = await identifierKeys(tx, user.id)
  const gone = taken.filter((key) => key !== user.primaryIdKey && !additional.includes(key))
  if (gone.length === 0) return
  await tx.delete(takenIdentifiers).where(and(eq(takenIdentifiers.userId, user.id), inArray(takenIdentifiers.value, gone)))
}

/** Hands identifiers that one user's record held over to another, whose rows hold them from now on. */
export async function passIdentifiers(tx: Tx, values: string[], from: { id: number }, to: { id: number }): Promise<void> {
  const keys = values.map(caseFold)
  await tx
    .update(takenIdentifiers)
    .set({ userId: to.id })
    .where(and(eq(takenIdentifiers.userId, from.id), inList(takenIdentifiers.value, keys)))
}
