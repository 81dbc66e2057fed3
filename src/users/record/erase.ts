import { eq } from 'drizzle-orm'
import { release } from '#files/files.ts'
import { emptyChangesOf } from '#history/empty-changes.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import { dropEntry } from '#search-index/search-index.ts'
import type { Actor } from '#sign-in/actor.ts'
import { users } from '../users.table.ts'
import { filesOf, proxiesOf } from './bin.queries.ts'
import { erasedUsers } from './bin.table.ts'
import { getAnyUser } from './bin.ts'
import { mustBeAbleTo } from './reasons-against.ts'

/**
 * Erases a user who is in the bin, for good: the row with all its lists, and the values in its history, which goes on
 * telling who did what and when. The number is kept, so that a restored backup does not bring the person back.
 */
export async function eraseUser(tx: Tx, actor: Actor, user: { id: number }): Promise<void> {
  const current = await getAnyUser(tx, user.id)
  await mustBeAbleTo(tx, actor, current, 'erase')
  if (current.binnedAt === null) throw new Conflict(_('This user is not in the bin any more, and is not erased.'))
  await dropEntry(tx, current.id)
  await freeProxies(tx, actor, current.id)
  const files = await filesOf(tx, current)
  await tx.delete(users).where(eq(users.id, current.id))
  // Nothing waits for an undo here: what nobody else holds goes when files are next swept.
  for (const hash of files) await release(tx, hash, 0)
  await emptyChangesOf(tx, 'user', current.id)
  const version = current.version + 1
  await recordChange(tx, actor, { subject: 'user', subjectId: current.id, version, action: 'erased', changes: [] })
  await tx.insert(erasedUsers).values({ userId: current.id, erasedAt: actor.now(), erasedBy: actor.name }).onConflictDoNothing()
}

// Whoever acted for the person holds a row that goes too: their own history tells of it.
async function freeProxies(tx: Tx, actor: Actor, id: number): Promise<void> {
  for (const { id: row, userId, forUserId, expiryDate } of await proxiesOf(tx, id)) {
    const version = (await getAnyUser(tx, userId)).version + 1
    await tx.update(users).set({ version, changedAt: actor.now() }).where(eq(users.id, userId))
    const changes = diff('proxy', { forUserId, expiryDate }, { forUserId: null, expiryDate: null }, row)
    await recordChange(tx, actor, { subject: 'user', subjectId: userId, version, action: 'removed', changes })
  }
}
