import { expect, it } from 'vitest'
import { settingNow } from '#code-tables/settings.queries.ts'
import { testApp } from '#test/app.ts'

const url = '/configuration/registration'
const token = async (visitor: { token(): Promise<string> }) => `_csrf=${encodeURIComponent(await visitor.token())}`

it('works: what is ticked is asked, and history says what was before', async () => {
  const { as, db } = await testApp()
  const ada = await as('administrator')
  const page = await ada.get(url)
  expect(page.text).toContain('Always: First name, Last name, Primary identifier.')
  expect(page.$('#registration_fields input[checked]').length).toBe(6)
  const { drawn } = page.formOf('Save').values
  const body = `${await token(ada)}&drawn=${encodeURIComponent(drawn ?? '')}&registration_fields=userGroup&registration_fields=gender`
  const saved = await ada.post(url, body)
  expect([saved.status, saved.location]).toEqual([303, url])
  expect((await ada.get(url)).flash).toBe('Saved: Fields of quick registration, Made by itself when left empty.')
  expect(await settingNow(db.read, 'registration_fields')).toBe('userGroup,gender')
  expect(await settingNow(db.read, 'registration_numbers')).toBe('')
  expect((await ada.get('/users/register')).field('Gender').exists).toBe(true)
  expect((await ada.get('/configuration')).text).toContain('What is asked of somebody who is registered at the desk.')
})

it('refused: what is no name of a field', async () => {
  const { as } = await testApp()
  const ada = await as('administrator')
  const refused = await ada.post(url, { registration_fields: '<b>', registration_numbers: 'password' })
  expect([refused.status, refused.problems.length]).toEqual([422, 2])
})

it('signed out, and not allowed', async () => {
  const { as, visitor } = await testApp({ people: ['manager'] })
  expect((await visitor().get(url)).location).toContain('/sign-in')
  const max = await as('manager')
  expect((await max.get(url)).status).toBe(403)
  expect((await max.post(url, { registration_fields: 'gender' })).status).toBe(403)
})

it('two at once: what both changed is asked', async () => {
  const { as, db } = await testApp({ people: ['userAdministrator'] })
  const [ada, ulla] = [await as('administrator'), await as('userAdministrator')]
  const drawn = String((await ada.get(url)).formOf('Save').values.drawn)
  expect((await ulla.post(url, { drawn, registration_fields: 'gender', registration_numbers: 'primaryId' })).status).toBe(303)
  const asked = await ada.post(url, { drawn, registration_fields: 'title', registration_numbers: 'primaryId' })
  expect([asked.status, asked.$('.clash').length]).toEqual([409, 1])
  expect(asked.$('.clash').text()).toContain('Gender')
  expect((await ada.submit(asked, 'Use theirs', { settle: String(asked.$('button[value^=theirs]').attr('value')) })).status).toBe(
    303,
  )
  expect(await settingNow(db.read, 'registration_fields')).toBe('gender')
})
