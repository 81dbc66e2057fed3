import { expect, it } from 'vitest'
import { createAdministrator } from '#set-up/set-up.ts'
import { commandActor } from '#sign-in/actor.ts'
import type { TestApp } from '#test/app.ts'
import type { NewUser } from '#users/record/create.ts'
import { createUser } from '#users/record/create.ts'
import { changeProfile } from '#users/user-roles/profiles.ts'
import { everyRule } from '#users/user-roles/rules.queries.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import { endRole } from '#users/user-roles/user-roles.ts'
import { mustBeNamed } from '#users/users.queries.ts'
import { actsOf as actsOn, known } from '../users/records.ts'
import { toSignIn } from '../users/user-roles/house.ts'
import { actorOf, actsOf, house, makeProfile, makeRule, role, rules } from './house.ts'

let made = 0
/** Somebody new, created by one of the cast; what they were given. */
async function newcomer(app: TestApp, values: NewUser['values'], by = app.people.administrator) {
  made += 1
  const actor = await actorOf(app, by)
  const names = { primaryId: `new${made}`, firstName: 'Nia', lastName: `New ${made}` }
  const user = await app.db.write((tx) => createUser(tx, actor, { values: { ...names, ...values } }))
  const roles = await userRolesOf(app.db.read, user.id)
  return { user, roles, given: roles.map((one) => [one.role, one.scope, one.expiryDate]) }
}
const patron = [200, 'INSTITUTION', null]

it('works: a rule is added, edited, disabled and removed, with its history', async () => {
  const { app, visitor } = await house()
  expect((await visitor.get(rules)).text).toContain('A rule gives a profile: add one first.')
  const desk = await makeProfile(app, 'Desk', [role(32)])
  const typed = { name: 'Desk staff', recordType: 'STAFF', jobCategory: '', profileId: String(desk), enabled: 'on' }
  const saved = await visitor.submit(await visitor.get(`${rules}/new`), 'Save', typed)
  expect([saved.status, saved.location]).toEqual([303, rules])
  const page = await visitor.get(rules)
  expect(page.rows('Role assignment rules')[0]?.slice(0, 5)).toEqual([
    'Desk staff',
    'Staff',
    'Desk',
    'Enabled',
    'Ada Administrator',
  ])
  const edit = await visitor.get(`${rules}/1/edit`)
  expect(edit.formOf('Save').values).toMatchObject({ name: 'Desk staff', recordType: 'STAFF', profileId: '1', enabled: 'on' })
  await visitor.submit(edit, 'Save', { name: 'All staff', enabled: '' })
  expect(await everyRule(app.db.read)).toMatchObject([{ name: 'All staff', enabled: false, version: 2 }])
  expect((await visitor.submit(await visitor.get(`${rules}/1/removal`), 'Remove All staff')).status).toBe(303)
  expect(await everyRule(app.db.read)).toEqual([])
  expect((await actsOf(app, 'rule', 1)).map(({ action, fields }) => [action, fields])).toEqual([
    ['removed', ['name', 'recordType', 'profileId', 'enabled', 'position']],
    ['changed', ['name', 'enabled']],
    ['created', ['name', 'recordType', 'profileId', 'enabled']],
  ])
})

it('works: the first enabled rule whose conditions all hold gives its profile, by whoever creates', async () => {
  const { app } = await house()
  await app.as('deskOperator')
  const staff = await makeProfile(app, 'Staff', [
    role(32, { scope: 'MAIN', parameters: { CirculationDesk: 'MAIN-DESK' }, days: 30 }),
  ])
  const student = await makeProfile(app, 'Student', [role(200, { days: 365 }), role(51)])
  await makeRule(app, { name: 'Off', profileId: student, enabled: false })
  await makeRule(app, { name: 'Staff', recordType: 'STAFF', profileId: staff })
  await makeRule(app, { name: 'Students', recordType: 'PUBLIC', userGroup: 'UNDERGRAD', profileId: student })
  const worker = await newcomer(app, { recordType: 'STAFF' }, app.people.deskOperator)
  expect(worker.given).toEqual([[32, 'MAIN', '2026-12-22']])
  expect(worker.roles[0]).toMatchObject({
    profileId: staff,
    grantedBy: 'Otto Operator',
    parameters: { CirculationDesk: 'MAIN-DESK' },
  })
  const [created] = await actsOn(app, worker.user)
  expect(created?.items.filter(({ part }) => part === 'role').map(({ field, after }) => [field, after])).toEqual([
    ['role', 32],
    ['scope', 'MAIN'],
    ['status', 'ACTIVE'],
    ['expiryDate', '2026-12-22'],
    ['circulationDesk', 'MAIN-DESK'],
  ])
  const groups = { recordType: 'PUBLIC', userGroup: 'UNDERGRAD' }
  expect((await newcomer(app, groups)).given).toEqual([
    [200, 'INSTITUTION', '2027-11-22'],
    [51, 'INSTITUTION', null],
  ])
  expect((await newcomer(app, { recordType: 'PUBLIC', userGroup: null })).given).toEqual([patron])
})

