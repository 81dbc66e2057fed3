import { same } from '#history/merge.ts'
import type { Tx } from '#platform/db/database.ts'
import { _n } from '#platform/i18n/i18n.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { dropFlags, rowNumbered, rowsOn, settleFlags, writeColumns } from '../moved-rows.ts'
import type { List, Row } from '../rows.ts'
import { passIdentifiers } from '../taken-identifiers.ts'
import type { Pair } from './merge-plan.ts'
import type { MovedRow } from './merged.ts'
import { mergedLists } from './merged-lists.ts'
import { pointTo } from './moving.ts'

/** Moves rows back to where a merger took them from; tells what could not. Part of taking a merger back. */
export async function moveBack(tx: Tx, actor: Actor, pair: Pair, moved: MovedRow[]): Promise<string[]> {
  let left = 0
  for (const list of mergedLists) {
    const own = moved.filter(({ part }) => part === list.part)
    const found = await Promise.all(own.map(async (one) => ({ one, row: await rowNumbered(tx, list, one.id) })))
    const free: Back[] = []
    for (const { one, row } of found) {
      if (row && (await canGoBack(tx, pair, list, one, row))) free.push({ one, row })
      else left += 1
    }
    await writeBack(tx, actor, pair, list, free)
  }
  if (left === 0) return []
  return [
    _n(
      '{n} entry was removed or taken since, and did not go back.',
      '{n} entries were removed or taken since, and did not go back.',
      left,
    ),
  ]
}

type Back = { one: MovedRow; row: Row }
const goesOver = ({ before }: MovedRow) => 'userId' in before

async function canGoBack(tx: Tx, { keeper, gone }: Pair, list: List, { before, after }: MovedRow, row: Row): Promise<boolean> {
  const owner = ['userId', 'forUserId'].find((name) => name in after)
  if (owner === undefined) return true
  if (row[owner] !== after[owner]) return false
  const theirs = await rowsOn(tx, list, gone.id)
  if (list.part === 'role') return !theirs.some((other) => other.role === row.role && other.scope === row.scope)
  if (list.part === 'statistic') return !theirs.some((other) => other.category === row.category)
  if (list.part === 'proxy' && 'userId' in before) return !theirs.some((other) => other.forUserId === row.forUserId)
  if (list.part !== 'identifier') return true
  // A value that the keeper holds a second time, by now, belongs to the keeper.
  const key = caseFold(String(row.value))
  const own = await rowsOn(tx, list, keeper.id)
  return keeper.primaryIdKey !== key && !own.some((other) => other.id !== row.id && other.valueKey === key)
}

async function writeBack(tx: Tx, actor: Actor, { keeper, gone }: Pair, list: List, back: Back[]): Promise<void> {
  await dropFlags(
    tx,
    list,
    back.map(({ row }) => row.id),
  )
  const going = back.filter(({ one }) => goesOver(one))
  if (list.part === 'identifier')
    await passIdentifiers(
      tx,
      going.map(({ row }) => String(row.value)),
      keeper,
      gone,
    )
  for (const { one, row } of back) {
    if ('forUserId' in one.before) await pointTo(tx, actor, list, row, Number(one.before.forUserId))
    else await writeColumns(tx, list, row, await asBefore(tx, list, one, row))
  }
  for (const user of [keeper, gone]) await settleFlags(tx, list, user.id)
}

// What somebody changed since stays; a flag comes back where nobody else has taken it.
async function asBefore(tx: Tx, list: List, { before, after }: MovedRow, row: Row): Promise<Record<string, unknown>> {
  const set = Object.fromEntries(
    Object.entries(before).filter(([name]) => same((row[name] ?? null) as never, (after[name] ?? null) as never)),
  )
  const owner = Number(set.userId ?? row.userId)
  const others = (await rowsOn(tx, list, owner)).filter(({ id }) => id !== row.id)
  for (const flag of list.single ?? []) {
    const wanted = flag in set ? set[flag] : row[flag]
    set[flag] = wanted === true && !others.some((other) => other[flag] === true)
  }
  return set
}
