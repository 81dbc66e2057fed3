import { expect, it } from 'vitest'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { settingNow } from '#code-tables/settings.queries.ts'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import { password } from '#test/people.ts'
import type { NewRole } from '#users/user-roles/user-roles.ts'
import { csv, loaded } from '../load/files.ts'
import { linkIn, postOffice, site } from '../sign-in/post-office.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { actsOf, known, recordOf } from '../users/records.ts'
import { heldBy, rolesOf } from '../users/user-roles/house.ts'

const fresh = 'quite another secret'
const chosen = { newPassword: fresh, verifyPassword: fresh }

/** Two people at work: one who attacks, signed in, and one whose account is wanted. */
async function two(mine: NewRole[], theirs: NewRole[]) {
  const app = await testApp()
  await makeLibraries(app.db)
  await makeStaff(app, { values: { primaryId: 'mallory' } }, mine)
  const emails = [{ address: 'sam@x.example' }]
  const sam = await makeStaff(app, { values: { primaryId: 'sam' }, emails }, theirs)
  const mallory = app.visitor()
  await mallory.signIn('mallory')
  return { app, sam, mallory }
}

/** Everything by which somebody else’s account is taken over, as addresses and what is posted there. */
const takeovers = (id: number): [string, Record<string, string>][] => [
  [`/users/${id}/general/password`, chosen],
  [`/users/${id}/general/reset-link`, { by: 'hand' }],
  [`/users/${id}/general/unlock`, {}],
  [`/users/${id}/general`, { primaryId: 'other' }],
  [`/users/${id}/general`, { status: 'INACTIVE' }],
  [`/users/${id}/general`, { expiryDate: '2026-11-23' }],
  [`/users/${id}/contact/emails/new`, { address: 'thief@evil.example', preferred: 'on', types: 'work' }],
  [`/users/${id}/identifiers/additional/new`, { type: 'INST_ID', value: 'mine-as-well' }],
  [`/users/${id}/identifiers/card`, { barcode: '2000' }],
]

const limit = { cantEditRestricted: true }
const cases: [string, NewRole[], NewRole[], boolean][] = [
  ['one without their limit', [{ role: 21, ...limit }], [{ role: 21 }], false],
  ['a desk operator without their limit', [{ role: 21, ...limit }], [{ role: 32 }], false],
  ['one whose limit is theirs', [{ role: 21, ...limit }], [{ role: 32, ...limit }], true],
  ['a desk operator of another library', [{ role: 21, scope: 'SCI' }], [{ role: 32, scope: 'MAIN' }], false],
  ['a desk operator of the whole institution', [{ role: 21, scope: 'SCI' }], [{ role: 32 }], false],
  ['a desk operator of their library', [{ role: 21, scope: 'SCI' }], [{ role: 32, scope: 'SCI' }], true],
  ['whoever only sees', [{ role: 21, scope: 'SCI', ...limit }], [{ role: 9002 }], true],
]

it.each(cases)('taking over the account of %s', async (_who, mine, theirs, may) => {
  const { app, sam, mallory } = await two(mine, theirs)
  const before = await recordOf(app, sam)
  const acts = await actsOf(app, sam)
  for (const [url, typed] of takeovers(sam.id))
    expect([url, typed, (await mallory.post(url, typed)).status === 403]).toEqual([url, typed, !may])
  if (may) return
  expect([await recordOf(app, sam), await actsOf(app, sam)]).toEqual([before, acts])
  expect((await app.visitor().signIn('sam')).location).toBe('/users')
})

