import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { codes } from '#code-tables/code-tables.table.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { recordOf } from '../records.ts'

const disable = ({ db }: TestApp, code: string) =>
  db.write(async (tx) => {
    await tx
      .update(codes)
      .set({ enabled: false })
      .where(and(eq(codes.tableName, 'UserGroups'), eq(codes.code, code)))
    forgetCached(tx)
  })
const person = (recordType: string, more = {}) => ({
  values: { primaryId: recordType.toLowerCase(), firstName: 'Ana', lastName: 'Lee', recordType, ...more },
})

it('keeps a disabled code that the record holds, and shows it as disabled', async () => {
  const app = await testApp()
  const user = await app.makeUser(person('PUBLIC', { userGroup: 'ALUMNI' }))
  await disable(app, 'ALUMNI')
  const desk = await app.as('deskOperator')
  const page = await desk.get(`/users/${user.id}/general`)
  expect(page.field('User group').value).toBe('ALUMNI')
  expect(page.$('select[name=userGroup]').text()).toContain('Alumni (disabled)')
  expect((await desk.submit(page, 'Save', { lastName: 'Li' })).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Li', userGroup: 'ALUMNI' })
})

it('refuses a disabled code that the record does not hold', async () => {
  const app = await testApp()
  const user = await app.makeUser(person('PUBLIC', { userGroup: 'FACULTY' }))
  await disable(app, 'ALUMNI')
  const desk = await app.as('deskOperator')
  const page = await desk.get(`/users/${user.id}/general`)
  expect(page.$('select[name=userGroup]').text()).not.toContain('Alumni')
  const refused = await desk.submit(page, 'Save', { userGroup: 'ALUMNI' })
  expect(refused.status).toBe(422)
  expect(refused.field('User group')).toMatchObject({ value: 'ALUMNI', error: 'User group ALUMNI is disabled. Choose another.' })
  expect(await recordOf(app, user)).toEqual(user)
})

it('does not take a disabled code back once the record has let it go', async () => {
  const app = await testApp()
  const user = await app.makeUser(person('PUBLIC', { userGroup: 'ALUMNI' }))
  await disable(app, 'ALUMNI')
  const desk = await app.as('deskOperator')
  expect((await desk.post(`/users/${user.id}/general`, { userGroup: '' })).status).toBe(303)
  expect((await desk.post(`/users/${user.id}/general`, { userGroup: 'ALUMNI' })).status).toBe(422)
})

it('opens user groups to Staff and Public, job categories to Staff alone', async () => {
  const app = await testApp()
  const desk = await app.as('deskOperator')
  const answers: Record<string, number[]> = {}
  for (const recordType of ['STAFF', 'PUBLIC', 'CONTACT']) {
    const user = await app.makeUser(person(recordType))
    const statusOf = async (typed: Record<string, string>) => (await desk.post(`/users/${user.id}/general`, typed)).status
    answers[recordType] = [await statusOf({ userGroup: 'FACULTY' }), await statusOf({ jobCategory: 'CATALOGER' })]
  }
  expect(answers).toEqual({ STAFF: [303, 303], PUBLIC: [303, 422], CONTACT: [422, 422] })
})

it('offers what the record type may have, and says why another is refused', async () => {
  const app = await testApp()
  const user = await app.makeUser(person('CONTACT'))
  const desk = await app.as('deskOperator')
  const page = await desk.get(`/users/${user.id}/general`)
  expect(page.$('select[name=userGroup] option').text().trim()).toBe('')
  const refused = await desk.post(`/users/${user.id}/general`, { userGroup: 'FACULTY' })
  expect(refused.problems).toEqual(['User group does not apply to the record type Contact. Leave it empty.'])
})

it('takes codes as they are written, and neither description nor other letter case', async () => {
  const app = await testApp()
  const user = await app.makeUser(person('PUBLIC'))
  const desk = await app.as('deskOperator')
  for (const userGroup of ['faculty', 'Undergraduate student'])
    expect((await desk.post(`/users/${user.id}/general`, { userGroup })).status).toBe(422)
})
