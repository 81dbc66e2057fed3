import { eq } from 'drizzle-orm'
import type { Edit } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden, Refusal, refuse } from '#platform/problems.ts'
import type { Actor, Touched } from '#sign-in/actor.ts'
import { missingIn } from '../fields.ts'
import { mayChangeOwned } from '../owned.ts'
import type { List } from '../rows.ts'
import { addRow, changeRow, rowOf } from '../rows.ts'
import type { User } from '../users.table.ts'
import type { Changed } from '../users.ts'
import { getUser, touchUser } from '../users.ts'
import { blockOf } from './blocks.queries.ts'
import { blocks } from './blocks.table.ts'

type Values = Record<string, unknown>
type Owned = { ownerLibrary: string | null }
export type NewBlock = {
  type: string
  description: string
  status?: string
  expiryDate?: string | null
  note?: string | null
  ownerLibrary?: string | null
}

const permission = 'place and lift blocks'
const fresh = (actor: Actor) => ({ createdAt: actor.now(), createdBy: actor.name, origin: 'INTERNAL' })
const list: List = { part: 'block', table: blocks, permission, fresh }

export { list as blockList }

/** Whether the actor may change a block: one that belongs to a library only with a role for it, or for all libraries. */
export const mayEditBlock = (actor: Actor, user: Touched, { ownerLibrary }: Owned): boolean =>
  mayChangeOwned(actor, permission, user, ownerLibrary)

/** Throws Forbidden for whom a user's blocks, or the one of a number, are closed. */
export async function mustEditBlock(reader: Reader, actor: Actor, user: Touched, id: number): Promise<void> {
  mustOwn(actor, user, (await blockOf(reader, user.id, id))?.ownerLibrary)
}

function mustOwn(actor: Actor, user: Touched, ...owners: unknown[]): void {
  actor.must(permission, user)
  if (!owners.every((owner) => mayChangeOwned(actor, permission, user, owner)))
    throw new Forbidden(_('This block belongs to a library for which your roles do not hold. Only its own staff changes it.'))
}

/** Places a block on a user. Throws Refusal without type or description, or with a last day that has passed. */
export async function placeBlock(tx: Tx, actor: Actor, user: User, values: Values): Promise<number> {
  mustStand({ type: null, description: null, ...values })
  mustBeToCome(actor, values.expiryDate)
  mustOwn(actor, await getUser(tx, user.id), values.ownerLibrary)
  return addRow(tx, actor, user, list, { ...values, status: 'ACTIVE' })
}

/** Changes what a block says; what others changed meanwhile is merged. */
export async function changeBlock(tx: Tx, actor: Actor, user: User, id: number, values: Values, edit: Edit): Promise<Changed> {
  mustStand(values)
  mustOwn(actor, await getUser(tx, user.id), values.ownerLibrary, (await blockOf(tx, user.id, id))?.ownerLibrary)
  const changed = await changeRow(tx, actor, user, list, id, values, edit)
  mustBeToCome(actor, changed.changes.find(({ field }) => field === 'expiryDate')?.after)
  return changed
}

/** Lifts a block: it stays on the record and stops nothing more. Answers whether it was still to be lifted. */
export async function liftBlock(tx: Tx, actor: Actor, user: { id: number }, id: number): Promise<boolean> {
  const touched = await getUser(tx, user.id)
  actor.must(permission, touched)
  const block = await rowOf(tx, user, list, id)
  mustOwn(actor, touched, block.ownerLibrary)
  const changes = diff('block', block, { status: 'INACTIVE' }, id)
  if (changes.length === 0) return false
  await tx.update(blocks).set({ status: 'INACTIVE' }).where(eq(blocks.id, id))
  const { version } = await touchUser(tx, actor, user)
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action: 'block lifted', changes })
  return true
}

function mustStand(values: Values): void {
  const missing = missingIn('block', values)
  if (missing.length > 0) throw new Refusal(missing)
}

function mustBeToCome(actor: Actor, day: unknown): void {
  if (typeof day === 'string' && day < actor.clock.today())
    refuse(
      'expiryDate',
      _('{day} has passed: such a block stops nothing. Enter a day to come, or leave Expires empty. To end a block, lift it.', {
        day,
      }),
    )
}

const insert = inserter(blocks)

/** Enters the blocks of a new user; `origin` where a source owns them. Part of creating a user. */
export async function enterBlocks(
  tx: Tx,
  actor: Actor,
  user: { id: number; origin?: 'EXTERNAL' | undefined },
  rows: NewBlock[],
): Promise<Change[]> {
  if (rows.length === 0) return []
  const touched = await getUser(tx, user.id)
  const changes: Change[] = []
  for (const row of rows) {
    mustOwn(actor, touched, row.ownerLibrary)
    const values = { ...row, status: row.status ?? 'ACTIVE' }
    const id = await insert(tx, { ...values, ...fresh(actor), origin: user.origin ?? 'INTERNAL', userId: user.id })
    changes.push(...diff('block', {}, values, id))
  }
  return changes
}
