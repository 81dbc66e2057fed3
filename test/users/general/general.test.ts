import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

it('works: saves what changed, says so, and shows it', async () => {
  const { as, makeUser } = await testApp()
  const user = await makeUser({ values: { primaryId: 'amuller', firstName: 'Ana', lastName: 'Müller' } })
  const desk = await as('deskOperator')
  const page = await desk.get(`/users/${user.id}/general`)
  expect(page.status).toBe(200)
  expect(page.field('Last name').value).toBe('Müller')
  const saved = await desk.submit(page, 'Save', { lastName: 'Schmidt', userGroup: 'FACULTY' })
  expect(saved.status).toBe(303)
  const after = await desk.get(saved.location)
  expect(after.heading).toBe('Schmidt, Ana')
  expect(after.flash).toBe('Saved: Last name, User group.')
})
