import { expect, it } from 'vitest'
import { addCode } from '#code-tables/codes.ts'
import { mandatoryNames } from '#code-tables/mandatory.queries.ts'
import { settingNow } from '#code-tables/settings.queries.ts'
import { changesOf } from '#history/history.queries.ts'
import { setUpActor } from '#test/people.ts'
import { patternNow } from '#users/names.ts'
import { everyProfile } from '#users/user-roles/profiles.queries.ts'
import { everyRule } from '#users/user-roles/rules.queries.ts'
import { address, codeActs, codesIn, namesIn, numberOf } from '../configuration/tables.ts'
import { actorOf, house, makeProfile, makeRule, profiles, role, rules } from '../role-profiles/house.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { undoAt, undoLinks, undoNames, undoNewest } from './undoing.ts'

const groups = 'UserGroups'

it('works for codes: whatever was done, the table is as it was before, under the same numbers', async () => {
  const { app, visitor } = await house()
  const id = await numberOf(app, groups, 'ALUMNI')
  const at = (rest: string) => address(groups, `/${id}/${rest}`)
  const acts: [string, string, Record<string, string>][] = [
    ['description', at('edit'), { description: 'Old students', recordTypes: 'PUBLIC' }],
    ['moved', address(groups), { act: `up ${id}` }],
    ['disabled', address(groups), { act: `disable ${id}` }],
    ['default', address(groups), { act: `default ${id}` }],
    ['removed', at('removal'), {}],
    ['added', address(groups, '/new'), { code: 'GUEST', description: 'Guest', recordTypes: 'PUBLIC' }],
  ]
  for (const [name, url, typed] of acts) {
    const before = await codesIn(app, groups)
    const done = await visitor.post(url, typed)
    expect([name, done.status]).toEqual([name, 303])
    expect(await codesIn(app, groups), name).not.toEqual(before)
    const undone = await undoNewest(visitor)
    expect([name, undone.status, undone.location]).toEqual([name, 303, '/activity'])
    const after = await codesIn(app, groups)
    const shape = (codes: typeof before) => codes.map(({ position: _position, ...code }) => code)
    expect(shape(after), name).toEqual(shape(before))
  }
  const [last] = await codeActs(app, id)
  expect(last).toMatchObject({ action: 'added', undoes: expect.any(Number) })
})

it('a code that was disabled comes back disabled, and one that was the default comes back so', async () => {
  const { app, visitor } = await house()
  const id = await numberOf(app, groups, 'ALUMNI')
  await visitor.post(address(groups), { act: `disable ${id}` })
  await visitor.post(address(groups, `/${id}/removal`), {})
  expect((await undoNewest(visitor)).status).toBe(303)
  const back = async () => (await codesIn(app, groups)).find((code) => code.id === id)
  expect(await back()).toMatchObject({ code: 'ALUMNI', enabled: false, isDefault: false })
  for (const act of ['enable', 'default']) await visitor.post(address(groups), { act: `${act} ${id}` })
  await visitor.post(address(groups, `/${id}/removal`), {})
  expect((await undoNewest(visitor)).status).toBe(303)
  expect(await back()).toMatchObject({ enabled: true, isDefault: true })
})

it('works for settings, what is mandatory, and how names are shown', async () => {
  const { app, visitor } = await house()
  const { db } = app
  const settings = await visitor.get('/configuration/settings')
  const institution = await visitor.get('/configuration/institution')
  await visitor.submit(settings, 'Save', { bin_days: '90' })
  await visitor.submit(institution, 'Save', { institution: 'The Abbey' })
  await visitor.post('/configuration/mandatory', { recordType: 'PUBLIC', chosen: 'birthDate', drawn: '' })
  const before = (await patternNow(db.read)).text
  const names = await visitor.get('/configuration/names')
  const other = names
    .$('[name=pattern]')
    .toArray()
    .map((control) => String(names.$(control).val()))
    .find((value) => value !== before)
  await visitor.post('/configuration/names', { pattern: String(other), drawn: before })
  expect((await patternNow(db.read)).text).toBe(other)
  const links = undoLinks(await visitor.get('/activity?subject=setting'))
  expect(links).toHaveLength(4)
  for (const link of links) expect((await undoAt(visitor, link)).status).toBe(303)
  expect(await settingNow(db.read, 'bin_days')).toBe('30')
  expect(await settingNow(db.read, 'institution')).toBe('My library')
  expect([...(await mandatoryNames(db.read, 'PUBLIC'))]).toEqual([])
  expect((await patternNow(db.read)).text).toBe(before)
})

