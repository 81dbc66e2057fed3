import { expect, it } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { createUser } from '#users/record/create.ts'
import { addProfile, changeProfile } from '#users/user-roles/profiles.ts'
import { everyRule } from '#users/user-roles/rules.queries.ts'
import { addRule } from '#users/user-roles/rules.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { known } from '../users/records.ts'
import { ana, heldBy, rolesOf } from '../users/user-roles/house.ts'
import { actorOf, house, makeProfile, makeRule, profiles, profilesOf, role, rules } from './house.ts'

const tooMuch = 'permits more than your own roles do, so you can neither give nor take it.'

/** A library with somebody of these roles signed in beside the administrator, and Ana. */
async function someone(roles: Parameters<typeof makeStaff>[2]) {
  const { app } = await house()
  const me = await makeStaff(app, { values: { primaryId: 'sam' } }, roles)
  const sam = app.visitor()
  await sam.signIn('sam')
  return { app, me, sam, user: await app.makeUser(ana) }
}

const created = async (app: TestApp, by: Parameters<typeof actorOf>[1], id: string) => {
  const actor = await actorOf(app, by)
  const values = { primaryId: id, firstName: 'Nia', lastName: 'New', recordType: 'STAFF' }
  return rolesOf(app, await app.db.write((tx) => createUser(tx, actor, { values })))
}

it('a profile takes no role beyond its author: by form, by changed parameter, by duplicating, by rename', async () => {
  const { app, visitor: ulla } = await house('userAdministrator')
  const own = await makeProfile(app, 'Own', [role(200)], app.people.userAdministrator)
  await app.as('administrator')
  const strong = await makeProfile(app, 'Strong', [role(26)])
  const url = `${profiles}/${own}`
  for (const more of ['', '&cantEditRestricted=on', '&scope=MAIN']) {
    const page = await ulla.post(`${url}/roles/new`, `_csrf=${await ulla.token()}&role=26${more}`)
    expect([page.status, page.text.includes(tooMuch)]).toEqual([403, true])
  }
  expect((await ulla.post(`${url}/roles/new`, `_csrf=${await ulla.token()}&role=32&more=26`)).status).toBe(403)
  await ulla.post(`${url}/edit`, { name: 'Own', roles: '26', authorId: '1', 'roles[0][role]': '26' })
  for (const act of ['edit', 'duplicate', 'roles/new', 'roles/26/INSTITUTION/edit', 'roles/26/INSTITUTION/removal']) {
    expect([act, (await ulla.get(`${profiles}/${strong}/${act}`)).status]).toEqual([act, 403])
    expect([act, (await ulla.post(`${profiles}/${strong}/${act}`, { name: 'X', role: '9002' })).status]).toEqual([act, 403])
  }
  expect((await ulla.get(`${profiles}/${strong}`)).text).toContain('you can look at this profile, not change it')
  expect(await profilesOf(app)).toEqual([
    ['Own', [200]],
    ['Strong', [26]],
  ])
})

it('a rule gives no profile beyond its author, and a weaker one neither edits nor moves a stronger rule', async () => {
  const { app, visitor: ulla } = await house('userAdministrator')
  await app.as('administrator')
  const strong = await makeProfile(app, 'Strong', [role(26)])
  const weak = await makeProfile(app, 'Weak', [role(200)])
  const typed = { name: 'Raise', profileId: String(strong), enabled: 'on' }
  expect((await ulla.post(`${rules}/new`, typed)).status).toBe(403)
  const mine = await makeRule(app, { name: 'Mine', profileId: weak }, app.people.userAdministrator)
  expect((await ulla.post(`${rules}/${mine}/edit`, typed)).status).toBe(403)
  const theirs = await makeRule(app, { name: 'Theirs', profileId: strong })
  expect((await ulla.get(`${rules}/${theirs}/edit`)).status).toBe(403)
  expect((await ulla.post(`${rules}/${theirs}/edit`, { ...typed, profileId: String(strong) })).status).toBe(403)
  for (const act of [`up ${theirs}`, `down ${mine}`]) expect((await ulla.post(rules, { act })).status).toBe(403)
  expect((await everyRule(app.db.read)).map(({ name, authorName }) => [name, authorName])).toEqual([
    ['Mine', 'Ulla Useradmin'],
    ['Theirs', 'Ada Administrator'],
  ])
})

