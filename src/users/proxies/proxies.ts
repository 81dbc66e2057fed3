import type { Edit } from '#history/edits.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { namer } from '../names.ts'
import type { List } from '../rows.ts'
import { addRow, changeRow, removeRow } from '../rows.ts'
import { findUser } from '../users.queries.ts'
import type { User } from '../users.table.ts'
import type { Changed } from '../users.ts'
import { getUser } from '../users.ts'
import { linkBetween } from './proxies.queries.ts'
import { proxies } from './proxies.table.ts'

type Values = Record<string, unknown>

/** For whom a user may act. The row stands on the record of the one who acts. */
export const proxyList: List = {
  part: 'proxy',
  table: proxies,
  permission: 'edit users',
  fresh: (actor) => ({ createdAt: actor.now(), createdBy: actor.name, origin: 'INTERNAL' }),
}

export const nobodyNamed = () => _('Say for whom: type a name or scan a card, then choose.')

/** Lets a user act for another. Throws Refusal where that cannot be: for oneself, twice, for or by a contact, from the bin. */
export async function addProxy(tx: Tx, actor: Actor, user: { id: number }, values: Values): Promise<number> {
  const proxy = await getUser(tx, user.id)
  actor.must('edit users', proxy)
  if (proxy.recordType !== 'CONTACT' && values.forUserId === undefined) refuse('sponsor', nobodyNamed())
  await mustBePossible(tx, proxy, Number(values.forUserId))
  mustNotBePast(actor, values.expiryDate)
  return addRow(tx, actor, user, proxyList, { expiryDate: null, ...values })
}

/** Changes the last day of a link; what others changed meanwhile is merged. */
export async function changeProxy(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  id: number,
  { expiryDate }: Values,
  edit: Edit,
): Promise<Changed> {
  const changed = await changeRow(tx, actor, user, proxyList, id, expiryDate === undefined ? {} : { expiryDate }, edit)
  mustNotBePast(actor, changed.changes.find(({ field }) => field === 'expiryDate')?.after)
  return changed
}

export const removeProxy = (tx: Tx, actor: Actor, user: { id: number }, id: number) => removeRow(tx, actor, user, proxyList, id)

/** Throws Refusal where one cannot act for the other. To be asked by whatever links them, an undo too. */
export async function mustBePossible(tx: Tx, proxy: User, sponsorId: number): Promise<void> {
  const sponsor = await findUser(tx, sponsorId)
  if (!sponsor) return refuse('sponsor', _('This user was removed meanwhile. Choose another one.'))
  const name = (await namer(tx))(sponsor)
  if (proxy.recordType === 'CONTACT') refuse('sponsor', _('A contact borrows nothing, and so acts for nobody.'))
  if (sponsor.id === proxy.id) refuse('sponsor', _('Nobody acts for themselves. Choose another user.'))
  if (sponsor.recordType === 'CONTACT')
    refuse('sponsor', _('{name} is a contact: contacts borrow nothing, so nobody acts for them.', { name }))
  if (sponsor.binnedAt !== null)
    refuse('sponsor', _('{name} is in the bin. Restore the record first, or choose another.', { name }))
  if (await linkBetween(tx, proxy.id, sponsor.id))
    refuse('sponsor', _('{name} is on the list already. Edit that entry instead.', { name }))
}

function mustNotBePast(actor: Actor, day: unknown): void {
  if (typeof day === 'string' && day < actor.clock.today())
    refuse('expiryDate', _('Expires must be today or later: {day} is past. Remove the entry where it is to end now.', { day }))
}
