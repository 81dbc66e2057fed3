import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import { Conflict, Refusal } from '#platform/problems.ts'
import { findEntries } from '#search-index/search-index.ts'
import { mergeStep } from '#search-index/upkeep.ts'
import { checkSearch } from '#src/check/check-search.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { liftBlock, placeBlock } from '#users/blocks/blocks.ts'
import { addContact } from '#users/contact/contact.ts'
import { addIdentifier } from '#users/identifiers/identifiers.ts'
import { addNote } from '#users/notes/notes.ts'
import { binUser, restoreUser } from '#users/record/bin.ts'
import { planMark, undo } from '#users/record/undo.ts'
import { undoPlan } from '#users/record/undo-plan.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import type { User } from '#users/users.table.ts'
import { users } from '#users/users.table.ts'
import { changeUser, getUser } from '#users/users.ts'

const rounds = Number(process.env.ROUNDS ?? 500)
const names = ['Smith', 'Łukasz', 'García', "O'Brien", 'Müller', '王', 'Ёлкин', 'de la Cruz', 'Nguyễn', 'Park']

it(`stays true through ${rounds} acts of all kinds, renames into one place, undone ones and merges among them`, async () => {
  const app = await testApp()
  const { db, clock } = app
  const actor = setUpActor(clock)
  let state = 5
  const draw = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const name = () => names[draw(names.length)] ?? ''
  const made: User[] = []
  const make = async () =>
    made.push(
      await app.makeUser({ values: { primaryId: `p${made.length}`, firstName: name(), lastName: name(), userGroup: 'FACULTY' } }),
    )
  for (let n = 0; n < 40; n += 1) await make()
  const acts: ((user: User) => Promise<unknown>)[] = [
    make,
    (user) => db.write((tx) => changeUser(tx, actor, user, { lastName: 'Smith', firstName: 'John' })),
    (user) =>
      db.write((tx) => changeUser(tx, actor, user, { lastName: name(), userGroup: ['STAFF', 'ALUMNI'][draw(2)] ?? null })),
    (user) => db.write((tx) => changeUser(tx, actor, user, { expiryDate: `202${draw(9)}-0${1 + draw(9)}-1${draw(9)}` })),
    (user) => db.write((tx) => changeUser(tx, actor, user, { jobDescription: `Job ${draw(1000)}` })),
    (user) => db.write((tx) => addContact(tx, actor, user, 'emails', { address: `x${draw(1e6)}@d${draw(9)}.example` })),
    (user) => db.write((tx) => addIdentifier(tx, actor, user, { type: 'BARCODE', value: `b-${draw(1e9)}` })),
    (user) => db.write((tx) => addNote(tx, actor, user, { type: 'OTHER', text: `${name()} ${draw(100)}` })),
    (user) => db.write((tx) => placeBlock(tx, actor, user, { type: 'GENERAL', description: '06-LOCAL' })),
    (user) => db.write((tx) => grantRole(tx, actor, user, { role: [200, 32, 21][draw(3)] ?? 200 })),
    (user) => db.write((tx) => binUser(tx, actor, user)),
    (user) => db.write((tx) => restoreUser(tx, actor, user)),
    (user) => db.write((tx) => liftBlock(tx, actor, user, draw(50))),
    async (user) => {
      const all = await db.read.select().from(changes).where(eq(changes.subjectId, user.id))
      const act = all[draw(all.length)]
      if (!act) return
      await db.write(async (tx) => {
        const plan = await undoPlan(tx, await getUser(tx, user.id), act)
        const choices = new Map(plan.groups.flatMap((group) => group.steps).map((_step, n) => [n, 'put'] as const))
        await undo(tx, actor, user, act, { mark: planMark(plan), choices })
      })
    },
    () => db.write((tx) => mergeStep(tx)),
  ]
  let done = 0
  for (let round = 0; round < rounds; round += 1) {
    const user = made[draw(made.length)] as User
    await acts[draw(acts.length)]?.(user).then(
      () => {
        done += 1
      },
      (error: unknown) => {
        if (!(error instanceof Refusal || error instanceof Conflict || /is not there|no such/i.test(String(error)))) throw error
      },
    )
  }
  expect(done).toBeGreaterThan(rounds / 2)
  for await (const words of checkSearch.run({ db, clock, files: '' })) expect(words).toBe('nothing')
  const found = await findEntries(db.read, { text: 'john smith', index: 'names' }, { limit: 1000 })
  const all = await db.read.select().from(users).where(eq(users.lastName, 'Smith'))
  const named = all.filter((user) => user.binnedAt === null && user.firstName === 'John').map((user) => user.id)
  expect(found).toEqual(expect.arrayContaining(named))
})