it('works for profiles: added, changed, removed', async () => {
  const { app, visitor } = await house()
  const id = await makeProfile(app, 'Desk', [role(32, { scope: 'MAIN', days: 30 })])
  const [before] = await everyProfile(app.db.read)
  await visitor.post(`${profiles}/${id}/edit`, { name: 'Counter', description: 'For the counter' })
  await visitor.post(`${profiles}/${id}/roles/new`, { role: '21', scope: 'INSTITUTION' })
  for (const url of undoLinks(await visitor.get('/activity?subject=profile')).slice(0, 2))
    expect((await undoAt(visitor, url)).status).toBe(303)
  const now = async () => everyProfile(app.db.read)
  expect((await now())[0]).toMatchObject({ name: 'Desk', description: null, roles: before?.roles })
  const version = (await now())[0]?.version ?? 0
  await visitor.post(`${profiles}/${id}/removal`, {})
  expect(await now()).toEqual([])
  expect((await undoNewest(visitor)).status).toBe(303)
  expect(await now()).toMatchObject([{ id, name: 'Desk', roles: before?.roles, version: version + 2 }])
  const added = undoLinks(await visitor.get('/activity?subject=profile')).at(-1) ?? ''
  expect((await undoAt(visitor, added)).status).toBe(303)
  expect(await now()).toEqual([])
})

it('works for rules: added, changed, ordered, removed', async () => {
  const { app, visitor } = await house()
  const profileId = await makeProfile(app, 'Desk', [role(32)])
  const one = await makeRule(app, { name: 'One', profileId, recordType: 'STAFF' })
  const two = await makeRule(app, { name: 'Two', profileId })
  const order = async () => (await everyRule(app.db.read)).map(({ id, name, recordType }) => [id, name, recordType])
  const before = await order()
  const typed = { name: 'First', recordType: '', profileId: String(profileId), enabled: 'on' }
  const acts: [string, Record<string, string>][] = [
    [`${rules}/${one}/edit`, typed],
    [rules, { act: `down ${one}` }],
    [`${rules}/${one}/removal`, {}],
    [`${rules}/new`, { ...typed, name: 'Three' }],
  ]
  for (const [url, fields] of acts) {
    expect([url, (await visitor.post(url, fields)).status]).toEqual([url, 303])
    expect(await order()).not.toEqual(before)
    const undone = await undoNewest(visitor)
    expect([url, undone.status, undone.text]).toEqual([url, 303, undone.text])
    expect(await order(), url).toEqual(before)
  }
  expect(two).toBe(2)
})

it('shows what would be written, and marks what was undone; an undoing is undone as well', async () => {
  const { app, visitor } = await house()
  const id = await numberOf(app, groups, 'FACULTY')
  await visitor.post(address(groups, `/${id}/edit`), { description: 'Teachers', recordTypes: 'STAFF' })
  const list = await visitor.get('/activity')
  expect(undoNames(list)[0]).toBe('Undo Description: Teachers')
  const [url = ''] = undoLinks(list)
  const page = await visitor.get(url)
  expect(page.heading).toBe('Teachers')
  expect(page.rows('Code')).toEqual([
    ['Description', 'Teachers', 'Faculty'],
    ['Record types', 'Staff', 'Staff, Public'],
  ])
  expect(page.$('input[type=radio]')).toHaveLength(0)
  expect((await undoAt(visitor, url)).status).toBe(303)
  const after = await visitor.get('/activity')
  expect(after.text).toContain('Undone by Ada Administrator')
  expect(after.text).toContain('Took back an earlier change')
  expect(undoLinks(after)).not.toContain(url)
  expect((await visitor.get(url)).text).toContain('Undone by Ada Administrator')
  const again = await visitor.post(url, { mark: 'x' })
  expect([again.status, again.text.includes('Ada Administrator undid this already.')]).toEqual([409, true])
  expect((await undoNewest(visitor)).status).toBe(303)
  expect((await codesIn(app, groups)).find((code) => code.id === id)).toMatchObject({ description: 'Teachers' })
})

