import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { SyncProfile } from '../profiles.table.ts'
import type { NewRun } from '../runs.ts'

/** What the pages ask of whoever carries runs out. Each asks for the actor's rights by itself. */
export type Engine = {
  /** Takes a copy of the file, and answers the number of the run that has it. */
  start(actor: Actor, asked: NewRun): Promise<number>
  /** Carries a plan out; `confirm` lets one go on that the guard had stopped. */
  apply(actor: Actor, run: number, confirm: boolean): Promise<unknown>
  stop(actor: Actor, run: number): Promise<unknown>
  /** Lets a run go on where it was stopped or broke off. */
  goOn(actor: Actor, run: number): Promise<unknown>
  /** A new run with the same file. */
  planAgain(actor: Actor, run: number): Promise<number>
  /** Plans the taking back of a run, and answers the number of the run that will do it. */
  planUndo(actor: Actor, run: number): Promise<number>
  /** Plans to make these users external, owned by a profile's source; likewise. */
  planExternal(actor: Actor, profile: SyncProfile, users: number[]): Promise<number>
}

const nobody = (): never => {
  throw new Conflict(_('No runs are carried out here.'))
}

/** Where nobody carries runs out. */
export const noEngine: Engine = {
  start: async () => nobody(),
  apply: async () => nobody(),
  stop: async () => nobody(),
  goOn: async () => nobody(),
  planAgain: async () => nobody(),
  planUndo: async () => nobody(),
  planExternal: async () => nobody(),
}
