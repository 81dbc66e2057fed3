import { readFileSync } from 'node:fs'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { SyncProfile } from '#sync/profiles.table.ts'
import type { ProfileValues } from '#sync/profiles.ts'
import { addProfile } from '#sync/profiles.ts'
import type { SyncRow, SyncRun } from '#sync/runs.table.ts'
import { syncRows, syncRuns } from '#sync/runs.table.ts'
import type { Engine } from '#sync/web/engine.ts'
import type { TestApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'

type Place = { db: Db; clock: Clock }

/** A profile as its form makes one; a file of CSV unless told otherwise. */
export const makeProfile = ({ db, clock }: Place, more: ProfileValues = {}): Promise<number> =>
  db.write((tx) => addProfile(tx, setUpActor(clock), { code: 'SCHOOL', name: 'School', format: 'alma', ...more }))

const noCounts = { read: 0, created: 0, updated: 0, unchanged: 0, kept: 0, rejected: 0, deactivated: 0, skipped: 0 }

/** A run as the engine leaves it, in whatever state. */
export async function makeRun({ db, clock }: Place, more: Partial<SyncRun> = {}): Promise<number> {
  const usual = {
    profileId: null,
    profileCode: 'SCHOOL',
    action: 'synchronise',
    state: 'finished',
    dryRun: false,
    full: false,
    fileName: 'users.xml',
    kept: null,
    fileHash: 'hash',
    fileBytes: 4096,
    bytesRead: 4096,
    doneUntil: 0,
    stopping: false,
    confirmedBy: null,
    message: null,
    startedBy: 'Administrator, Ada',
    startedById: null,
    door: 'form',
    undoes: null,
    createdAt: clock.now(),
    startedAt: clock.now(),
    plannedAt: clock.now(),
    endedAt: clock.now(),
  }
  const counts = { ...noCounts, ...more.counts }
  const applied = { ...noCounts, ...more.applied }
  return db.write(async (tx) => {
    const [row] = await tx
      .insert(syncRuns)
      .values({ ...usual, ...more, counts, applied })
      .returning({ id: syncRuns.id })
    return row?.id ?? 0
  })
}

/** One user of a run. */
export async function makeRow({ db }: Pick<Place, 'db'>, runId: number, more: Partial<SyncRow>): Promise<number> {
  const usual = { position: 1, line: 2, does: 'update', state: 'planned', key: '4711', name: 'Berg, Nora' }
  return db.write(async (tx) => {
    const [row] = await tx
      .insert(syncRows)
      .values({ ...usual, runId, ...more })
      .returning({ id: syncRows.id })
    return row?.id ?? 0
  })
}

let made = 0

/** A profile of CSV with a run that ended, and one of its rows. */
export async function makeSynchronised(app: TestApp): Promise<{ profile: number; run: number; row: number }> {
  made += 1
  const profile = await makeProfile(app, { code: `SOURCE${made}`, name: `Source ${made}`, format: 'csv' })
  const run = await makeRun(app, { profileId: profile })
  return { profile, run, row: await makeRow(app, run, { does: 'reject', reason: 'Why not.' }) }
}

/** An engine that only writes down what it is asked for. */
export function notedEngine(run = 1) {
  const asked: unknown[][] = []
  const noted =
    (name: string) =>
    async (_actor: unknown, ...rest: unknown[]): Promise<number> => {
      asked.push([name, ...rest])
      return run
    }
  const engine: Engine = {
    start: (_actor, { profile, file, ...choice }) =>
      noted('start')(_actor, (profile as SyncProfile).code, readFileSync(file.path, 'utf8'), file.name, choice),
    apply: noted('apply'),
    stop: noted('stop'),
    goOn: noted('goOn'),
    planAgain: noted('planAgain'),
    planUndo: noted('planUndo'),
    planExternal: (_actor, profile, users) => noted('planExternal')(_actor, profile.code, users),
  }
  return { asked, engine }
}
