import { lastChangeOf } from '#history/history.queries.ts'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { findUser } from '#users/users.queries.ts'
import { noCounts } from './counts.ts'
import type { Room } from './room.ts'
import { Stopped } from './room.ts'
import { boundsOf, isStopping, rowsBackwards } from './runs.queries.ts'
import type { Counts, SyncRow, SyncRun } from './runs.table.ts'
import { syncRows } from './runs.table.ts'
import { getRun, insertRun, mustNotBeUndone, setRun } from './runs.ts'

const insertRow = inserter(syncRows)
const slice = 64

/** Lets the taking back of a run wait for its turn; a dry one shows whom it would restore and whom it would leave. */
export async function startTakingBack(db: Db, actor: Actor, id: number, dryRun: boolean): Promise<number> {
  actor.must('synchronise')
  return db.write(async (tx) => {
    const run = await getRun(tx, id)
    mustBeUndoable(run)
    await mustNotBeUndone(tx, id)
    await mustBeListed(tx, id)
    const { profileId, profileCode } = run
    return insertRun(tx, actor, { profileId, profileCode, action: 'undo', undoes: id, dryRun })
  })
}

function mustBeUndoable({ id, action, state, dryRun, doneUntil }: SyncRun): void {
  const run = String(id)
  if (action === 'undo')
    throw new Conflict(_('Run {run} took another one back. To have its changes again, run the file again.', { run }))
  if (!['finished', 'stopped', 'failed'].includes(state)) throw new Conflict(_('Run {run} has not ended.', { run }))
  if (dryRun || doneUntil === 0) throw new Conflict(_('Run {run} wrote nothing: there is nothing to take back.', { run }))
}

// Lists of old runs are removed; what they did stays in the history.
async function mustBeListed(reader: Reader, id: number): Promise<void> {
  const { after, until } = await boundsOf(reader, id)
  if (until <= after + 1)
    throw new Conflict(
      _('Run {run} is too old: its list of users was removed. What it did can be undone in the history of each user.', {
        run: String(id),
      }),
    )
}

/** Plans to take back what a run did, the last first: whoever was changed since stays as they are. */
export async function planTakingBack({ db, clock, yieldTo }: Room, run: SyncRun, signal: AbortSignal): Promise<void> {
  const counts = noCounts()
  const undone = run.undoes ?? 0
  const { after, until: end } = await boundsOf(db.read, undone)
  for (let until = end; ; ) {
    const rows = await rowsBackwards(db.read, { run: undone, after, until, limit: slice })
    const last = rows.at(-1)
    if (!last) break
    until = last.id
    await db.writeEach(rows, (tx, row) => planRow(tx, run, row, counts), yieldTo ? { yieldTo } : {})
    if (signal.aborted || (await isStopping(db.read, run.id))) throw new Stopped()
  }
  const now = clock.now()
  const state = run.dryRun ? { state: 'finished', endedAt: now } : { state: 'planned' }
  await db.write((tx) => setRun(tx, run.id, { ...state, counts, plannedAt: now }))
}

async function planRow(tx: Tx, run: SyncRun, row: SyncRow, counts: Counts): Promise<void> {
  if (row.state !== 'done' || row.before === null || row.userId === null) return
  counts.read += 1
  const user = await findUser(tx, row.userId)
  const isHere = user?.version === row.version && user.binnedAt === null
  if (isHere) counts.updated += 1
  else counts.rejected += 1
  const { key, name, userId, version, before, position, line } = row
  const same = { runId: run.id, position, line, state: 'planned', key, name, userId, version, hash: null, plan: null }
  await insertRow(tx, {
    ...same,
    ...(isHere
      ? { does: 'take back', before, reason: null }
      : { does: 'reject', before: null, reason: await since(tx, row.userId) }),
  })
}

async function since(reader: Reader, userId: number): Promise<string> {
  const last = await lastChangeOf(reader, 'user', userId)
  return last ? _('Changed since by {name}. It stays as it is.', { name: last.by }) : _('Changed since. It stays as it is.')
}
