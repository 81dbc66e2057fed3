import { join } from 'node:path'
import { setImmediate as breathe, setTimeout as wait } from 'node:timers/promises'
import type { CommandRoom } from '#platform/commands.ts'
import type { Reader } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Spoken } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { takeFromFolder } from './folders.ts'
import { profileOfCode } from './profiles.queries.ts'
import type { SyncProfile } from './profiles.table.ts'
import { brokenOff, runNumbered } from './runs.queries.ts'
import type { Counts, SyncRun } from './runs.table.ts'
import type { NewRun } from './runs.ts'
import { applyPlan, dropWaiting, getRun, startRun } from './runs.ts'
import { startTakingBack } from './take-back.ts'
import { isSomebodyAtWork, workOff } from './work-off.ts'

export type Choice = { dryRun: boolean; full: boolean; import: boolean; confirm: boolean; json: boolean }
type Asked = { code: string; file: string | undefined; choice: Choice }

const lookEveryMilliseconds = 500
const [all, some, couldNot, guarded] = [0, 1, 2, 3]

/** Begins a run with a file, or goes on with one that broke off with the same file, and tells what came of it. */
export async function runFile(room: CommandRoom, actor: Actor, { code, file, choice }: Asked): Promise<number> {
  const { db } = room
  const profile = await profileOfCode(db.read, code)
  if (!profile) throw new Spoken(404, _('There is no profile {code}.', { code }))
  const action = choice.import ? 'import' : 'synchronise'
  const asked = { action, dryRun: choice.dryRun, full: choice.full || profile.fullFiles } as const
  const started =
    file === undefined ? await fromFolder(room, actor, profile, asked) : await fromFile(room, actor, profile, { file, asked })
  const status = await finish(room, started, choice.json, choice.confirm)
  if (status !== guarded || !choice.confirm) return status
  await db.write((tx) => applyPlan(tx, actor, started, true))
  return finish(room, started, choice.json)
}

type Chosen = Pick<NewRun, 'action' | 'dryRun' | 'full'>

async function fromFolder(room: CommandRoom, actor: Actor, profile: SyncProfile, asked: Chosen): Promise<number> {
  const { db, clock, sync, inbox } = room
  const start = (by: Actor, made: NewRun) => startRun({ db, folder: sync }, by, made)
  const { run, told } = await takeFromFolder(
    { db, clock, inbox: { folder: inbox, kept: join(sync, 'inbox') }, start },
    actor,
    profile,
    asked,
  )
  for (const words of told) console.error(words)
  if (run === undefined) throw new Conflict(_('No file lies ready in the folder {folder}.', { folder: profile.folder ?? '' }))
  return run
}

type File = { file: string; asked: Chosen }
async function fromFile({ db, sync }: CommandRoom, actor: Actor, profile: SyncProfile, { file, asked }: File): Promise<number> {
  const name = file.split(/[\\/]/).at(-1) ?? file
  const id = await startRun({ db, folder: sync }, actor, { profile, file: { path: file, name }, ...asked })
  if (isSomebodyAtWork(sync)) return id
  const { fileHash } = await getRun(db.read, id)
  const broken = await brokenOff(db.read, { profileId: profile.id, fileHash: fileHash ?? '', ...asked })
  if (!broken) return id
  await dropWaiting({ db, folder: sync }, id)
  console.error(_('Run {run} broke off with this file, and goes on.', { run: String(broken.id) }))
  return broken.id
}

/** Takes a run back, and tells what came of it. */
export async function undoRun(
  room: CommandRoom,
  actor: Actor,
  id: number,
  choice: { dryRun: boolean; json: boolean },
): Promise<number> {
  return finish(room, await startTakingBack(room.db, actor, id, choice.dryRun), choice.json)
}

/** Works until a run has ended, or waits until another process has done it. `quiet` leaves a guarded one untold. */
export async function finish(room: CommandRoom, id: number, json: boolean, quiet = false): Promise<number> {
  const { clock, database, sync, serverIsRunning } = room
  const bulk = openDatabase(database, { durable: false })
  const yieldTo = lately(serverIsRunning)
  const telling = setInterval(() => void progress(room.db.read, id), 2 * lookEveryMilliseconds)
  const ending = new AbortController()
  const end = () => ending.abort()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end)
  try {
    for (;;) {
      // What is read stays as it is until the event loop turns.
      await breathe()
      const run = await getRun(room.db.read, id)
      if (isOver(run)) {
        if (!(quiet && run.state === 'guarded')) console.log(tellRun(run, json))
        return statusOf(run)
      }
      if (ending.signal.aborted) throw new Spoken(409, _('Interrupted. Give the same command again, and it goes on.'))
      const mine = await workOff({ db: bulk, clock, folder: sync, yieldTo }, ending.signal, id)
      if (!mine) await wait(lookEveryMilliseconds)
    }
  } finally {
    clearInterval(telling)
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, end)
    bulk.close()
  }
}

// A run asks before every slice, and asking costs as much as a small save.
function lately(ask: () => boolean): () => boolean {
  const known = { at: Number.NEGATIVE_INFINITY, value: false }
  return () => {
    if (performance.now() - known.at > lookEveryMilliseconds) Object.assign(known, { value: ask(), at: performance.now() })
    return known.value
  }
}

const isOver = ({ state }: SyncRun) => ['finished', 'guarded', 'stopped', 'failed'].includes(state)

function statusOf(run: SyncRun): number {
  if (run.state === 'guarded') return guarded
  if (run.state !== 'finished') return couldNot
  const { rejected, skipped } = countsOf(run)
  return rejected + skipped > 0 ? some : all
}

const countsOf = ({ dryRun, state, counts, applied }: SyncRun): Counts =>
  dryRun || ['waiting', 'reading', 'planned', 'guarded'].includes(state) ? counts : applied

async function progress(reader: Reader, id: number): Promise<void> {
  const run = await runNumbered(reader, id)
  if (!run) return
  const { created, updated, deactivated, skipped } = run.applied
  const numbers = { run: String(id), read: run.counts.read, done: created + updated + deactivated + skipped }
  if (run.state === 'reading') console.error(_('run {run}: {read} users read', numbers))
  if (run.state === 'applying') console.error(_('run {run}: {done} users written', numbers))
}

/** What came of a run, for people or for programs. */
export function tellRun(run: SyncRun, json: boolean): string {
  const { created, updated, unchanged, rejected, deactivated, skipped } = countsOf(run)
  const { id, state, message } = run
  if (json) return JSON.stringify({ run: id, state, created, updated, unchanged, rejected, deactivated, skipped, message })
  const about = { run: String(id), state, profile: run.profileCode, created, updated, unchanged, rejected, deactivated, skipped }
  const words = _(
    'Run {run} of {profile}, {state}: {created} created, {updated} updated, {unchanged} unchanged, {rejected} rejected, {deactivated} deactivated, {skipped} skipped.',
    about,
  )
  const dry = run.dryRun ? `${words} ${_('Nothing was written.')}` : words
  return message ? `${dry}\n${message}` : dry
}
