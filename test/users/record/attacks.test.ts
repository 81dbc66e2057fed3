import { expect, it } from 'vitest'
import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import { setUpActor } from '#test/people.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import type { User } from '#users/users.table.ts'
import { restrict } from '../../roles/restrict.ts'
import { makeStaff } from '../../sign-in/staff.ts'
import { actsOf, known, recordOf } from '../records.ts'
import { toBin } from './bin-house.ts'

const acts: [string, Record<string, string>][] = [
  ['bin', {}],
  ['record-type/PUBLIC', {}],
  ['account-type', { accountType: 'EXTERNAL', source: 'SIS' }],
]
const outcome = async (visitor: Visitor, user: { id: number }) => {
  const answers: [string, number][] = []
  for (const [at, typed] of acts) answers.push([at, (await visitor.post(`/users/${user.id}/${at}`, typed)).status])
  return answers
}
const refused = (status: number) => acts.map(([at]) => [at, status])

async function signedIn(app: TestApp, id: string): Promise<Visitor> {
  const visitor = app.visitor()
  expect((await visitor.signIn(id)).status).toBe(303)
  return visitor
}

const untouched = async (app: TestApp, user: { id: number }) => {
  const { binnedAt, recordType, accountType } = await recordOf(app, user)
  expect([binnedAt, recordType, accountType]).toEqual([null, 'STAFF', 'INTERNAL'])
}

it.each(['administrator', 'userAdministrator', 'manager'] as const)('nobody does it to themselves: %s', async (person) => {
  const app = await testApp({ people: [person] })
  const visitor = await app.as(person)
  const me = known(app.people[person])
  expect(await outcome(visitor, me)).toEqual(refused(403))
  expect((await visitor.get(`/users/${me.id}/bin`)).text).toContain('This is you.')
  await untouched(app, me)
})

it.each(['userAdministrator', 'manager'] as const)('nobody does it to somebody stronger: %s', async (person) => {
  const app = await testApp({ people: [person] })
  const visitor = await app.as(person)
  const ada = known(app.people.administrator)
  expect(await outcome(visitor, ada)).toEqual(refused(403))
  expect((await visitor.get(`/users/${ada.id}/bin`)).text).toContain('This user is staff, with rights that you do not have')
  expect(await actsOf(app, ada)).toHaveLength((await actsOf(app, ada)).filter(({ action }) => !/bin|type/.test(action)).length)
  await untouched(app, ada)
})

it('nobody brings back, or erases, somebody stronger than themselves', async () => {
  const app = await testApp({ people: ['manager', 'administrator'] })
  const second = await makeStaff(app, { values: { primaryId: 'boss' } }, [{ role: 26 }])
  await toBin(app, second)
  const max = await app.as('manager')
  const url = `/users/${second.id}/bin`
  const page = await max.get(url)
  expect(page.text).toContain('This user is staff, with rights that you do not have')
  expect(page.$('main form')).toHaveLength(0)
  expect((await max.post(`${url}/restoration`, {})).status).toBe(403)
  expect((await max.post(`${url}/erasure`, { primaryId: 'boss' })).status).toBe(403)
  expect((await recordOf(app, second)).binnedAt).not.toBeNull()
  const ada = await app.as('administrator')
  expect((await ada.post(`${url}/restoration`, {})).status).toBe(303)
})

it('two administrators who end each other at once: one stays', async () => {
  for (const [at, typed] of acts.filter(([act]) => act !== 'record-type/PUBLIC')) {
    const app = await testApp()
    const second = await makeStaff(app, { values: { primaryId: 'boss' } }, [{ role: 26 }, { role: 50 }])
    const [ada, boss] = [await app.as('administrator'), await signedIn(app, 'boss')]
    const tokens = [await ada.token(), await boss.token()]
    const answers = await Promise.all([
      ada.post(`/users/${second.id}/${at}`, { ...typed, _csrf: tokens[0] ?? '' }),
      boss.post(`/users/${known(app.people.administrator).id}/${at}`, { ...typed, _csrf: tokens[1] ?? '' }),
    ])
    const done = answers.filter(({ status, location }) => status === 303 && !location.startsWith('/sign-in'))
    expect([at, done.length]).toEqual([at, 1])
    const left = await Promise.all([second, known(app.people.administrator)].map((user) => recordOf(app, user)))
    expect(left.filter(({ binnedAt, accountType }) => binnedAt === null && accountType === 'INTERNAL')).toHaveLength(1)
  }
})