it('what a strong author put into the profile of a weaker rule is not given by that rule', async () => {
  const { app } = await house('userAdministrator')
  await app.as('administrator')
  const ulla = app.people.userAdministrator
  const profile = await makeProfile(app, 'Desk', [role(32)], ulla)
  await makeRule(app, { profileId: profile }, ulla)
  expect(await created(app, ulla, 'n1')).toEqual([[32, 'ACTIVE']])
  const ada = await actorOf(app, app.people.administrator)
  await app.db.write((tx) => changeProfile(tx, ada, profile, { roles: [role(32), role(26)] }))
  expect(await created(app, ulla, 'n2')).toEqual([])
})

it('a strong profile is refused to a weak hand as a whole, and by rule it is its author who gives', async () => {
  const { app, sam, user, me } = await someone([{ role: 21 }])
  const profile = await makeProfile(app, 'Strong', [role(32), role(50)])
  const url = `/users/${user.id}/general/roles/profile`
  const shown = await sam.get(`${url}?profile=${profile}`)
  expect(shown.rows('Roles that would be given').map((cells) => cells[3])).toEqual([
    'Will be given',
    `Left outUser Administrator ${tooMuch}`,
  ])
  expect(shown.$('#give')).toHaveLength(0)
  expect((await sam.post(url, { profile: String(profile) })).status).toBe(403)
  expect(await rolesOf(app, user)).toEqual([])
  await makeRule(app, { recordType: 'STAFF', profileId: profile })
  expect(await created(app, me, 'n1')).toEqual([
    [32, 'ACTIVE'],
    [50, 'ACTIVE'],
  ])
})

it('copying gives only what one may give, and nothing to oneself', async () => {
  const { app, sam, user, me } = await someone([{ role: 21 }])
  const url = `/users/${user.id}/general/roles/copy`
  const shown = await sam.get(`${url}?from=ada`)
  expect(shown.rows('Roles that would be given').map((cells) => cells[0])).toEqual([
    'General System Administrator',
    'User Administrator',
  ])
  expect((await sam.post(url, { from: 'ada' })).status).toBe(422)
  expect(await rolesOf(app, user)).toEqual([])
  for (const act of ['copy', 'profile']) {
    const own = `/users/${me.id}/general/roles/${act}`
    expect((await sam.get(own)).status).toBe(403)
    expect((await sam.post(own, { from: 'ada', profile: '1' })).status).toBe(403)
  }
  expect(await rolesOf(app, me)).toEqual([[21, 'ACTIVE']])
})

it('a manager of one library gives of a profile and of another user only what is of that library', async () => {
  const { app, sam, user } = await someone([{ role: 21, scope: 'SCI' }])
  const mixed = await makeProfile(app, 'Mixed', [role(32, { scope: 'SCI' }), role(32, { scope: 'MAIN' })])
  const other = await makeProfile(app, 'Other', [role(32, { scope: 'MAIN' })])
  const pure = await makeProfile(app, 'Pure', [role(32, { scope: 'SCI' }), role(200)])
  const url = `/users/${user.id}/general/roles`
  for (const id of [mixed, other]) expect((await sam.post(`${url}/profile`, { profile: String(id) })).status).toBe(403)
  expect(await rolesOf(app, user)).toEqual([])
  await makeStaff(app, { values: { primaryId: 'lu' } }, [
    { role: 9001, scope: 'SCI' },
    { role: 9001, scope: 'MAIN' },
  ])
  expect((await sam.post(`${url}/copy`, { from: 'lu' })).status).toBe(303)
  expect(await heldBy(app, user)).toMatchObject([{ role: 9001, scope: 'SCI' }])
  expect((await sam.post(`${url}/profile`, { profile: String(pure) })).status).toBe(303)
  expect((await heldBy(app, user)).map(({ role: code, scope }) => [code, scope])).toEqual([
    [9001, 'SCI'],
    [32, 'SCI'],
    [200, 'INSTITUTION'],
  ])
})

