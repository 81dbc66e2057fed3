import { packBits } from '#platform/bits.ts'
import { syncProfiles } from '#sync/profiles.table.ts'
import { syncRuns } from '#sync/runs.table.ts'
import { syncSeen } from '#sync/states.table.ts'
import type { TestApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import type { UserValues } from '#users/fields.ts'
import type { NewUser } from '#users/record/create.ts'
import type { User } from '#users/users.table.ts'
import { changeUser } from '#users/users.ts'

type App = Pick<TestApp, 'db' | 'clock'>
export const source = 'NORTH'

/** How a source called "Northfield records" is followed: the user group and the title are protected. */
export async function makeSource({ db }: App, more: Partial<typeof syncProfiles.$inferInsert> = {}): Promise<void> {
  await db.write(async (tx) => {
    await tx.insert(syncProfiles).values({
      code: source,
      codeKey: source.toLowerCase(),
      name: 'Northfield records',
      format: 'alma',
      columns: [],
      fullFiles: false,
      recordType: 'PUBLIC',
      matchBy: '',
      unmatched: 'add',
      absentElements: 'keep',
      absentPeople: 'leave',
      protectedFields: ['userGroup', 'title'],
      guardShare: 50,
      staffFollow: false,
      enabled: true,
      createdAt: 0,
      changedAt: 0,
      ...more,
    })
  })
}

export const external = (more: Partial<NewUser> = {}): NewUser => ({
  ...more,
  values: {
    primaryId: 'amuller',
    firstName: 'Ana',
    lastName: 'Müller',
    userGroup: 'STAFF',
    accountType: 'EXTERNAL',
    source,
    ...more.values,
  },
  origin: 'EXTERNAL',
})

/** A change by hand, as a colleague makes it. */
export const changeByHand = ({ db, clock }: App, user: User, values: UserValues) =>
  db.write((tx) => changeUser(tx, setUpActor(clock), user, values))

const none = { read: 0, created: 0, updated: 0, unchanged: 0, kept: 0, rejected: 0, deactivated: 0, skipped: 0 }
const nothingYet = { action: 'synchronise', full: false, fileBytes: 0, bytesRead: 0, counts: none, applied: none, doneUntil: 0 }

/** A run that has ended and met these users. */
export async function makeRun(
  { db, clock }: App,
  met: { id: number }[],
  more: Partial<typeof syncRuns.$inferInsert> = {},
): Promise<number> {
  const bits = new Uint8Array(200)
  for (const { id } of met) bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7))
  return db.write(async (tx) => {
    const [run] = await tx
      .insert(syncRuns)
      .values({
        ...nothingYet,
        profileCode: source,
        state: 'finished',
        dryRun: false,
        stopping: false,
        startedBy: 'Ada',
        door: 'form',
        createdAt: clock.now(),
        endedAt: clock.now(),
        ...more,
      })
      .returning({ id: syncRuns.id })
    const runId = run?.id ?? 0
    await tx.insert(syncSeen).values({ runId, profileCode: source, users: packBits(bits) })
    return runId
  })
}