it('works: an empty profile gives nothing, Patron stays for the Public, a contact gets nothing', async () => {
  const { app } = await house()
  const nothing = await makeProfile(app, 'Nothing', [])
  await makeRule(app, { profileId: nothing })
  expect((await newcomer(app, { recordType: 'STAFF' })).given).toEqual([])
  expect((await newcomer(app, { recordType: 'PUBLIC' })).given).toEqual([patron])
  expect((await newcomer(app, { recordType: 'CONTACT', userGroup: null })).given).toEqual([])
})

it('works: whose author may no longer give its roles gives nothing beyond Patron, and the list says so', async () => {
  const { app, visitor } = await house()
  await app.as('userAdministrator')
  const ulla = known(app.people.userAdministrator)
  const profile = await makeProfile(app, 'Desk', [role(200, { days: 10 }), role(50)], ulla)
  await makeRule(app, { profileId: profile }, ulla)
  expect((await newcomer(app, { recordType: 'STAFF' })).given).toHaveLength(2)
  const actor = await actorOf(app, app.people.administrator)
  const [held] = await userRolesOf(app.db.read, ulla.id)
  await app.db.write((tx) => endRole(tx, actor, ulla, held?.id ?? 0))
  expect((await newcomer(app, { recordType: 'STAFF' })).given).toEqual([[200, 'INSTITUTION', '2026-12-02']])
  const page = await visitor.get(rules)
  expect(page.rows('Role assignment rules')[0]?.slice(0, 4)).toEqual([
    'A ruleIts author Ulla Useradmin may no longer give these roles. It gives nothing beyond Patron.',
    'Every new user',
    'Desk',
    'Without effect',
  ])
  const saved = await visitor.submit(await visitor.get(`${rules}/1/edit`), 'Save')
  expect(saved.status).toBe(303)
  expect((await newcomer(app, { recordType: 'STAFF' })).given).toHaveLength(2)
})

it('works: rules are moved, and the try-out tells which one holds, why not the others, and what it gives', async () => {
  const { app, visitor } = await house()
  const one = await makeProfile(app, 'One', [role(32)])
  const two = await makeProfile(app, 'Two', [role(9002)])
  await makeRule(app, { name: 'First', recordType: 'STAFF', profileId: one })
  await makeRule(app, { name: 'Second', profileId: two })
  await makeRule(app, { name: 'Third', profileId: two, enabled: false })
  const tried = await visitor.get(`${rules}/try?recordType=STAFF`)
  expect(tried.rows('Rules in their order').map((cells) => cells[2])).toEqual(['Holds', 'An earlier rule holds', 'Disabled'])
  expect(tried.rows('Roles given')).toEqual([['Circulation Desk Operator', 'Institution', '—']])
  const other = await visitor.get(`${rules}/try?recordType=PUBLIC&userGroup=UNDERGRAD`)
  expect(other.rows('Rules in their order').map((cells) => cells[2])).toEqual(['Another record type', 'Holds', 'Disabled'])
  expect(other.rows('Roles given').map((cells) => cells[0])).toEqual(['Fulfillment Services Operator', 'Patron'])
  const contact = await visitor.get(`${rules}/try?recordType=CONTACT`)
  expect(contact.text).toContain('No role is given.')
  expect((await visitor.post(rules, { act: 'up 2' })).status).toBe(303)
  expect((await everyRule(app.db.read)).map(({ name }) => name)).toEqual(['Second', 'First', 'Third'])
  expect((await visitor.post(rules, { act: 'up 2' })).status).toBe(303)
  expect((await visitor.post(rules, { act: 'sideways 2' })).status).toBe(303)
  expect((await everyRule(app.db.read)).map(({ name }) => name)).toEqual(['Second', 'First', 'Third'])
  expect((await newcomer(app, { recordType: 'STAFF' })).given).toEqual([[9002, 'INSTITUTION', null]])
})

it('works: an administrator made on the machine gets the roles of administrators, whatever the rules', async () => {
  const { app } = await house()
  const profile = await makeProfile(app, 'Desk', [role(26, { days: 1 }), role(50, { days: 1 })])
  await makeRule(app, { profileId: profile })
  const made = { primaryId: 'root', firstName: 'R', lastName: 'T', passwordHash: 'none' }
  await app.db.write((tx) => createAdministrator(tx, commandActor('create-admin', app.clock), made))
  const user = await mustBeNamed(app.db.read, 'root')
  const roles = await userRolesOf(app.db.read, user.id)
  expect(roles.map((one) => [one.role, one.expiryDate])).toEqual([
    [26, null],
    [50, null],
  ])
})

