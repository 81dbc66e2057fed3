import type { Tx } from '#platform/db/database.ts'
import { attempt } from '#platform/db/database.ts'
import { Stopped } from '#platform/jobs/runner.ts'
import { Spoken } from '#platform/problems.ts'
import { deferEntries } from '#search-index/state.ts'
import type { Actor } from '#sign-in/actor.ts'
import { getAnyUser } from '#users/record/bin.ts'
import { doneUsers, isStopping } from './bulk.queries.ts'
import type { BulkChange, BulkRow } from './bulk.table.ts'
import type { BulkCounts } from './bulk-plan.ts'
import { noCounts } from './bulk-plan.ts'
import { dropRows, insertRow } from './bulk-rows.ts'
import { setChange } from './changes.ts'
import { membersFor } from './members.ts'
import { doToUser } from './one-user.ts'
import type { Room } from './room.ts'
import { actorOf } from './room.ts'
import { makeWay, sliceOf } from './slices.ts'

type NewRow = Pick<BulkRow, 'userId' | 'does' | 'version' | 'plan' | 'reason'>
/** Everything was tried, and nothing of it shall stand. */
class Tried extends Error {}

/**
 * Finds out what a change would do by doing it, user by user, in transactions that are taken back: what the verbs refuse
 * then they refuse now. Only the rows of the plan stay.
 */
export async function planChange(room: Room, change: BulkChange, signal: AbortSignal): Promise<void> {
  const { db, clock } = room
  await dropRows(room, change.id)
  let counts = noCounts()
  const users = change.action === 'undo' ? doneUsers(db.read, change.undoes ?? 0) : membersFor(room, change)
  for await (const ids of users) {
    for (let left = ids; left.length > 0; ) {
      const rows = await tryOut(room, change, left)
      counts = rows.reduce(counted, counts)
      await db.write((tx) => keep(tx, change.id, rows, counts))
      left = left.slice(rows.length)
      if (signal.aborted || (await isStopping(db.read, change.id))) throw new Stopped()
      await makeWay(room)
    }
  }
  await db.write((tx) => setChange(tx, change.id, { state: 'planned', stopping: false, counts, plannedAt: clock.now() }))
}

async function tryOut(room: Room, change: BulkChange, ids: number[]): Promise<NewRow[]> {
  const rows: NewRow[] = []
  const { db, clock } = room
  await db
    .write(async (tx) => {
      const isOver = sliceOf(room)
      // Nobody will find what is taken back.
      deferEntries(tx)
      const actor = await actorOf(tx, change, clock)
      for (const userId of ids) {
        rows.push(await tryOne(tx, { actor, change, userId }))
        if (isOver()) break
      }
      throw new Tried()
    })
    .catch((error) => {
      if (!(error instanceof Tried)) throw error
    })
  return rows
}

async function tryOne(tx: Tx, meant: { actor: Actor; change: BulkChange; userId: number }): Promise<NewRow> {
  const { userId } = meant
  const row = { userId, version: 0, plan: null, reason: null }
  try {
    const { version } = await getAnyUser(tx, userId)
    row.version = version
    const { acts, why } = await attempt(tx, () => doToUser(tx, meant))
    if (acts.length === 0) return { ...row, does: 'leave', reason: why }
    return { ...row, does: 'change', plan: { acts: acts.map(({ action, changes }) => ({ action, changes })) } }
  } catch (error) {
    if (!(error instanceof Spoken)) throw error
    return { ...row, does: 'refuse', reason: error.message }
  }
}

async function keep(tx: Tx, changeId: number, rows: NewRow[], counts: BulkCounts): Promise<void> {
  for (const row of rows) await insertRow(tx, { ...row, changeId, state: 'planned', before: null })
  await setChange(tx, changeId, { counts })
}

const mostReasons = 25

function counted(counts: BulkCounts, { does, reason }: NewRow): BulkCounts {
  const n = does as 'change' | 'leave' | 'refuse'
  const more = { ...counts, users: counts.users + 1, [n]: counts[n] + 1 }
  if (n === 'change' || reason === null) return more
  const known = counts.reasons.find((one) => one.does === n && one.reason === reason)
  if (known) known.n += 1
  else if (counts.reasons.length < mostReasons) more.reasons = [...counts.reasons, { does: n, reason, n: 1 }]
  return more
}
