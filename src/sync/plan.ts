import { createHash } from 'node:crypto'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import type { RecordType } from '#users/fields.ts'
import { planAbsent } from './absent.ts'
import { noCounts } from './counts.ts'
import { weigh } from './guard.ts'
import { keptAt } from './kept-files.ts'
import { settleDeferred } from './knots.ts'
import { Met } from './met.ts'
import { planItems } from './plan-items.ts'
import type { Planning } from './planning.ts'
import { profileKeys } from './profiles.queries.ts'
import type { SyncProfile } from './profiles.table.ts'
import { readSource } from './read/source.ts'
import type { Room } from './room.ts'
import { Stopped } from './room.ts'
import { dropRows } from './run-rows.ts'
import { isStopping } from './runs.queries.ts'
import type { SyncRun } from './runs.table.ts'
import { syncRows } from './runs.table.ts'
import { setRun } from './runs.ts'
import { knownOfSource } from './states.queries.ts'
import { putSeen } from './states.ts'
import { TextSet } from './text-set.ts'

const insertRow = inserter(syncRows)
const tellEvery = 500
const atOnce = 512

/** What of a profile decides how a record is understood: with other rules everybody is compared anew. */
export const saltOf = ({
  code,
  format,
  columns,
  recordType,
  matchBy,
  absentElements,
  protectedFields,
  staffFollow,
}: SyncProfile) =>
  createHash('sha256')
    .update(JSON.stringify([code, format, columns, recordType, matchBy, absentElements, protectedFields, staffFollow]))
    .digest('base64url')

/** Reads the file of a run and writes down what it means to do. Nothing of any user is written. */
export async function planRun(room: Room, run: SyncRun, profile: SyncProfile, signal: AbortSignal): Promise<void> {
  const { db, folder, clock } = room
  await dropRows(room, run.id)
  const known = await knownOfSource(db.read, profile.code)
  const planning = await begin(room, run, profile)
  const told = { at: 0, bytes: 0 }
  const tell = async (now = false) => {
    if (now || planning.rows.length >= atOnce) await flush(room, planning)
    if (!now && performance.now() - told.at < tellEvery) return
    told.at = performance.now()
    await progress(room, planning, told.bytes, signal)
  }
  const { format, columns } = profile
  const how = { format: format as 'alma' | 'csv', columns, salt: saltOf(profile) }
  for await (const items of readSource(keptAt(folder, run.id), how, (bytes) => {
    told.bytes = bytes
  })) {
    await planItems(planning, items)
    await tell()
  }
  if (planning.counts.read > 0 && planning.withKey === 0) throw nobodyNamed(profile)
  await settleDeferred(planning)
  await tell(true)
  if (profile.absentPeople === 'deactivate' && run.full && run.action === 'synchronise')
    for await (const _slice of planAbsent(planning)) await tell()
  await tell(true)
  const { counts, alreadyThere } = planning
  const message = weigh({ ...counts, known, rejected: counts.rejected - alreadyThere }, profile.guardShare)
  const state = run.dryRun ? 'finished' : message ? 'guarded' : 'planned'
  const now = clock.now()
  await db.write(async (tx) => {
    await putSeen(tx, { runId: run.id, profileCode: run.profileCode, users: planning.met.packed() })
    const ended = run.dryRun ? { endedAt: now } : {}
    await setRun(tx, run.id, { state, message, counts, plannedAt: now, bytesRead: run.fileBytes, ...ended })
  })
}

const nobodyNamed = ({ matchBy }: SyncProfile) =>
  new Spoken(
    422,
    matchBy === ''
      ? _('Nobody in this file has a primary identifier, by which people are matched. Is it the right file?')
      : _(
          'Nobody in this file has an identifier of type {type}, by which people are matched. Is it the right file, and the right profile?',
          {
            type: matchBy,
          },
        ),
  )

async function begin({ db, clock }: Room, run: SyncRun, profile: SyncProfile): Promise<Planning> {
  const { recordType, absentElements, protectedFields, staffFollow, code } = profile
  return {
    reader: db.read,
    run,
    profile,
    codes: await profileKeys(db.read),
    rules: {
      source: code,
      recordType: recordType as RecordType,
      absentElements: absentElements as 'keep' | 'clear',
      protectedFields,
      staffFollow,
      today: clock.today(),
    },
    counts: noCounts(),
    met: new Met(),
    claimed: new TextSet(),
    released: new TextSet(),
    rows: [],
    deferred: new Map(),
    waiting: new Map(),
    alreadyThere: 0,
    withKey: 0,
  }
}

async function flush({ db, yieldTo }: Room, { rows, run }: Planning): Promise<void> {
  const put = async (tx: Parameters<typeof insertRow>[0], row: Planning['rows'][number]) =>
    void (await insertRow(tx, { ...row, runId: run.id }))
  await db.writeEach(rows.splice(0), put, yieldTo ? { yieldTo } : {})
}

async function progress({ db }: Room, { run, counts }: Planning, bytesRead: number, signal: AbortSignal): Promise<void> {
  const stopping = await db.write(async (tx) => {
    await setRun(tx, run.id, { bytesRead, counts })
    return isStopping(tx, run.id)
  })
  if (stopping || signal.aborted) throw new Stopped()
}