it('the last administrator stays, even for a command', async () => {
  const app = await testApp()
  const ada = known(app.people.administrator)
  await expect(toBin(app, ada)).rejects.toThrow('This is the last administrator who can always sign in.')
  await untouched(app, ada)
})

it('a manager of one library moves patrons, and no type of anybody', async () => {
  const app = await testApp()
  await makeLibraries(app.db)
  await makeStaff(app, { values: { primaryId: 'lou' } }, [{ role: 21, scope: 'SCI' }])
  const lou = await signedIn(app, 'lou')
  const wide = await makeStaff(app, { values: { primaryId: 'wide' } }, [{ role: 32 }])
  expect(await outcome(lou, wide)).toEqual(refused(403))
  await untouched(app, wide)
  const patron = await app.makeUser({ values: { primaryId: 'p', firstName: 'P', lastName: 'P', recordType: 'STAFF' } })
  expect(await outcome(lou, patron)).toEqual([
    ['bin', 303],
    ['record-type/PUBLIC', 409],
    ['account-type', 409],
  ])
  const other = await app.makeUser({ values: { primaryId: 'q', firstName: 'Q', lastName: 'Q', recordType: 'STAFF' } })
  for (const [at, typed] of acts.slice(1)) expect((await lou.post(`/users/${other.id}/${at}`, typed)).status).toBe(403)
})

it('whoever may not change restricted users moves none of them', async () => {
  const app = await testApp()
  await makeStaff(app, { values: { primaryId: 'rex' } }, [{ role: 21, cantEditRestricted: true }])
  await restrict(app, 'restricted_groups', 'FACULTY')
  const rex = await signedIn(app, 'rex')
  const values = { primaryId: 'f', firstName: 'F', lastName: 'F', recordType: 'STAFF', userGroup: 'FACULTY' }
  const user = await app.makeUser({ values })
  expect(await outcome(rex, user)).toEqual(refused(403))
  await untouched(app, user)
  await toBin(app, user)
  expect((await rex.post(`/users/${user.id}/bin/restoration`, {})).status).toBe(403)
  expect((await rex.post(`/users/${user.id}/bin/erasure`, { primaryId: 'f' })).status).toBe(403)
})

it('nothing happens by GET, or without a token', async () => {
  const app = await testApp()
  const ada = await app.as('administrator')
  const user = await made(app)
  for (const [at, typed] of acts) {
    await ada.get(`/users/${user.id}/${at}?${new URLSearchParams(typed)}`)
    expect((await ada.post(`/users/${user.id}/${at}`, { ...typed, _csrf: 'forged' })).status).toBe(403)
  }
  await untouched(app, user)
  await toBin(app, user)
  for (const at of ['restoration', 'erasure']) {
    await ada.get(`/users/${user.id}/bin/${at}?primaryId=staff`)
    expect((await ada.post(`/users/${user.id}/bin/${at}`, { primaryId: 'staff', _csrf: 'forged' })).status).toBe(403)
  }
  expect((await recordOf(app, user)).binnedAt).not.toBeNull()
})

async function made(app: TestApp): Promise<User> {
  const user = await app.makeUser({ values: { primaryId: 'staff', firstName: 'S', lastName: 'S', recordType: 'STAFF' } })
  await app.db.write((tx) => grantRole(tx, setUpActor(app.clock), user, { role: 32 }))
  return user
}
