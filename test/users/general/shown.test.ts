import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

it('shows what may not be changed as facts', async () => {
  const { as, makeUser } = await testApp()
  const values = { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee', accountType: 'EXTERNAL', source: 'SIS-2' }
  const user = await makeUser({ values })
  const page = await (await as('deskOperator')).get(`/users/${user.id}/general`)
  expect(page.text).toContain('Record typePublic')
  expect(page.text).toContain('Account typeExternal')
  expect(page.text).toContain('SourceSIS-2')
  expect(page.text).toContain('Status date2026-11-22')
})

it('shows a reader every value, and a dash where there is none', async () => {
  const { as, makeUser } = await testApp()
  const values = { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee', userGroup: 'FACULTY', birthDate: '1999-03-28' }
  const user = await makeUser({ values })
  const page = await (await as('viewer')).get(`/users/${user.id}/general`)
  const shown = Object.fromEntries(
    page
      .$('.field')
      .toArray()
      .map((field) =>
        page
          .$(field)
          .children()
          .toArray()
          .map((part) => page.$(part).text()),
      ),
  )
  expect(shown).toMatchObject({
    'First name': 'Ana',
    'Last name': 'Lee',
    'User group': 'Faculty',
    'Birth date': '1999-03-28',
    Status: 'Active',
    'Middle name': '—',
    Title: '—',
    'Purge date': '—',
  })
})

it('offers each field of the form under its name', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser({ values: { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee' } })
  const page = await (await as('deskOperator')).get(`/users/${user.id}/general`)
  const labels = ['First name', 'Middle name', 'Last name', 'Primary identifier', 'User group', 'Job category', 'Title', 'Gender']
  labels.push('Birth date', 'Preferred first name', 'Preferred middle name', 'Preferred last name', 'Job description')
  labels.push('Preferred language', 'Website', 'Cataloger level', 'Status', 'Expiration date', 'Purge date')
  expect(labels.filter((label) => !page.field(label).exists)).toEqual([])
})
