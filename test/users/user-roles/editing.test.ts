import { expect, it } from 'vitest'
import { actsOf, recordOf } from '../records.ts'
import { heldBy, house, rolesOf, shownRoles, toSignIn } from './house.ts'

const patron = { role: 200 }

it('works: sets and clears the expiry, with its history', async () => {
  const { app, user, row, visitor, url } = await house('manager', [patron])
  const form = await visitor.get(`${url}/${row}/edit`)
  expect(form.formOf('Save').values).toMatchObject({ status: 'ACTIVE', expiryDate: '' })
  const saved = await visitor.submit(form, 'Save', { expiryDate: '2027-06-30' })
  expect([saved.status, saved.location]).toEqual([303, `/users/${user.id}/general`])
  const page = await visitor.get(saved.location)
  expect(page.flash).toBe('Saved: Expires.')
  expect(page.$(`#roles-${row}`).attr('autofocus')).toBeDefined()
  expect(shownRoles(page)).toEqual([['Patron', 'Institution', 'Active', '2027-06-30']])
  const [act] = await actsOf(app, user)
  expect([act?.action, act?.version, act?.lines]).toEqual([
    'role changed',
    3,
    [
      ['role', 200, 200],
      ['expiryDate', null, '2027-06-30'],
    ],
  ])
  await visitor.submit(await visitor.get(`${url}/${row}/edit`), 'Save', { expiryDate: '' })
  expect((await heldBy(app, user))[0]?.expiryDate).toBeNull()
})

it('works: restores a role that had ended', async () => {
  const { app, user, row, visitor, url } = await house('manager', [{ role: 32 }])
  await visitor.post(`${url}/${row}/ending`, {})
  expect((await visitor.submit(await visitor.get(`${url}/${row}/edit`), 'Save', { status: 'ACTIVE' })).status).toBe(303)
  expect(await rolesOf(app, user)).toEqual([[32, 'ACTIVE']])
})

it('works: writes nothing where nothing changed', async () => {
  const { app, user, row, visitor, url } = await house('manager', [patron])
  const saved = await visitor.submit(await visitor.get(`${url}/${row}/edit`), 'Save')
  expect((await visitor.get(saved.location)).flash).toBe('Nothing was changed.')
  expect((await recordOf(app, user)).version).toBe(2)
})

it.each([
  [{ expiryDate: '31.1.2027' }, 'Expires', 'Expires must be a date written year-month-day, such as 2027-09-30.'],
  [{ status: 'SLEEPING' }, 'Status', 'Status must be one of ACTIVE, INACTIVE.'],
  [{ status: '' }, 'Status', 'Status is required. Enter it.'],
] as const)('refused: %j, and the typing is kept', async (typed, label, message) => {
  const { app, user, row, visitor, url } = await house('manager', [patron])
  const page = await visitor.submit(await visitor.get(`${url}/${row}/edit`), 'Save', { ...typed })
  expect([page.status, page.problems, page.field(label).error]).toEqual([422, [message], message])
  if ('expiryDate' in typed) expect(page.field('Expires').value).toBe(typed.expiryDate)
  expect(await rolesOf(app, user)).toEqual([[200, 'ACTIVE']])
})

it('signed out: goes to Sign in, and the typing waits for its author', async () => {
  const { app, row, visitor, url } = await house('manager', [patron])
  expect(toSignIn(await app.visitor().post(`${url}/${row}/edit`, { expiryDate: '2027-01-01' }))).toEqual([303, '/sign-in'])
  const page = await visitor.get(`${url}/${row}/edit`)
  app.clock.move(61 * 60_000)
  expect(toSignIn(await visitor.submit(page, 'Save', { expiryDate: '2027-06-30' }))).toEqual([303, '/sign-in'])
  expect((await visitor.signIn('max')).location).toBe(`${url}/${row}/edit`)
  expect((await visitor.get(`${url}/${row}/edit`)).field('Expires').value).toBe('2027-06-30')
})

it('not allowed: without the right, and on a role that permits more than one has', async () => {
  const { app, user, row, visitor, url } = await house('deskManager', [{ role: 9002 }])
  expect((await visitor.get(`${url}/${row}/edit`)).status).toBe(403)
  expect((await visitor.post(`${url}/${row}/edit`, { status: 'INACTIVE' })).status).toBe(403)
  const max = await app.as('manager')
  const ada = (await heldBy(app, { id: 1 }))[0]?.id ?? 0
  for (const page of [
    await max.get(`/users/1/general/roles/${ada}/edit`),
    await max.post(`/users/1/general/roles/${ada}/edit`, { expiryDate: '2026-12-01' }),
  ])
    expect([page.status, page.text.includes('permits more than your own roles do')]).toEqual([403, true])
  expect(await rolesOf(app, user)).toEqual([[9002, 'ACTIVE']])
})

it('not there: a row that never was, and a row of somebody else', async () => {
  const { app, row, visitor, url } = await house('administrator', [patron])
  for (const number of ['99999', 'x', '-1'])
    expect((await visitor.post(`${url}/${number}/edit`, { status: 'ACTIVE' })).status).toBe(404)
  const other = await app.makeUser({ values: { primaryId: 'o', firstName: 'O', lastName: 'O' } })
  const foreign = `/users/${other.id}/general/roles/${row}/edit`
  expect((await visitor.get(foreign)).status).toBe(404)
  expect((await visitor.post(foreign, { status: 'INACTIVE' })).status).toBe(404)
})

it('two at once: different fields are both kept, the same field is asked about, a removed role is said', async () => {
  const { app, user, row, visitor, url } = await house('manager', [patron])
  const ada = await app.as('administrator')
  const mine = await visitor.get(`${url}/${row}/edit`)
  await ada.submit(await ada.get(`${url}/${row}/edit`), 'Save', { status: 'INACTIVE' })
  expect((await visitor.submit(mine, 'Save', { expiryDate: '2027-01-31' })).status).toBe(303)
  expect((await heldBy(app, user))[0]).toMatchObject({ status: 'INACTIVE', expiryDate: '2027-01-31' })

  const late = await visitor.get(`${url}/${row}/edit`)
  await ada.submit(await ada.get(`${url}/${row}/edit`), 'Save', { expiryDate: '2028-01-31' })
  const asked = await visitor.submit(late, 'Save', { expiryDate: '2029-01-31' })
  expect(asked.status).toBe(409)
  expect(asked.$('.trouble-notice').text()).toMatch(/2029-01-31[\s\S]*2028-01-31/)

  await ada.post(`${url}/${row}/removal`, {})
  const gone = await visitor.submit(late, 'Save', { expiryDate: '2030-01-31' })
  expect([gone.status, gone.field('Expires').value]).toEqual([409, '2030-01-31'])
  expect(gone.text).toContain('Ada Administrator removed this entry since you opened it.')
  const anew = await visitor.submit(gone, 'Add', { role: '200' })
  expect([anew.status, (await heldBy(app, user))[0]?.expiryDate]).toEqual([303, '2030-01-31'])
})
