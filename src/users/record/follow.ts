import { diff, recordChange } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Tx } from '#platform/db/database.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { dropLocks, hearOfLocks, restoreLocks } from '../edited-fields.ts'
import type { FieldLock } from '../locks.queries.ts'
import { locksOf } from '../locks.queries.ts'
import { enterInSearch } from '../search-entry.ts'
import type { KnownUser } from '../users.queries.ts'
import { getUser } from '../users.ts'
import { writesNothing } from './follow-heard.ts'
import type { FollowPlan, Restored } from './follow-plan.ts'
import { changedSince, writesOf } from './follow-steps.ts'
import type { RowWrite } from './follow-writes.ts'
import { keepIdentifiers, rowChanges, writeRows, writeUser } from './follow-writes.ts'
import { actOf } from './mergers.queries.ts'

export { Changed } from './follow-steps.ts'

type Columns = Record<string, unknown>

/**
 * Writes what following the source means to a user, in one act with its history. Answers what takes it back. Throws
 * Changed where the record is not the one that was planned for, Refusal for an identifier that another user holds.
 */
export async function followSource(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  plan: FollowPlan,
  at: { version: number; source: string },
): Promise<Restored> {
  const current = await getUser(tx, user.id)
  if (current.version !== at.version || current.accountType !== 'EXTERNAL') throw changedSince()
  if ((plan.set.source ?? current.source) !== at.source) throw changedSince()
  mustBeAllowed(actor, current, plan.set, plan.rows)
  const locks = await locksOf(tx, user.id)
  const { version } = current
  if (writesNothing(plan)) {
    await moveMarks(tx, current, plan, locks)
    return { set: {}, rows: [], locks, versions: { before: version, after: version } }
  }
  const set = columnsOf(actor, plan)
  const before = Object.fromEntries(Object.keys(set).map((name) => [name, (current as Columns)[name] ?? null]))
  const changed = await writeUser(tx, actor, current, set)
  const rows = await writeRows(tx, await writesOf(tx, actor, current, plan.rows))
  await keepIdentifiers(tx, actor, changed, set, rows)
  await moveMarks(tx, current, plan, locks)
  const changes = [...diff('general', current, plan.set), ...rowChanges(rows)]
  await recordChange(tx, actor, {
    subject: 'user',
    subjectId: user.id,
    version: changed.version,
    action: 'synchronised',
    changes,
  })
  await enterInSearch(tx, changed)
  return { set: before, rows, locks, versions: { before: version, after: changed.version } }
}

type Parts = readonly { part: string }[]
// Whose status, dates and identifiers do not follow the source, the plan leaves alone: that is the profile's to decide.
function mustBeAllowed(actor: Actor, user: KnownUser, set: Columns, rows: Parts): void {
  const touches = (part: string) => rows.some((row) => row.part === part)
  actor.must('edit users', user)
  if ('primaryId' in set || touches('identifier')) actor.must('edit identifiers', user)
  if (touches('note')) actor.must('edit notes', user)
  if (touches('block')) actor.must('place and lift blocks', user)
}

function columnsOf(actor: Actor, { set }: FollowPlan): Columns {
  const derived: Columns = {}
  if ('status' in set) derived.statusDate = actor.clock.today()
  if (typeof set.primaryId === 'string') derived.primaryIdKey = caseFold(set.primaryId)
  return { ...set, ...derived }
}

/** The marks of fields that follow again go; of those that stay, it is kept what the source says. */
async function moveMarks(tx: Tx, user: KnownUser, { set, heard }: FollowPlan, locks: FieldLock[]): Promise<void> {
  if (locks.length === 0) return
  const done = heard.filter(({ goes }) => goes).map(({ field }) => field)
  const gone = locks.map(({ field }) => field).filter((field) => field in set || done.includes(field))
  if (gone.length > 0) await dropLocks(tx, user, gone)
  await hearOfLocks(
    tx,
    user,
    heard.filter(({ goes }) => !goes),
  )
}

/**
 * Takes back what following the source wrote: fields, whole rows under their old numbers, and marks. Answers the new
 * version. Throws Changed where somebody wrote to the record since.
 */
export async function takeBackFollowed(tx: Tx, actor: Actor, user: { id: number }, restored: Restored): Promise<number> {
  const current = await getUser(tx, user.id)
  const { set, versions } = restored
  if (current.version !== versions.after) throw changedSince()
  mustBeAllowed(actor, current, set, restored.rows)
  const locks = restored.locks as FieldLock[]
  if (!same(JSON.stringify(await locksOf(tx, user.id)), JSON.stringify(locks))) await restoreLocks(tx, user, locks)
  if (versions.before === versions.after) return current.version
  const undoes = await actOf(tx, user.id, versions.after)
  const changed = await writeUser(tx, actor, current, set)
  const rows = await writeRows(tx, restored.rows.map(takenBack))
  await keepIdentifiers(tx, actor, changed, set, rows)
  const changes = [...diff('general', current, inCatalogue(set)), ...rowChanges(rows)]
  const act = { subject: 'user', subjectId: user.id, version: changed.version, action: 'synchronisation taken back', changes }
  await recordChange(tx, actor, { ...act, ...(undoes === undefined ? {} : { undoes }) })
  await enterInSearch(tx, changed)
  return changed.version
}

function takenBack({ part, id, before, after }: Restored['rows'][number]): RowWrite {
  if (before === null || after === null) return { part, id, before: after, after: before }
  const back = Object.fromEntries(Object.keys(after).map((name) => [name, before[name] ?? null]))
  return { part, id, before: { ...before, ...after }, after: back }
}

const columnsBeside = ['statusDate', 'primaryIdKey']
const inCatalogue = (set: Columns): Columns =>
  Object.fromEntries(Object.entries(set).filter(([name]) => !columnsBeside.includes(name)))
