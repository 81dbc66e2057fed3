import type { ChangeRow } from '#history/history.queries.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { AccountType } from '#users/record/account-type.ts'
import { changeAccountType } from '#users/record/account-type.ts'
import { binUser, restoreUser } from '#users/record/bin.ts'
import { undoAct } from '#users/record/undo.ts'
import { getUser } from '#users/users.ts'
import { actNumbered } from './acts.queries.ts'

type User = { id: number }
type TakeBack = (tx: Tx, actor: Actor, user: User, act: ChangeRow) => Promise<unknown>

/** Acts on the whole record, which the page of an act does not take back. */
const whole: Record<string, TakeBack> = {
  'moved to the bin': (tx, actor, user) => restoreUser(tx, actor, user),
  restored: (tx, actor, user) => binUser(tx, actor, user),
  'account type changed': putAccountBack,
}

async function putAccountBack(tx: Tx, actor: Actor, user: User, { items }: ChangeRow): Promise<unknown> {
  const now = await getUser(tx, user.id)
  const of = (field: 'accountType' | 'source') => items.find((item) => item.part === 'general' && item.field === field)
  const isOther = (['accountType', 'source'] as const).some((field) => of(field) && now[field] !== of(field)?.after)
  if (isOther) throw new Conflict(_('What would be put back was changed since. It stays as it is.'))
  // Where the type stayed, only the source moved.
  const accountType = (of('accountType')?.before ?? now.accountType) as AccountType
  return changeAccountType(tx, actor, user, { accountType, source: (of('source')?.before ?? null) as string | null })
}

/** Takes back what was done to a user, the newest act first; with the rights of whoever does it. */
export async function takeActsBack(tx: Tx, actor: Actor, user: User, acts: readonly number[]): Promise<void> {
  actor.must('see history')
  for (const id of acts.toReversed()) {
    const act = await actNumbered(tx, id)
    if (!act) throw new Conflict(_('The history of this user does not reach back so far any more.'))
    await (whole[act.action] ?? undoAct)(tx, { ...actor, undoes: id }, user, act)
  }
}