it('422: asks field by field where somebody changed it since, and keeps what was chosen', async () => {
  const { app, visitor } = await house()
  const id = await numberOf(app, groups, 'FACULTY')
  const save = (description: string, recordTypes: string) =>
    visitor.post(address(groups, `/${id}/edit`), { description, recordTypes })
  await save('Teachers', 'STAFF')
  const [url = ''] = undoLinks(await visitor.get('/activity'))
  await save('Professors', 'STAFF')
  const asked = await visitor.get(url)
  expect(asked.$('input[type=radio]')).toHaveLength(2)
  expect(asked.$('input[type=radio][checked]')).toHaveLength(0)
  const refused = await undoAt(visitor, url)
  expect([refused.status, refused.problems]).toEqual([422, ['Someone changed this since. Choose which value stands.']])
  expect((await undoAt(visitor, url, { choice0: 'keep', choice9: 'put' })).status).toBe(303)
  const now = (await codesIn(app, groups)).find((code) => code.id === id)
  expect(now).toMatchObject({ description: 'Professors', recordTypes: ['STAFF', 'PUBLIC'] })
})

it('refuses in words to take away what is in use, and asks where it was changed', async () => {
  const { app, visitor } = await house()
  await visitor.post(address(groups, '/new'), { code: 'GUEST', description: 'Guest', recordTypes: 'PUBLIC' })
  const [url = ''] = undoLinks(await visitor.get('/activity'))
  const values = { primaryId: 'gus', firstName: 'Gus', lastName: 'Guest', userGroup: 'GUEST' }
  await app.makeUser({ values })
  const held = await undoAt(visitor, url)
  expect([held.status, held.text.includes('GUEST is in use by 1 user')]).toEqual([409, true])
  expect(await namesIn(app, groups)).toContain('GUEST')
  const profileId = await makeProfile(app, 'Desk', [role(32)])
  const [profile = ''] = undoLinks(await visitor.get('/activity?subject=profile'))
  await makeRule(app, { profileId })
  expect((await undoAt(visitor, profile)).text).toContain('Desk is given by a rule.')
  await visitor.post(`${profiles}/${profileId}/edit`, { name: 'Counter', description: '' })
  expect((await undoAt(visitor, profile)).status).toBe(422)
})

it('a code that stands there anew, and a profile whose name is taken, are not brought back over it', async () => {
  const { app, visitor } = await house()
  const id = await numberOf(app, groups, 'ALUMNI')
  await visitor.post(address(groups, `/${id}/removal`), {})
  const [url = ''] = undoLinks(await visitor.get('/activity'))
  await app.db.write((tx) => addCode(tx, setUpActor(app.clock), groups, { code: 'ALUMNI', description: 'Anew' }))
  const refused = await undoAt(visitor, url)
  expect([refused.status, refused.problems[0]]).toEqual([422, 'There is a user group ALUMNI already: Anew.'])
  const profileId = await makeProfile(app, 'Desk', [role(32)])
  await visitor.post(`${profiles}/${profileId}/removal`, {})
  const [profile = ''] = undoLinks(await visitor.get('/activity?subject=profile'))
  await makeProfile(app, 'Desk', [role(200)])
  const taken = await undoAt(visitor, profile)
  expect([taken.status, taken.problems]).toEqual([422, ['Another profile is called Desk. Choose another name.']])
  expect(await everyProfile(app.db.read)).toHaveLength(1)
})

it('signed out, not allowed, not there', async () => {
  const { app, visitor } = await house()
  await visitor.submit(await visitor.get('/configuration/settings'), 'Save', { bin_days: '90' })
  const [url = ''] = undoLinks(await visitor.get('/activity'))
  expect((await app.app.inject({ url })).headers.location).toContain('/sign-in')
  const max = await app.as('manager')
  expect([(await max.get(url)).status, (await max.post(url, {})).status]).toEqual([403, 403])
  for (const gone of ['/activity/999999/undo', '/activity/0/undo']) {
    expect((await visitor.get(gone)).status).toBe(404)
    expect((await visitor.post(gone, { mark: '' })).status).toBe(404)
  }
  const [ofUser] = await changesOf(app.db.read, 'user', app.people.administrator?.id ?? 0, { limit: 1, offset: 0 })
  expect((await visitor.get(`/activity/${ofUser?.id}/undo`)).status).toBe(404)
  expect(await settingNow(app.db.read, 'bin_days')).toBe('90')
})

