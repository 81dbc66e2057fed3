import { eq } from 'drizzle-orm'
import type { Edit } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal, refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mustOutrank } from '#sign-in/actor.ts'
import { missingIn } from '../fields.ts'
import { mustNotBeLast } from '../mandatory.ts'
import type { List } from '../rows.ts'
import { addRow, changeRow, removeRow } from '../rows.ts'
import { releaseIdentifiers, takeIdentifier } from '../taken-identifiers.ts'
import type { User } from '../users.table.ts'
import type { Changed } from '../users.ts'
import { getUser } from '../users.ts'
import { activeCards } from './identifiers.queries.ts'
import { identifiers } from './identifiers.table.ts'

export type NewIdentifier = { type: string; value: string; note?: string | null; status?: string }
type Values = Record<string, unknown>

export const barcodeType = 'BARCODE'
const part = 'identifier'
const list: List = {
  part,
  table: identifiers,
  permission: 'edit identifiers',
  outranked: true,
  fresh: () => ({ origin: 'INTERNAL' }),
  derived: ({ value }) => (value === undefined ? {} : { valueKey: caseFold(String(value)) }),
}

export { list as identifierList }
export const noneForContacts = () => _('A contact has no additional identifiers.')

/** Adds an identifier. Throws Refusal for one that another user holds, naming the holder to those who see users. */
export async function addIdentifier(tx: Tx, actor: Actor, user: User, values: Values): Promise<number> {
  await mustEditIdentifiers(tx, actor, user)
  const row: Values = 'status' in values ? values : { ...values, status: 'ACTIVE' }
  mustStand({ type: null, value: null, ...row })
  const id = await addRow(tx, actor, user, list, row)
  await takeIdentifier(tx, actor, user.id, String(row.value), 'value')
  return id
}

/** Changes an identifier; a value that the user no longer holds is free again. What others changed meanwhile is merged. */
export async function changeIdentifier(
  tx: Tx,
  actor: Actor,
  user: User,
  id: number,
  values: Values,
  edit: Edit,
): Promise<Changed> {
  await mustEditIdentifiers(tx, actor, user)
  mustStand(values)
  const hadCard = await hasCard(tx, user)
  const changed = await changeRow(tx, actor, user, list, id, values, edit)
  if (hadCard) await mustKeepCard(tx, user)
  const value = changed.changes.find(({ field }) => field === 'value')
  if (value) {
    await takeIdentifier(tx, actor, user.id, String(value.after), 'value')
    await releaseIdentifiers(tx, await getUser(tx, user.id))
  }
  return changed
}

/** Removes an identifier; its value is free again unless the user still holds it otherwise. */
export async function removeIdentifier(tx: Tx, actor: Actor, user: User, id: number): Promise<void> {
  await mustEditIdentifiers(tx, actor, user)
  const hadCard = await hasCard(tx, user)
  await removeRow(tx, actor, user, list, id)
  if (hadCard) await mustKeepCard(tx, user)
  await releaseIdentifiers(tx, await getUser(tx, user.id))
}

const hasCard = async (tx: Tx, { id }: { id: number }) => (await activeCards(tx, id)).length > 0

const mustKeepCard = async (tx: Tx, user: { id: number }): Promise<void> => {
  if (!(await hasCard(tx, user))) await mustNotBeLast(tx, await getUser(tx, user.id), 'barcode')
}

/** Whether the actor may edit this user's identifiers, and the user may have any. Throws Forbidden or Refusal. */
export async function mustEditIdentifiers(reader: Reader, actor: Actor, { id }: { id: number }): Promise<void> {
  const user = await getUser(reader, id)
  actor.must('edit identifiers', user)
  mustOutrank(actor, user)
  if (user.recordType === 'CONTACT') refuse('value', noneForContacts())
}

function mustStand(values: Values): void {
  const problems = missingIn(part, values)
  if (problems.length > 0) throw new Refusal(problems)
}

const insert = inserter(identifiers)

/** Enters the additional identifiers of a new user. Part of creating a user; throws Refusal for one that is taken. */
export async function enterIdentifiers(
  tx: Tx,
  actor: Actor,
  user: { id: number; recordType: string; origin?: 'EXTERNAL' | undefined },
  rows: NewIdentifier[],
): Promise<Change[]> {
  if (rows.length === 0) return []
  actor.must('edit identifiers')
  if (user.recordType === 'CONTACT') refuse('identifier.value', _('A contact has no additional identifiers. Leave them out.'))
  const changes: Change[] = []
  for (const row of rows) {
    await takeIdentifier(tx, actor, user.id, row.value, 'identifier.value')
    changes.push(...(await enterIdentifier(tx, user, row)))
  }
  return changes
}

/** Writes the row of a new identifier, whose value the caller takes. Part of a larger act. */
export async function enterIdentifier(
  tx: Tx,
  user: { id: number; origin?: 'EXTERNAL' | undefined },
  row: NewIdentifier,
): Promise<Change[]> {
  const values = { ...row, status: row.status ?? 'ACTIVE' }
  const origin = user.origin ?? 'INTERNAL'
  const id = await insert(tx, { ...values, userId: user.id, valueKey: caseFold(row.value), origin })
  return diff(part, {}, values, id)
}

/** Ends an identifier that stays on the record, and so stays taken. Part of a larger act. */
export async function endIdentifier(tx: Tx, row: { id: number; status: string; note: string | null }, note: string | null) {
  const set = { status: 'INACTIVE', note }
  await tx.update(identifiers).set(set).where(eq(identifiers.id, row.id))
  return diff(part, row, set, row.id)
}