it('leaving nobody who may change restricted users: an administrator with that limit is not the last one', async () => {
  const app = await testApp()
  const ada = known(app.people.administrator)
  const limited = await makeStaff(app, { values: { primaryId: 'lim' } }, [{ role: 26, ...limit }])
  const [asAda, asLimited] = [await app.as('administrator'), app.visitor()]
  await asLimited.signIn('lim')
  for (const typed of [{ status: 'INACTIVE' }, { expiryDate: '2027-01-01' }] as Record<string, string>[])
    expect((await asAda.post(`/users/${ada.id}/general`, typed)).status).toBe(422)
  for (const { id } of await heldBy(app, ada))
    for (const act of ['ending', 'removal'])
      expect([act, (await asLimited.post(`/users/${ada.id}/general/roles/${id}/${act}`, {})).status]).toEqual([act, 403])
  const free = await makeStaff(app, { values: { primaryId: 'free' } }, [{ role: 26 }])
  const [role] = await heldBy(app, free)
  const url = `/users/${free.id}/general/roles/${role?.id}/edit`
  expect((await asAda.post(url, { status: 'ACTIVE', expiryDate: '', cantEditRestricted: 'on' })).status).toBe(303)
  expect((await asAda.post(`/users/${ada.id}/general`, { status: 'INACTIVE' })).status).toBe(422)
  expect(await rolesOf(app, limited)).toEqual([[26, 'ACTIVE']])
})

it('raising by the loader: a file names neither role, account type nor password, and changes nobody who is there', async () => {
  for (const column of ['role', 'roles', 'user_roles', 'account_type', 'password', 'scope', 'must_change', 'id'])
    await expect(loaded(csv(column, 'ada,Ada,A,26'))).rejects.toThrow(column)
  const app = await testApp({ people: ['patron'] })
  const before = [await recordOf(app, known(app.people.administrator)), await rolesOf(app, known(app.people.patron))]
  const { created } = (await loaded(csv('email', 'ADA,Mal,Lory,thief@evil.example', 'pat,Mal,Lory,thief@evil.example'), {
    db: app.db,
  })) as unknown as { created: number }
  expect(created).toBe(0)
  expect([await recordOf(app, known(app.people.administrator)), await rolesOf(app, known(app.people.patron))]).toEqual(before)
})

it('raising somebody new: what the wizard does not name is not read', async () => {
  const app = await testApp({ people: ['deskOperator'] })
  const otto = await app.as('deskOperator')
  const typed = { recordType: 'STAFF', primaryId: 'new1', firstName: 'Nia', lastName: 'New' }
  const more = { role: '26', roles: '26', 'roles[0][role]': '26', profile: '1', accountType: 'EXTERNAL', status: 'INACTIVE' }
  const secret = { password: fresh, newPassword: fresh, verifyPassword: fresh, passwordHash: 'x', mustChange: '' }
  expect((await otto.post('/users/add', { ...typed, ...more, ...secret, id: '1', version: '99' })).status).toBe(303)
  const id = Number((await otto.get('/users?q=new1&index=primary_id')).location.split('/')[2])
  expect(await recordOf(app, { id })).toMatchObject({ accountType: 'INTERNAL', status: 'ACTIVE', version: 1 })
  expect([await rolesOf(app, { id }), await findCredentials(app.db.read, id)]).toEqual([[], undefined])
})

it('raising by a choice in a clash: it sets no field that the form does not have', async () => {
  const app = await testApp({ people: ['manager', 'patron'] })
  const max = await app.as('manager')
  const pat = known(app.people.patron)
  const [held] = await heldBy(app, pat)
  const settle = (field: string, value: unknown) => ({ settle: `theirs:${field}:${JSON.stringify(value)}` })
  for (const choice of [settle('accountType', 'EXTERNAL'), settle('recordType', 'PUBLIC'), settle('version', 0), settle('id', 1)])
    expect((await max.post(`/users/${pat.id}/general`, choice)).status).toBeLessThan(500)
  for (const choice of [settle('role', 26), settle('scope', 'MAIN'), settle('userId', 1), settle('permits', ['configure'])])
    await max.post(`/users/${pat.id}/general/roles/${held?.id}/edit`, { status: 'ACTIVE', ...choice })
  expect((await max.post(`/users/${pat.id}/general/roles/new`, settle('role', 26))).status).not.toBe(303)
  expect(await heldBy(app, pat)).toMatchObject([{ role: 200, scope: 'INSTITUTION', userId: pat.id }])
  expect(await recordOf(app, pat)).toMatchObject({ accountType: 'INTERNAL', recordType: 'STAFF' })
})

