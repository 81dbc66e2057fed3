import { eq } from 'drizzle-orm'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden, refuse } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { endPassword } from '#sign-in/end-access.ts'
import { dropLocks } from '../edited-fields.ts'
import type { accountTypes } from '../fields.ts'
import { enterInSearch } from '../search-entry.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'
import { getUser } from '../users.ts'
import { mustBeAbleTo, mustBeAsAsked } from './reasons-against.ts'

export type AccountType = (typeof accountTypes)[number]
export type Account = { accountType: AccountType; source: string | null }

/** Those that this actor may choose: how people sign in elsewhere is set up by whoever configures. */
export const mayChoose = (actor: Actor, type: AccountType): boolean => type !== 'INTEXTAUTH' || actor.may('configure')

/**
 * Says who owns a user: the library, or the source of that code. Whoever signs in elsewhere from now on loses the
 * password here, which would else work again on the day of the change back. False when nothing differs.
 */
export async function changeAccountType(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  { accountType, source }: Account,
  askedAt?: number,
): Promise<boolean> {
  const current = await getUser(tx, user.id)
  await mustBeAbleTo(tx, actor, current, 'accountType')
  if (!mayChoose(actor, accountType))
    throw new Forbidden(_('Internal with external authentication is set by somebody who configures the library.'))
  const after: Account = { accountType, source: accountType === 'EXTERNAL' ? source : null }
  if (accountType === 'EXTERNAL' && !after.source)
    refuse('source', _('Enter the code of the source that owns the user from now on.'))
  const changes = diff('general', current, after)
  if (changes.length === 0) return false
  mustBeAsAsked(current, askedAt)
  const [changed] = await tx
    .update(users)
    .set({ ...after, version: current.version + 1, changedAt: actor.now() })
    .where(eq(users.id, current.id))
    .returning()
  if (accountType !== 'INTERNAL' && (await endPassword(tx, current)))
    changes.push({ part: 'general', field: 'password', before: null, after: null })
  // Who owned the values until now is past: under another owner everything begins anew.
  if (current.accountType !== accountType) await dropLocks(tx, current)
  const { version } = changed as User
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action: 'account type changed', changes })
  await enterInSearch(tx, changed as User)
  return true
}
