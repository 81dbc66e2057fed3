import { and, asc, eq } from 'drizzle-orm'
import type { BulkRow } from '#bulk/bulk.queries.ts'
import { bulkChanges, bulkRows } from '#bulk/bulk.table.ts'
import { noCounts } from '#bulk/bulk-plan.ts'
import { workOff } from '#bulk/carry-out.ts'
import { applyPlanned, getChange, prepareChange, prepareUndo } from '#bulk/changes.ts'
import type { AskedTask } from '#bulk/tasks.ts'
import { mustBeTasks } from '#bulk/tasks.ts'
import { fixedClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { setMembers, sets as setTable } from '#sets/sets.table.ts'
import type { Actor } from '#sign-in/actor.ts'
import { signedInAs } from '#sign-in/signed-in.ts'
import { testDatabase } from '#test/database.ts'
import type { Person } from '#test/people.ts'
import { makePerson, makeUser } from '#test/people.ts'
import type { NewUser } from '#users/record/create.ts'
import { findUser } from '#users/users.queries.ts'
import type { User } from '#users/users.table.ts'

export const today = '2026-11-22'
export const task = (change: string, values: AskedTask['values'], condition = 'always', conditionValue = ''): AskedTask => ({
  ...{ change, values, condition, conditionValue },
})

/** A set of these users that stays as it is. */
export const makeSet = (db: Db, owner: { id: number }, members: { id: number }[], name = 'Leavers'): Promise<number> =>
  db.write(async (tx) => {
    const times = { createdAt: 1, changedAt: 1, version: 1 }
    const [row] = await tx
      .insert(setTable)
      .values({
        name,
        description: '',
        kind: 'fixed',
        shared: false,
        ownerId: owner.id,
        ownerName: '',
        size: members.length,
        ...times,
      })
      .returning({ id: setTable.id })
    const setId = row?.id ?? 0
    if (members.length > 0) await tx.insert(setMembers).values(members.map(({ id }) => ({ setId, userId: id })))
    return setId
  })

/** A preview of one user in a set of its own, as its starter left it. */
export async function makePlanned(db: Db, starter: { id: number }, user: { id: number }) {
  const set = await makeSet(db, starter, [user], `Set of ${user.id} ${crypto.randomUUID()}`)
  const counts = { ...noCounts(), users: 1, change: 1 }
  const times = { createdAt: 1, startedAt: 1, plannedAt: 1 }
  const bulk = await db.write(async (tx) => {
    const tasks = [{ change: 'jobCategory', values: { value: '-' }, condition: 'always' as const }]
    const of = { setId: set, setName: 'Leavers', tasks, counts, applied: noCounts(), doneUntil: 0, stopping: false }
    const [row] = await tx
      .insert(bulkChanges)
      .values({ action: 'change', state: 'planned', door: 'form', startedById: starter.id, startedBy: 'Me', ...of, ...times })
      .returning({ id: bulkChanges.id })
    await tx.insert(bulkRows).values({ changeId: row?.id ?? 0, userId: user.id, does: 'change', state: 'planned', version: 1 })
    return row?.id ?? 0
  })
  return { set, bulk }
}

/** A library in which somebody changes many at once. */
export async function bulkWorld(person: Person = 'administrator') {
  const db = testDatabase()
  const clock = fixedClock(today)
  const room = { db, clock, timeZone: 'UTC' }
  const starter = await makePerson(db, clock, person)
  const actor = async (): Promise<Actor> => {
    const found = await signedInAs(db.read, clock, starter.id)
    if (!found) throw new Error('Nobody acts.')
    return found.actor
  }
  const work = async (change: number) => {
    await workOff(room, new AbortController().signal)
    return getChange(db.read, change)
  }
  let made = 0
  let sets = 0
  return {
    ...{ db, clock, room, starter, actor, work },
    make: (values: Partial<NewUser['values']> = {}, more: Partial<NewUser> = {}): Promise<User> => {
      made += 1
      const names = { recordType: 'PUBLIC', firstName: 'Nora', lastName: `Berg ${made}`, primaryId: `p${made}` } as const
      return makeUser(db, clock, { values: { ...names, ...values }, ...more } as NewUser)
    },
    async plan(members: { id: number }[], tasks: AskedTask[], action = 'change') {
      sets += 1
      const setId = await makeSet(db, starter, members, `Leavers ${sets}`)
      const understood = action === 'bin' ? [] : await mustBeTasks(db.read, tasks, clock.today())
      const by = await actor()
      const asked = { action, tasks: understood, setId, setName: 'Leavers', search: null }
      return work(await db.write((tx) => prepareChange(tx, by, asked)))
    },
    async apply(change: number) {
      const by = await actor()
      await db.write((tx) => applyPlanned(tx, by, change))
      return work(change)
    },
    async undo(change: number) {
      const by = await actor()
      return work(await db.write((tx) => prepareUndo(tx, by, change)))
    },
    rows: async (change: number, does?: string): Promise<BulkRow[]> =>
      db.read
        .select()
        .from(bulkRows)
        .where(and(eq(bulkRows.changeId, change), does === undefined ? undefined : eq(bulkRows.does, does)))
        .orderBy(asc(bulkRows.id)),
    async now(user: { id: number }) {
      const found = await findUser(db.read, user.id)
      if (!found) throw new Error('There is no such user.')
      return found
    },
  }
}
