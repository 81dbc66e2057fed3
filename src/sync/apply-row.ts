import { eq, sql } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { quickly } from '#platform/db/quickly.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { AccountType } from '#users/record/account-type.ts'
import { changeAccountType } from '#users/record/account-type.ts'
import { createUser } from '#users/record/create.ts'
import { followSource, takeBackFollowed } from '#users/record/follow.ts'
import { removeCreated } from '#users/record/remove-created.ts'
import { passIdentifiers } from '#users/taken-identifiers.ts'
import type { User } from '#users/users.table.ts'
import { getUser } from '#users/users.ts'
import type { Passed } from './row-plan.ts'
import type { SyncRow, SyncRun } from './runs.table.ts'
import { syncRows } from './runs.table.ts'
import { dropState, putAbsent, putState } from './states.ts'

type Step = { actor: Actor; run: SyncRun; row: SyncRow }

/** Carries out one row of a plan, or several that go together. Throws, in words, where it cannot be. */
export async function carryOutRow(tx: Tx, actor: Actor, run: SyncRun, rows: SyncRow[]): Promise<void> {
  for (const row of rows) await passOver(tx, row)
  for (const row of rows) {
    const work = works[row.does]
    if (!work) throw new Error(`A row of a plan means to ${row.does}.`)
    await work(tx, { actor, run, row })
  }
}

// Whoever is in a ring holds what the next one takes: all of it changes hands before anybody's record is written.
async function passOver(tx: Tx, { userId, plan, before, does }: SyncRow): Promise<void> {
  const back = does === 'take back' && before && 'restored' in before ? before.passed : undefined
  const there = does !== 'take back' && plan && 'follow' in plan ? plan.passed : undefined
  const pass = (passed: Passed[] | undefined, isBack: boolean) =>
    Promise.all(
      (passed ?? []).map(({ value, from }) => {
        const [giver, taker] = [{ id: from }, { id: userId ?? 0 }]
        return isBack ? passIdentifiers(tx, [value], taker, giver) : passIdentifiers(tx, [value], giver, taker)
      }),
    )
  await pass(there, false)
  await pass(back, true)
}

const works: Record<string, (tx: Tx, step: Step) => Promise<void>> = {
  create,
  update: follow,
  same: follow,
  deactivate: follow,
  'take back': takeBack,
  external: makeExternal,
}

async function create(tx: Tx, { actor, run, row }: Step): Promise<void> {
  if (!row.plan || !('create' in row.plan)) throw new Error('A row that makes a user has no plan.')
  const user = await createUser(tx, actor, row.plan.create)
  await putState(tx, stateOf(run, row, user))
  await done(tx, row, { userId: user.id, version: user.version, before: { created: true }, plan: null })
}

async function follow(tx: Tx, { actor, run, row }: Step): Promise<void> {
  const id = row.userId ?? 0
  const plan = row.plan && 'follow' in row.plan ? row.plan : undefined
  const version = row.version ?? 0
  if (!plan) {
    await mustBeAt(tx, id, version)
    await putState(tx, stateOf(run, row, { id, version }))
    return done(tx, row, {})
  }
  const restored = await followSource(tx, actor, { id }, plan.follow, { version, source: plan.source })
  const { after } = restored.versions
  if (row.does === 'deactivate') await putAbsent(tx, { userId: id, profileCode: run.profileCode, runId: run.id })
  else await putState(tx, stateOf(run, row, { id, version: after }))
  const { knot, passed } = plan
  const isMarked = restored.versions.before !== after || plan.follow.heard.length > 0
  const before = isMarked ? { restored, ...(knot === undefined ? {} : { knot, passed: passed ?? [] }) } : null
  await done(tx, row, { version: after, before })
}

async function mustBeAt(tx: Tx, id: number, version: number): Promise<User> {
  const user = await getUser(tx, id)
  if (user.version !== version) throw changedMeanwhile()
  return user
}
const changedMeanwhile = () => new Conflict(_('Someone changed this user meanwhile. Nothing was written.'))

async function takeBack(tx: Tx, { actor, row }: Step): Promise<void> {
  const { before, version } = row
  const user = { id: row.userId ?? 0 }
  // The row goes with the person.
  if (before && 'created' in before) return removeCreated(tx, actor, user, version ?? 0)
  await dropState(tx, user.id)
  if (before && 'restored' in before) {
    const now = await takeBackFollowed(tx, actor, user, before.restored)
    return done(tx, row, { version: now })
  }
  await mustBeAt(tx, user.id, version ?? 0)
  const accountType = before && 'account' in before ? before.account : 'INTERNAL'
  await changeAccountType(tx, actor, user, { accountType, source: null })
  await done(tx, row, { version: (await getUser(tx, user.id)).version })
}

async function makeExternal(tx: Tx, { actor, row }: Step): Promise<void> {
  const id = row.userId ?? 0
  const { accountType } = await mustBeAt(tx, id, row.version ?? 0)
  const source = row.plan && 'external' in row.plan ? row.plan.external.source : ''
  await changeAccountType(tx, actor, { id }, { accountType: 'EXTERNAL', source })
  const { version } = await getUser(tx, id)
  await done(tx, row, { version, before: { account: accountType as AccountType } })
}

const stateOf = (run: SyncRun, { hash }: SyncRow, { id, version }: { id: number; version: number }) => ({
  userId: id,
  profileCode: run.profileCode,
  hash: hash ?? '',
  version,
  runId: run.id,
})

const settle = quickly((db) =>
  db
    .update(syncRows)
    .set({
      state: 'done',
      userId: sql.placeholder('userId') as never,
      version: sql.placeholder('version') as never,
      plan: sql.placeholder('plan') as never,
      before: sql.placeholder('before') as never,
    })
    .where(eq(syncRows.id, sql.placeholder('id'))),
)
type Done = Partial<Pick<SyncRow, 'userId' | 'version' | 'plan' | 'before'>>
async function done(tx: Tx, row: SyncRow, made: Done): Promise<void> {
  const { id, userId, version, plan, before } = { ...row, ...made }
  settle(tx, { id, userId, version, plan, before })
}
