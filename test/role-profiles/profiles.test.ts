import { expect, it } from 'vitest'
import { everyProfile } from '#users/user-roles/profiles.queries.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import { toSignIn } from '../users/user-roles/house.ts'
import { actsOf, house, makeProfile, makeRule, profiles, profilesOf, role } from './house.ts'

it('works: a profile is added, gets roles with desk and days, and tells its history', async () => {
  const { app, visitor } = await house()
  const empty = await visitor.get(profiles)
  expect([empty.heading, empty.text.includes('No profile yet')]).toEqual(['Profiles', true])
  const made = await visitor.submit(await visitor.get(`${profiles}/new`), 'Save', { name: ' Desk ', description: 'Students' })
  const url = made.location
  expect([made.status, url]).toEqual([303, `${profiles}/1`])
  expect((await visitor.get(url)).heading).toBe('Desk')
  const form = await visitor.get(`${url}/roles/new`)
  const typed = { role: '32', scope: 'MAIN', circulationDesk: 'MAIN-DESK', days: '365', cantEditRestricted: 'on' }
  expect((await visitor.submit(form, 'Add', typed)).location).toBe(url)
  const page = await visitor.get(url)
  expect(page.flash).toBe('1 role was put in.')
  expect(page.rows('Roles').map((cells) => cells.slice(0, 3))).toEqual([
    ['Circulation Desk OperatorMain desk · Changes nothing of restricted users', 'Main library', '365 days'],
  ])
  const [profile] = await everyProfile(app.db.read)
  expect(profile).toMatchObject({ name: 'Desk', description: 'Students', authorName: 'Ada Administrator', version: 2 })
  expect(profile?.roles).toEqual([
    { role: 32, scope: 'MAIN', parameters: { CirculationDesk: 'MAIN-DESK', CantEditRestrictedUsers: true }, days: 365 },
  ])
  const activity = await visitor.get('/activity?subject=profile')
  expect(activity.text).toContain(
    'Circulation Desk Operator · Main library · Main desk · Changes nothing of restricted users · 365 days',
  )
  expect(await actsOf(app, 'profile', 1)).toEqual([
    { action: 'changed', by: 'Ada Administrator', fields: ['roles'] },
    { action: 'created', by: 'Ada Administrator', fields: ['name', 'description', 'roles'] },
  ])
})

it('works: several roles at once, one is changed, one taken out, and the profile duplicated', async () => {
  const { app, visitor } = await house()
  const id = await makeProfile(app, 'Desk', [role(200)])
  const url = `${profiles}/${id}`
  const body = `_csrf=${await visitor.token()}&role=32&more=9001&more=51&scope=INSTITUTION&days=30`
  expect((await visitor.post(`${url}/roles/new`, body)).status).toBe(303)
  expect(await profilesOf(app)).toEqual([['Desk', [200, 32, 9001, 51]]])
  const edit = await visitor.get(`${url}/roles/32/INSTITUTION/edit`)
  expect(edit.field('Days').value).toBe('30')
  await visitor.submit(edit, 'Save', { days: '' })
  expect((await everyProfile(app.db.read))[0]?.roles[1]).toEqual(role(32))
  const question = await visitor.get(`${url}/roles/51/INSTITUTION/removal`)
  expect((await visitor.submit(question, 'Remove Requests Operator')).status).toBe(303)
  const copy = await visitor.submit(await visitor.get(`${url}/duplicate`), 'Save')
  expect((await visitor.get(copy.location)).heading).toBe('Desk (copy)')
  expect(await profilesOf(app)).toEqual([
    ['Desk', [200, 32, 9001]],
    ['Desk (copy)', [200, 32, 9001]],
  ])
})

it('works: a removed profile leaves the roles that came from it where they are', async () => {
  const { app, visitor } = await house()
  const id = await makeProfile(app, 'Desk', [role(32)])
  const ana = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee', recordType: 'STAFF' } })
  await visitor.post(`/users/${ana.id}/general/roles/profile`, { profile: String(id) })
  expect((await userRolesOf(app.db.read, ana.id))[0]).toMatchObject({ role: 32, profileId: id, grantedBy: 'Ada Administrator' })
  const done = await visitor.submit(await visitor.get(`${profiles}/${id}/removal`), 'Remove Desk')
  expect((await visitor.get(done.location)).flash).toBe('Removed Desk.')
  expect((await userRolesOf(app.db.read, ana.id))[0]).toMatchObject({ role: 32, profileId: null, status: 'ACTIVE' })
  expect((await actsOf(app, 'profile', id))[0]).toEqual({
    action: 'removed',
    by: 'Ada Administrator',
    fields: ['name', 'roles'],
  })
})