const bound: [string, NewRole][] = [
  ['by somebody whom the limit binds', { role: 50, ...limit }],
  ['by an administrator of one library', { role: 26, scope: 'SCI' }],
]

it.each(bound)('lifting the limit by configuration, %s', async (_who, role) => {
  const { app, mallory } = await two([role], [{ role: 32 }])
  const ada = await app.as('administrator')
  await ada.post('/configuration/settings', { restricted_groups: 'FACULTY', restricted_roles: '26' })
  const prof = await app.makeUser({ values: { primaryId: 'prof', firstName: 'P', lastName: 'F', userGroup: 'FACULTY' } })
  const tries = ['restricted_groups=&restricted_roles=', 'restricted_groups=ALUMNI', 'settle=theirs:restricted_groups:%22%22', '']
  for (const body of tries) await mallory.post('/configuration/settings', `_csrf=${await mallory.token()}&${body}`)
  expect(await settingNow(app.db.read, 'restricted_groups')).toBe('FACULTY')
  expect(await settingNow(app.db.read, 'restricted_roles')).toBe('26')
  const row = (await codesOf(app.db.read, 'UserGroups')).get('FACULTY')?.id
  const removal = await mallory.post(`/configuration/codes/UserGroups/${row}/removal`, {})
  expect([removal.status, removal.text.includes('FACULTY is in use by')]).toEqual([409, true])
  await mallory.post('/configuration/codes/UserGroups', { act: `disable ${row}` })
  if (role.cantEditRestricted) expect((await mallory.post(`/users/${prof.id}/general`, { firstName: 'X' })).status).toBe(403)
})

it('taking an administrator’s account by e-mail: whoever may not change the address gets no link to their own', async () => {
  const { sent, parts } = postOffice()
  const app = await testApp({ people: ['manager', 'deskOperator'], parts })
  const emails = [{ address: 'boss@library.example', preferred: true, types: ['work'] }]
  const boss = await makeStaff(app, { values: { primaryId: 'boss' }, emails }, [{ role: 26 }])
  app.clock.move(25 * 60 * 60_000)
  const evil = { address: 'thief@evil.example', preferred: 'on', types: 'work' }
  for (const person of ['manager', 'deskOperator'] as const) {
    const thief = await app.as(person)
    const tab = await thief.get(`/users/${boss.id}/contact`)
    expect(tab.$('a[href*="emails/"]')).toHaveLength(0)
    for (const act of ['new', '1/edit', '1/removal'])
      expect((await thief.post(`/users/${boss.id}/contact/emails/${act}`, evil)).status).toBe(403)
  }
  const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
  expect((await app.visitor().post('/sign-in/forgotten', { who: 'boss' }, forged)).location).toBe('/sign-in')
  await expect.poll(() => sent.length).toBe(1)
  expect([sent[0]?.to, sent[0]?.text.includes('evil')]).toEqual(['boss@library.example', false])
  expect(linkIn(sent[0]?.text ?? '').startsWith(`${site}/password-reset?token=`)).toBe(true)
})

it('guessing the current password by many tries at once at a desk that was left', async () => {
  const app = await testApp({ people: ['viewer'] })
  const vera = await app.as('viewer')
  const _csrf = await vera.token()
  const guesses = [...Array.from({ length: 29 }, (_, n) => `guess ${n}`), password]
  const answers = await Promise.all(
    guesses.map((currentPassword) => vera.post('/account/password', { ...chosen, currentPassword, _csrf })),
  )
  expect(answers.map(({ status }) => status)).toEqual(guesses.map(() => 422))
  expect(answers.at(-1)?.problems).toEqual(['After 15 wrong passwords this account is locked for 30 minutes. Try again later.'])
  expect(answers.filter(({ problems }) => problems[0]?.startsWith('This is not your')).length).toBeLessThan(20)
  expect(await signsIn(app, fresh)).toBe(false)
})

const signsIn = async (app: TestApp, secret: string) => {
  app.clock.move(31 * 60_000)
  return (await app.visitor().signIn('vera', secret)).status === 303
}
