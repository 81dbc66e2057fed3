import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { changeByHand, external, makeSource } from '../source-house.ts'

async function house() {
  const app = await testApp()
  await makeSource(app)
  const user = await app.makeUser(external({ emails: [{ address: 'ana@uni.example' }] }))
  await changeByHand(app, user, { userGroup: 'FACULTY', birthDate: '1999-03-28' })
  return { app, user, ada: await app.as('administrator') }
}

it('names on paper what the source owns, and what was changed by hand', async () => {
  const { user, ada } = await house()
  const sheet = await ada.get(`/users/${user.id}/print`)
  expect(sheet.text).toContain('OriginExternal')
  expect(sheet.$('section:contains("Changed by hand")').text()).toMatch(/Field\s*User group\s*Changed\s*.*2026-11-22 10:00/)
  expect(sheet.text).toContain('The source saysLibrary staff')
  expect(sheet.text).toContain('The source saysempty')
})

it('names it in the readable file and in the file of data', async () => {
  const { user, ada } = await house()
  const file = await ada.post(`/users/${user.id}/export`, { form: 'html' })
  expect(file.text).toContain('OriginExternal')
  expect(file.text).toContain('Changed by hand')
  const data = JSON.parse((await ada.post(`/users/${user.id}/export`, { form: 'json' })).html)
  expect(data.emails).toMatchObject([{ address: 'ana@uni.example', origin: 'EXTERNAL' }])
  expect(data.locks).toMatchObject([
    { field: 'userGroup', lockedAt: '2026-11-22T10:00:00.000Z', sourceValue: 'STAFF' },
    { field: 'birthDate', sourceValue: null },
  ])
})

it('says nothing of it on an internal user', async () => {
  const { app, ada } = await house()
  const values = { primaryId: 'inside', firstName: 'In', lastName: 'Side' }
  const user = await app.makeUser({ values, origin: 'EXTERNAL', emails: [{ address: 'in@side.example' }] })
  const sheet = await ada.get(`/users/${user.id}/print`)
  expect(sheet.text).not.toMatch(/Origin|Changed by hand/)
})