it('who changes nothing of restricted users hands on no role without that limit', async () => {
  const { app, sam, user, me } = await someone([{ role: 50, cantEditRestricted: true }])
  const free = await makeProfile(app, 'Free', [role(32)])
  const url = `/users/${user.id}/general/roles/profile`
  expect((await sam.post(url, { profile: String(free) })).status).toBe(403)
  const limited = { role: '32', cantEditRestricted: 'on' }
  const made = await sam.post(`${profiles}/new`, { name: 'Limited' })
  expect((await sam.post(`${made.location}/roles/new`, { role: '32' })).status).toBe(403)
  expect((await sam.post(`${made.location}/roles/new`, limited)).status).toBe(303)
  expect((await sam.post(`${made.location}/roles/32/INSTITUTION/edit`, { days: '9' })).status).toBe(403)
  expect((await sam.post(`${made.location}/duplicate`, { name: 'Two' })).status).toBe(303)
  const actor = await actorOf(app, me)
  await expect(app.db.write((tx) => addProfile(tx, actor, { name: 'Dropped', roles: [role(32)] }))).rejects.toThrow(tooMuch)
  expect((await sam.post(url, { profile: made.location.split('/').at(-1) ?? '' })).status).toBe(303)
  expect((await heldBy(app, user))[0]).toMatchObject({ role: 32, parameters: { CantEditRestrictedUsers: true } })
})

it('the verbs ask by themselves: no profile and no rule without the right to configure', async () => {
  const { app } = await house()
  await app.as('manager')
  const max = await actorOf(app, app.people.manager)
  const values = { name: 'R', recordType: null, userGroup: null, jobCategory: null, profileId: 1, enabled: true }
  await makeProfile(app, 'Empty', [])
  await expect(app.db.write((tx) => addProfile(tx, max, { name: 'X', roles: [] }))).rejects.toThrow('configure')
  await expect(app.db.write((tx) => changeProfile(tx, max, 1, { name: 'X' }))).rejects.toThrow('configure')
  await expect(app.db.write((tx) => addRule(tx, max, values))).rejects.toThrow('configure')
  expect(known(app.people.manager).id).toBe(max.id)
})

it('an author who left, expired or was made inactive gives nothing by rule any more', async () => {
  const { app, visitor: ada } = await house()
  const boss = await makeStaff(app, { values: { primaryId: 'boss' } }, [{ role: 26 }])
  await makeRule(app, { profileId: await makeProfile(app, 'Desk', [role(32)], boss) }, boss)
  expect(await created(app, app.people.administrator, 'n1')).toEqual([[32, 'ACTIVE']])
  const page = await ada.get(`/users/${boss.id}/general`)
  expect((await ada.submit(page, 'Save', { status: 'INACTIVE' })).status).toBe(303)
  expect(await created(app, app.people.administrator, 'n2')).toEqual([])
  expect((await ada.get(rules)).text).toContain('Its author Sam Staff is no longer an active user.')
})

it('what was shown must still be so when it is given', async () => {
  const { app, visitor: ada } = await house()
  const user = await app.makeUser(ana)
  const profile = await makeProfile(app, 'Desk', [role(200)])
  const url = `/users/${user.id}/general/roles/profile`
  const shown = await ada.get(`${url}?profile=${profile}`)
  const actor = await actorOf(app, app.people.administrator)
  await app.db.write((tx) => changeProfile(tx, actor, profile, { roles: [role(200), role(26)] }))
  const late = await ada.submit(shown, 'Give 1 role')
  expect([late.status, late.rows('Roles that would be given').length]).toEqual([409, 2])
  expect(await rolesOf(app, user)).toEqual([])
  expect((await ada.submit(late, 'Give 2 roles')).status).toBe(303)
})