it('works: a change of the profile counts for the next new user', async () => {
  const { app } = await house()
  const actor = await actorOf(app, app.people.administrator)
  const profile = await makeProfile(app, 'Desk', [role(32)])
  await makeRule(app, { profileId: profile })
  expect((await newcomer(app, { recordType: 'STAFF' })).given).toEqual([[32, 'INSTITUTION', null]])
  await app.db.write((tx) => changeProfile(tx, actor, profile, { roles: [role(51)] }))
  expect((await newcomer(app, { recordType: 'STAFF' })).given).toEqual([[51, 'INSTITUTION', null]])
})

it.each([
  [{ name: '' }, 'Name', 'Name is required. Enter it.'],
  [{ profileId: '' }, 'Profile', 'Profile is required. Choose one of the list.'],
  [{ profileId: '77' }, 'Profile', 'Profile is required. Choose one of the list.'],
  [{ recordType: 'CONTACT' }, 'Record type', 'Record type must be Staff or Public, or empty for both.'],
  [{ userGroup: 'NOBODY' }, 'User group', 'There is no NOBODY. Choose one of the list.'],
  [{ jobCategory: 'X' }, 'Job category', 'There is no X. Choose one of the list.'],
] as const)('refused: %j, and the typing is kept', async (typed, label, message) => {
  const { app, visitor } = await house()
  const profileId = String(await makeProfile(app, 'Desk', [role(32)]))
  const form = await visitor.get(`${rules}/new`)
  const page = await visitor.submit(form, 'Save', { name: 'Kept', profileId, ...typed })
  expect([page.status, page.problems, page.field(label).error]).toEqual([422, [message], message])
  if (!('name' in typed)) expect(page.field('Name').value).toBe('Kept')
  expect(await everyRule(app.db.read)).toEqual([])
})

it('signed out: goes to Sign in', async () => {
  const { app } = await house()
  for (const path of ['', '/new', '/1/edit', '/try'])
    expect((await app.visitor().get(rules + path)).location).toMatch(/^\/sign-in/)
  expect(toSignIn(await app.visitor().post(rules, { act: 'up 1' }))).toEqual([303, '/sign-in'])
})

it.each(['manager', 'deskOperator'] as const)('not allowed: a %s, who does not configure', async (person) => {
  const { app, visitor } = await house(person)
  await makeRule(app, { profileId: await makeProfile(app, 'Desk', []) })
  for (const path of ['', '/new', '/1/edit', '/try']) expect((await visitor.get(rules + path)).status).toBe(403)
  for (const path of ['', '/new', '/1/edit', '/1/removal'])
    expect((await visitor.post(rules + path, { act: 'up 1' })).status).toBe(403)
  expect(await everyRule(app.db.read)).toHaveLength(1)
})

it('not there: a rule that never was', async () => {
  const { visitor } = await house()
  for (const path of ['/9/edit', '/9/removal', '/x/edit'])
    expect([path, (await visitor.get(rules + path)).status]).toEqual([path, 404])
  expect((await visitor.post(rules, { act: 'up 9' })).status).toBe(409)
})

it('two at once: other fields are kept, the same field is asked about, a removed rule is told', async () => {
  const { app, visitor } = await house()
  const ulla = await app.as('userAdministrator')
  await makeRule(app, { profileId: await makeProfile(app, 'Desk', [role(32)]) })
  const url = `${rules}/1/edit`
  const mine = await visitor.get(url)
  await ulla.submit(await ulla.get(url), 'Save', { recordType: 'STAFF' })
  expect((await visitor.submit(mine, 'Save', { name: 'Mine' })).status).toBe(303)
  expect((await everyRule(app.db.read))[0]).toMatchObject({ name: 'Mine', recordType: 'STAFF', authorName: 'Ada Administrator' })
  const late = await visitor.get(url)
  await ulla.submit(await ulla.get(url), 'Save', { name: 'Theirs' })
  const asked = await visitor.submit(late, 'Save', { name: 'Later' })
  expect([asked.status, asked.$('.trouble-notice').text()]).toEqual([409, expect.stringMatching(/Later[\s\S]*Theirs/)])
  await ulla.post(`${rules}/1/removal`, {})
  const gone = await visitor.submit(late, 'Save', { name: 'Later' })
  expect([gone.status, gone.field('Name').value]).toEqual([409, 'Later'])
  expect((await visitor.post(`${rules}/1/removal`, {})).status).toBe(303)
})
