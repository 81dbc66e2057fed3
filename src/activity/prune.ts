import { setTimeout as wait } from 'node:timers/promises'
import { settingOf } from '#code-tables/code-tables.queries.ts'
import { forgetChangesBefore } from '#history/forget-changes.ts'
import { firstChangeSince } from '#history/history.queries.ts'
import { recordChange } from '#history/history.ts'
import type { Clock } from '#platform/clock.ts'
import { addDays, startOf } from '#platform/dates.ts'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { everyPermission } from '#roles/permissions.ts'
import type { Actor } from '#sign-in/actor.ts'
import { makeActor } from '#sign-in/actor.ts'
import { forgetSignInsBefore } from '#sign-in/forget-sign-ins.ts'

type Parts = { db: Db; clock: Clock; timeZone: string; stopping?: AbortSignal | undefined }

// What was saved since a page was drawn is merged from the history: a page may stay open for long.
const leastHistoryDays = 30
const usualSignInDays = 365
const sliceSize = 100

/** Forgets what is older than the library wants it kept, a little at a time, and writes down that it did. */
export async function forgetTheOld(parts: Parts): Promise<void> {
  const actor = makeActor({ ...nobody, clock: parts.clock })
  await forgetSignIns(parts, actor)
  await forgetChanges(parts, actor)
}

const nobody = { id: null, name: _('Foyer'), door: 'job', doorDetail: 'retention', permissions: everyPermission } as const

async function forgetSignIns({ db, clock, timeZone, stopping }: Parts, actor: Actor): Promise<void> {
  const days = await daysKept(db.read, 'sign_in_retention_days', usualSignInDays)
  if (days === 0) return
  const before = addDays(clock.today(), -days)
  const instant = startOf(timeZone, before)
  const gone = await inSlices(db, (tx) => forgetSignInsBefore(tx, actor, instant, sliceSize), stopping)
  await note(db, actor, 'signIns', gone, before)
}

async function forgetChanges({ db, clock, timeZone, stopping }: Parts, actor: Actor): Promise<void> {
  const days = await daysKept(db.read, 'history_retention_days', 0)
  if (days === 0) return
  const before = addDays(clock.today(), -Math.max(days, leastHistoryDays))
  const first = await firstChangeSince(db.read, startOf(timeZone, before))
  const gone = await inSlices(db, (tx) => forgetChangesBefore(tx, actor, first, sliceSize), stopping)
  await note(db, actor, 'changes', gone, before)
}

async function daysKept(reader: Reader, setting: string, usual: number): Promise<number> {
  const value = await settingOf(reader, setting)
  return value !== undefined && /^\d{1,5}$/.test(value) ? Number(value) : usual
}

// After each slice there is as much room for people as the slice took.
async function inSlices(db: Db, forget: (tx: Tx) => Promise<number>, stopping?: AbortSignal | undefined): Promise<number> {
  let all = 0
  for (;;) {
    if (stopping?.aborted) return all
    const began = performance.now()
    const gone = await db.write(forget)
    all += gone
    if (gone < sliceSize) return all
    await wait(performance.now() - began)
  }
}

async function note(db: Db, actor: Actor, field: string, count: number, before: string): Promise<void> {
  if (count === 0) return
  const part = 'activity'
  const changes = [
    { part, field, before: count, after: null },
    { part, field: 'before', before: null, after: before },
  ]
  const act = { subject: 'activity', subjectId: 0, version: 0, action: 'forgotten' }
  await db.write((tx) => recordChange(tx, actor, { ...act, changes }))
}