it.each([
  ['new', { name: '' }, 'Name', 'Name is required. Enter it.'],
  ['new', { name: 'DESK ' }, 'Name', 'Another profile is called DESK. Choose another name.'],
  ['new', { name: 'x'.repeat(256) }, 'Name', 'Keep Name to 255 characters.'],
  ['1/edit', { name: ' ' }, 'Name', 'Name is required. Enter it.'],
  ['1/roles/new', { role: '' }, 'Role', 'Role is required. Choose one.'],
  ['1/roles/new', { role: '200' }, 'Role', 'Patron is in this profile already, with the same scope.'],
  ['1/roles/new', { role: '32', days: 'many' }, 'Days', 'Days must be a whole number from 1 to 36,500, or empty for no end.'],
  ['1/roles/new', { role: '32', days: '0' }, 'Days', 'Days must be a whole number from 1 to 36,500, or empty for no end.'],
  ['1/roles/new', { role: '32', scope: 'NOWHERE' }, 'Scope', 'There is no scope NOWHERE.'],
  [
    '1/roles/200/INSTITUTION/edit',
    { days: '99999' },
    'Days',
    'Days must be a whole number from 1 to 36,500, or empty for no end.',
  ],
] as const)('refused: %s with %j, and the typing is kept', async (address, typed, label, message) => {
  const { app, visitor } = await house()
  await makeProfile(app, 'Desk', [role(200)])
  const form = await visitor.get(`${profiles}/${address}`)
  const page = await visitor.submit(form, address.endsWith('roles/new') ? 'Add' : 'Save', { ...typed })
  expect([page.status, page.problems, page.field(label).error]).toEqual([422, [message], message])
  for (const [name, value] of Object.entries(typed)) {
    const control = page.$(`#row [name=${name}]`)
    if (control.is('input')) expect(control.val()).toBe(value)
  }
  expect(await profilesOf(app)).toEqual([['Desk', [200]]])
})

it('refused: a desk of another library, and a profile that a rule gives is not removed', async () => {
  const { app, visitor } = await house()
  const id = await makeProfile(app, 'Desk', [role(200)])
  const typed = { role: '32', scope: 'SCI', circulationDesk: 'MAIN-DESK' }
  const page = await visitor.submit(await visitor.get(`${profiles}/1/roles/new`), 'Add', typed)
  expect([page.status, page.field('Circulation desk').value]).toEqual([422, 'MAIN-DESK'])
  expect(page.problems).toEqual(['Main desk belongs to another library than the role. Choose one of its own.'])
  await makeRule(app, { profileId: id })
  const kept = await visitor.submit(await visitor.get(`${profiles}/1/removal`), 'Remove Desk')
  expect([kept.status, kept.problems]).toEqual([422, ['Desk is given by a rule. Change or remove the rule first.']])
  expect(await profilesOf(app)).toHaveLength(1)
})

it('signed out: goes to Sign in', async () => {
  const { app } = await house()
  await makeProfile(app, 'Desk', [])
  for (const path of ['', '/new', '/1', '/1/edit', '/1/roles/new'])
    expect((await app.visitor().get(profiles + path)).location).toMatch(/^\/sign-in/)
  expect(toSignIn(await app.visitor().post(`${profiles}/new`, { name: 'X' }))).toEqual([303, '/sign-in'])
})

it.each(['manager', 'deskOperator', 'viewer'] as const)('not allowed: a %s, who does not configure', async (person) => {
  const { app, visitor } = await house(person)
  await makeProfile(app, 'Desk', [role(200)])
  for (const path of ['', '/new', '/1', '/1/edit']) expect((await visitor.get(profiles + path)).status).toBe(403)
  expect((await visitor.post(`${profiles}/new`, { name: 'X' })).status).toBe(403)
  expect((await visitor.post(`${profiles}/1/removal`, {})).status).toBe(403)
  expect(await profilesOf(app)).toEqual([['Desk', [200]]])
})

it('not there: a profile and a role that never were', async () => {
  const { app, visitor } = await house()
  await makeProfile(app, 'Desk', [role(200)])
  for (const path of ['/99', '/99/edit', '/99/removal', '/99/roles/new', '/1/roles/32/INSTITUTION/edit', '/x'])
    expect([path, (await visitor.get(profiles + path)).status]).toEqual([path, 404])
})

it('two at once: other fields are kept, the same field is asked about, and whoever comes late is told', async () => {
  const { app, visitor } = await house()
  const ulla = await app.as('userAdministrator')
  const id = await makeProfile(app, 'Desk', [role(32)])
  const url = `${profiles}/${id}`
  const mine = await visitor.get(`${url}/edit`)
  await ulla.submit(await ulla.get(`${url}/edit`), 'Save', { description: 'Theirs' })
  expect((await visitor.submit(mine, 'Save', { name: 'Counter' })).status).toBe(303)
  expect((await everyProfile(app.db.read))[0]).toMatchObject({ name: 'Counter', description: 'Theirs' })

  const late = await visitor.get(`${url}/edit`)
  await ulla.submit(await ulla.get(`${url}/edit`), 'Save', { name: 'Front desk' })
  const asked = await visitor.submit(late, 'Save', { name: 'Back desk' })
  expect([asked.status, asked.$('.trouble-notice').text()]).toEqual([409, expect.stringMatching(/Back desk[\s\S]*Front desk/)])

  const edit = await visitor.get(`${url}/roles/32/INSTITUTION/edit`)
  await ulla.submit(await ulla.get(`${url}/roles/32/INSTITUTION/edit`), 'Save', { days: '10' })
  const told = await visitor.submit(edit, 'Save', { days: '20' })
  expect([told.status, told.field('Days').value]).toEqual([409, '20'])
  expect(told.text).toContain('Ulla Useradmin saved this profile since you opened it')
  expect((await visitor.submit(told, 'Save')).status).toBe(303)
  expect((await everyProfile(app.db.read))[0]?.roles[0]?.days).toBe(20)

  const gone = await visitor.get(`${url}/roles/32/INSTITUTION/edit`)
  await ulla.post(`${url}/roles/32/INSTITUTION/removal`, {})
  const kept = await visitor.submit(gone, 'Save', { days: '30' })
  expect([kept.status, kept.field('Days').value]).toEqual([409, '30'])
  await ulla.post(`${url}/removal`, {})
  expect((await visitor.submit(late, 'Save', { name: 'X' })).status).toBe(409)
  expect((await visitor.post(`${url}/removal`, {})).status).toBe(303)
})
