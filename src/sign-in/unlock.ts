import { and, eq, gt } from 'drizzle-orm'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Actor } from './actor.ts'
import { maySetPassword } from './passwords.ts'
import { passwordPerson } from './sign-in.queries.ts'
import { credentials } from './sign-in.table.ts'

/** Takes the lock off an account. False when there was none any more. The same right as for setting the password. */
export async function unlock(tx: Tx, actor: Actor, user: { id: number }): Promise<boolean> {
  await maySetPassword(tx, actor, user)
  const [unlocked] = await tx
    .update(credentials)
    .set({ failures: 0, lockedUntil: null })
    .where(and(eq(credentials.userId, user.id), gt(credentials.lockedUntil, actor.now())))
    .returning({ userId: credentials.userId })
  const person = await passwordPerson(tx, user.id)
  if (!unlocked || !person) return false
  await recordChange(tx, actor, {
    subject: 'user',
    subjectId: user.id,
    version: person.version,
    action: 'unlocked',
    changes: [{ part: 'general', field: 'locked', before: true, after: false }],
  })
  return true
}
