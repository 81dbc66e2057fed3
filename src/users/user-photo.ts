import { eq } from 'drizzle-orm'
import { claim, release } from '#files/files.ts'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { users } from './users.table.ts'
import { getUser, touchUser } from './users.ts'

/**
 * Gives a user the photo that is kept under a hash, or takes it away. `seen` is what its author saw; Conflict is thrown
 * where somebody else changed it since.
 */
export async function changePhoto(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  hash: string | null,
  seen?: string | null,
  undoes?: number,
): Promise<void> {
  const { photo } = await getUser(tx, user.id)
  actor.must('edit users', await getUser(tx, user.id))
  if (photo === hash) return
  if (seen !== undefined && seen !== photo)
    throw new Conflict(_('Someone else changed the photo since you opened the page. Look at it, then send yours again.'))
  if (hash !== null) await claim(tx, hash)
  await tx.update(users).set({ photo: hash }).where(eq(users.id, user.id))
  if (photo !== null) await release(tx, photo, actor.now())
  const { version } = await touchUser(tx, actor, user)
  const changes = [{ part: 'photo', field: 'photo', before: photo, after: hash }]
  const act = { subject: 'user', subjectId: user.id, version, action: 'photo changed', changes }
  await recordChange(tx, actor, undoes === undefined ? act : { ...act, undoes })
}
