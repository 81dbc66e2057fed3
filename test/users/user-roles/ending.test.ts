import { expect, it } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { actsOf, recordOf } from '../records.ts'
import { heldBy, house, rolesOf, shownRoles, toSignIn } from './house.ts'

const operator = { role: 32, expiryDate: '2027-01-31' }
const lastAct = async (app: TestApp, user: { id: number }) => (await actsOf(app, user))[0]
const acts = [
  ['ending', 'End Circulation Desk Operator', 'Circulation Desk Operator has ended.', [[32, 'INACTIVE']]],
  ['removal', 'Remove Circulation Desk Operator', 'Removed Circulation Desk Operator.', []],
] as const

it.each(acts)('works: %s asks first, then does it', async (act, button, said, left) => {
  const { app, user, row, visitor, url } = await house('manager', [operator])
  const link = (await visitor.get(`/users/${user.id}/general`)).$(`a[href="${url}/${row}/${act}"]`)
  expect(link.text()).toBe(button)
  const question = await visitor.get(`${url}/${row}/${act}`)
  expect(await rolesOf(app, user)).toEqual([[32, 'ACTIVE']])
  const done = await visitor.submit(question, button)
  expect([done.status, done.location]).toEqual([303, `/users/${user.id}/general`])
  const page = await visitor.get(done.location)
  expect(page.flash).toBe(said)
  expect(await rolesOf(app, user)).toEqual(left)
  expect((await recordOf(app, user)).version).toBe(3)
  expect((await lastAct(app, user))?.action).toBe(act === 'ending' ? 'role ended' : 'role removed')
})

it('works: an ended role keeps its expiry, is shown inactive and cannot be ended again', async () => {
  const { app, user, row, visitor, url } = await house('manager', [operator])
  await visitor.post(`${url}/${row}/ending`, {})
  const page = await visitor.get(`/users/${user.id}/general`)
  expect(shownRoles(page)).toEqual([['Circulation Desk Operator', 'Institution', 'Inactive', '2027-01-31']])
  expect(page.rows('Roles')[0]?.[4]).toBe('Edit Circulation Desk OperatorRemove Circulation Desk Operator')
  expect((await lastAct(app, user))?.lines).toEqual([
    ['role', 32, 32],
    ['status', 'ACTIVE', 'INACTIVE'],
  ])
})

it('works: a removed role is in the history with all that it was', async () => {
  const { app, user, row, visitor, url } = await house('manager', [operator])
  await visitor.post(`${url}/${row}/removal`, {})
  expect((await lastAct(app, user))?.lines).toEqual([
    ['role', 32, null],
    ['scope', 'INSTITUTION', null],
    ['status', 'ACTIVE', null],
    ['expiryDate', '2027-01-31', null],
  ])
  const history = await (await app.as('administrator')).get(`/users/${user.id}/history`)
  expect(history.rows('History')[0]?.[2]).toBe('RoleRole removed')
})

it.each(acts)('signed out: %s goes to Sign in', async (act) => {
  const { app, user, row, url } = await house('manager', [operator])
  expect(toSignIn(await app.visitor().post(`${url}/${row}/${act}`, {}))).toEqual([303, '/sign-in'])
  expect(await rolesOf(app, user)).toEqual([[32, 'ACTIVE']])
})

it.each(acts)('not allowed: %s without the right, or of more than one has', async (act) => {
  const { app, user, row, visitor, url } = await house('deskManager', [operator])
  const max = await app.as('manager')
  const ada = (await heldBy(app, { id: 1 }))[0]?.id ?? 0
  for (const [who, at] of [
    [visitor, `${url}/${row}`],
    [max, `/users/1/general/roles/${ada}`],
  ] as const) {
    expect((await who.get(`${at}/${act}`)).status).toBe(403)
    expect((await who.post(`${at}/${act}`, {})).status).toBe(403)
  }
  expect([await rolesOf(app, user), (await rolesOf(app, { id: 1 }))[0]]).toEqual([[[32, 'ACTIVE']], [26, 'ACTIVE']])
})

it.each(acts)('not there: %s of a row that never was', async (act) => {
  const { visitor, url } = await house('manager')
  expect((await visitor.get(`${url}/4711/${act}`)).status).toBe(404)
  expect((await visitor.post(`${url}/4711/${act}`, {})).status).toBe(404)
  expect((await visitor.post(`/users/4711/general/roles/1/${act}`, {})).status).toBe(404)
})

it.each(acts)('two at once: %s by two is done once and said to both', async (act) => {
  const { app, user, row, visitor, url } = await house('manager', [operator])
  const ada = await app.as('administrator')
  const tokens = [await visitor.token(), await ada.token()]
  const answers = await Promise.all([visitor, ada].map((who, n) => who.post(`${url}/${row}/${act}`, { _csrf: tokens[n] ?? '' })))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await actsOf(app, user)).filter(({ action }) => action.startsWith('role '))).toHaveLength(2)
  const late = act === 'ending' ? ' had ended already.' : 'It was removed meanwhile.'
  const flashes = [(await visitor.get(answers[0]?.location ?? '')).flash, (await ada.get(answers[1]?.location ?? '')).flash]
  expect(flashes.filter((flash) => flash.endsWith(late))).toHaveLength(1)
})