it('two at once: one undoes, the other is told; what changed while one looked is looked at again', async () => {
  const { app, visitor } = await house()
  await visitor.submit(await visitor.get('/configuration/settings'), 'Save', { bin_days: '90' })
  const [url = ''] = undoLinks(await visitor.get('/activity'))
  const ulla = await app.as('userAdministrator')
  const mark = String((await visitor.get(url)).$('input[name=mark]').val())
  const both = await Promise.all([visitor.post(url, { mark }), ulla.post(url, { mark })])
  expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(both.find(({ status }) => status === 409)?.text).toContain('undid this already.')
  expect(await settingNow(app.db.read, 'bin_days')).toBe('30')
  const [redo = ''] = undoLinks(await visitor.get('/activity'))
  const seen = String((await visitor.get(redo)).$('input[name=mark]').val())
  await ulla.submit(await ulla.get('/configuration/settings'), 'Save', { bin_days: '45' })
  const late = await visitor.post(redo, { mark: seen })
  expect([late.status, late.text.includes('The record was changed while you looked.')]).toEqual([409, true])
  expect(await settingNow(app.db.read, 'bin_days')).toBe('45')
})

it('attack: nobody brings back a profile or rule that gives more than the own roles', async () => {
  const { app, visitor: ada } = await house()
  const ulla = await app.as('userAdministrator')
  const strong = await makeProfile(app, 'Strong', [role(26)])
  const rule = await makeRule(app, { name: 'Raise', profileId: strong })
  await ada.post(`${rules}/${rule}/removal`, {})
  const [ruleBack = ''] = undoLinks(await ada.get('/activity?subject=rule'))
  expect((await undoAt(ulla, ruleBack)).status).toBe(403)
  await ada.post(`${profiles}/${strong}/removal`, {})
  const [profileBack = ''] = undoLinks(await ada.get('/activity?subject=profile'))
  expect((await undoAt(ulla, profileBack)).status).toBe(403)
  expect(await everyProfile(app.db.read)).toEqual([])
  expect(await everyRule(app.db.read)).toEqual([])
  const orphan = await undoAt(ada, ruleBack)
  expect([orphan.status, orphan.problems]).toEqual([422, ['Profile is required. Choose one of the list.']])
  const weak = await makeProfile(app, 'Weak', [role(26), role(200)])
  const actor = await actorOf(app, app.people.administrator)
  expect(actor.may('configure')).toBe(true)
  await ada.post(`${profiles}/${weak}/roles/26/INSTITUTION/removal`, {})
  const [roleBack = ''] = undoLinks(await ada.get('/activity?subject=profile'))
  expect((await undoAt(ulla, roleBack)).status).toBe(403)
  expect((await everyProfile(app.db.read))[0]?.roles.map((one) => one.role)).toEqual([200])
})

it('attack: whoever is bound by a limit does not undo who is restricted', async () => {
  const { app, visitor: ada } = await house()
  await ada.submit(await ada.get('/configuration/settings'), 'Save', { restricted_groups: 'FACULTY' })
  const [url = ''] = undoLinks(await ada.get('/activity?subject=setting'))
  await makeStaff(app, { values: { primaryId: 'sam' } }, [{ role: 26, cantEditRestricted: true }])
  const sam = app.visitor()
  await sam.signIn('sam')
  expect((await sam.get(url)).status).toBe(200)
  expect((await undoAt(sam, url)).status).toBe(403)
  expect(await settingNow(app.db.read, 'restricted_groups')).toBe('FACULTY')
})

it('a rule that was saved anew as it was has no Undo, and it is said why', async () => {
  const { app, visitor: ada } = await house()
  const ulla = await app.as('userAdministrator')
  const profileId = await makeProfile(app, 'Readers', [role(200)])
  const rule = await makeRule(app, { name: 'Mine', profileId })
  await ulla.submit(await ulla.get(`${rules}/${rule}/edit`), 'Save')
  const page = await ada.get('/activity?subject=rule')
  expect(page.text).toContain('Who answers for a rule is not undone: another saves it.')
  expect(undoNames(page)).toEqual(['Undo Created: Mine'])
})
