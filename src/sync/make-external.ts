import type { Db, Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { namer } from '#users/names.ts'
import { findUser } from '#users/users.queries.ts'
import { noCounts } from './counts.ts'
import { getProfile } from './profiles.ts'
import type { Counts } from './runs.table.ts'
import { syncRows } from './runs.table.ts'
import { insertRun, ofProfile, setRun } from './runs.ts'

const insertRow = inserter(syncRows)
const most = 100_000

/** Plans to make users external, owned by a profile's source. The plan waits to be applied. Answers its number. */
export async function planExternal(db: Db, actor: Actor, profile: { id: number }, users: number[]): Promise<number> {
  actor.must('synchronise')
  if (users.length === 0) refuse('users', _('Choose at least one user.'))
  if (users.length > most) refuse('users', _('Choose no more than {n} users at once.', { n: most }))
  const counts = noCounts()
  const { run, source } = await db.write(async (tx) => {
    const { code, id } = await getProfile(tx, profile.id)
    const made = { ...ofProfile({ id, code } as never), action: 'external', dryRun: true, state: 'stopped' }
    return { run: await insertRun(tx, actor, made), source: code }
  })
  await db.writeEach(users, (tx, id) => planOne(tx, { run, source, id, counts }))
  await db.write((tx) =>
    setRun(tx, run, { state: 'finished', counts, plannedAt: actor.now(), startedAt: actor.now(), endedAt: actor.now() }),
  )
  return run
}

type One = { run: number; source: string; id: number; counts: Counts }
async function planOne(tx: Tx, { run, source, id, counts }: One): Promise<void> {
  const user = await findUser(tx, id)
  if (!user) return
  counts.read += 1
  const isOpen = user.accountType !== 'EXTERNAL' && user.binnedAt === null
  if (isOpen) counts.updated += 1
  else counts.rejected += 1
  await insertRow(tx, {
    ...{ runId: run, position: null, line: null, state: 'planned', hash: null, before: null },
    ...{ userId: id, version: user.version, key: user.primaryId, name: (await namer(tx))(user) },
    ...(isOpen
      ? { does: 'external', plan: { external: { source } }, reason: null }
      : { does: 'reject', plan: null, reason: _('This user is external already, or in the bin.') }),
  })
}
