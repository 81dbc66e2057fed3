import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Written } from '../moved-rows.ts'
import { rowsOn, settleFlags, writeColumns } from '../moved-rows.ts'
import type { List, Row } from '../rows.ts'
import { passIdentifiers } from '../taken-identifiers.ts'
import { findUser } from '../users.queries.ts'
import { touchUser } from '../users.ts'
import type { Going, Pair, Plan } from './merge-plan.ts'
import type { MovedRow } from './merged.ts'
import { mergedLists } from './merged-lists.ts'

type How = { parts: readonly string[]; internal?: boolean }

/** Writes the rows that go over to the keeper. Part of a merger, which writes the history of both. Answers what was written. */
export async function moveOver(tx: Tx, actor: Actor, pair: Pair, plan: Plan, how: How): Promise<MovedRow[]> {
  const written: MovedRow[] = []
  for (const list of mergedLists) {
    if (!how.parts.includes(list.part)) continue
    const going = plan.rows.filter((one) => one.list === list && one.stays === undefined).map(({ row }) => row)
    written.push(...(await moveList(tx, pair, list, going, how.internal === true)))
  }
  if (how.parts.includes('proxy')) written.push(...(await moveLinks(tx, actor, pair, plan.links)))
  return written
}

async function moveList(tx: Tx, { keeper, gone }: Pair, list: List, rows: Row[], internal: boolean): Promise<Written[]> {
  const written: Written[] = []
  const taken = await flagsTaken(tx, list, keeper.id)
  if (list.part === 'identifier')
    await passIdentifiers(
      tx,
      rows.map(({ value }) => String(value)),
      gone,
      keeper,
    )
  for (const row of rows) {
    const flags = taken.filter((flag) => row[flag] === true).map((flag) => [flag, false])
    const origin = internal && 'origin' in row ? { origin: 'INTERNAL' } : {}
    written.push(await writeColumns(tx, list, row, { userId: keeper.id, ...origin, ...Object.fromEntries(flags) }))
  }
  return [...written, ...(await settleFlags(tx, list, keeper.id)), ...(await settleFlags(tx, list, gone.id))]
}

// What the keeper prefers stays preferred.
async function flagsTaken(tx: Tx, list: List, userId: number): Promise<string[]> {
  const own = await rowsOn(tx, list, userId)
  return (list.single ?? []).filter((flag) => own.some((row) => row[flag] === true))
}

/** Whoever acts for the one who is gone acts for the keeper: it is written on the record of each of them. */
async function moveLinks(tx: Tx, actor: Actor, { keeper }: Pair, links: Going[]): Promise<Written[]> {
  const written: Written[] = []
  for (const { list, row, stays } of links) {
    if (stays === undefined) written.push(...(await pointTo(tx, actor, list, row, keeper.id)))
  }
  return written
}

/** Lets a link point to another user. Whoever is in the bin is left as they are. */
export async function pointTo(tx: Tx, actor: Actor, list: List, row: Row, forUserId: number): Promise<Written[]> {
  const proxy = await findUser(tx, row.userId)
  if (!proxy || proxy.binnedAt !== null) return []
  const written = await writeColumns(tx, list, row, { forUserId })
  const { version } = await touchUser(tx, actor, proxy)
  const changes = diff('proxy', row, { forUserId }, row.id)
  await recordChange(tx, actor, { subject: 'user', subjectId: proxy.id, version, action: 'changed', changes })
  return [written]
}
