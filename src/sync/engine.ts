import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { keptAt } from './kept-files.ts'
import { planExternal } from './make-external.ts'
import { addProfile, changeProfile, removeProfile } from './profiles.ts'
import type { Runner } from './runner.ts'
import type { NewRun } from './runs.ts'
import { applyPlan, continueRun, getRun, startRun, stopRun } from './runs.ts'
import { startTakingBack } from './take-back.ts'

type Parts = { db: Db; folder: string; runner: Pick<Runner, 'wake'> }

/** What pages and schedules ask of synchronisation: each asks for the rights first, and wakes whoever carries it out. */
export function makeEngine({ db, folder, runner }: Parts) {
  const woken = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work
    runner.wake()
    return result
  }
  return {
    addProfile,
    changeProfile,
    removeProfile,
    start: (actor: Actor, asked: NewRun) => woken(startRun({ db, folder }, actor, asked)),
    apply: (actor: Actor, run: number, confirm: boolean) => woken(db.write((tx) => applyPlan(tx, actor, run, confirm))),
    stop: (actor: Actor, run: number) => db.write((tx) => stopRun(tx, actor, run)),
    goOn: (actor: Actor, run: number) => woken(db.write((tx) => continueRun(tx, actor, run))),
    planAgain: (actor: Actor, run: number) => woken(planAgain({ db, folder }, actor, run)),
    planUndo: (actor: Actor, run: number) => woken(startTakingBack(db, actor, run, true)),
    planExternal: (actor: Actor, profile: { id: number }, users: number[]) => planExternal(db, actor, profile, users),
  }
}

/** A new run with the file of another, for when codes or the profile changed. Answers its number. */
async function planAgain(place: Omit<Parts, 'runner'>, actor: Actor, id: number): Promise<number> {
  const { profileId, kept, fileName, action, full } = await getRun(place.db.read, id)
  if (kept === null || profileId === null || fileName === null)
    throw new Conflict(_('The file of this run, or its profile, was removed. Start a new run with the file.'))
  const file = { path: keptAt(place.folder, id), name: fileName }
  return startRun(place, actor, { profile: { id: profileId }, file, action: action as NewRun['action'], full, dryRun: true })
}
