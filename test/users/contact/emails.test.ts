import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

const ana = { values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' }, emails: [{ address: 'ana@old.example' }] }

it('works: adds an e-mail address as preferred, and the old one gives way', async () => {
  const { as, makeUser } = await testApp()
  const { id } = await makeUser(ana)
  const desk = await as('deskOperator')
  const page = await desk.get(`/users/${id}/contact/emails/new`)
  expect(page.status).toBe(200)
  const saved = await desk.submit(page, 'Save', { address: 'ana@new.example', preferred: 'on' })
  expect([saved.status, saved.location]).toEqual([303, `/users/${id}/contact`])
  const after = await desk.get(saved.location)
  expect(after.flash).toBe('Added.')
  expect(
    after
      .$('[aria-labelledby=emails] li')
      .toArray()
      .map((row) =>
        after
          .$(row)
          .find('.main, .chip')
          .toArray()
          .map((part) => after.$(part).text().trim()),
      ),
  ).toEqual([
    ['ana@new.example', 'Preferred', 'Personal'],
    ['ana@old.example', 'Personal'],
  ])
})
