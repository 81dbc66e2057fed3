import { expect, it } from 'vitest'
import type { Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'

const names = async (visitor: Visitor) => {
  const page = await visitor.get('/users/recent')
  return page
    .$('.who')
    .toArray()
    .map((link) => page.$(link).text())
}

it('remembers for each person whom they opened, the latest first and each once', async () => {
  const { as, makeUser, clock } = await testApp({ people: ['viewer', 'manager'] })
  const [ana, bo] = [
    await makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } }),
    await makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Lee' } }),
  ]
  const [vera, max] = [await as('viewer'), await as('manager')]
  expect((await vera.get('/users/recent')).text).toContain('Nobody yet')
  for (const { id } of [ana, bo, ana]) {
    await vera.get(`/users/${id}/contact`)
    clock.move(1000)
  }
  await max.get(`/users/${bo.id}/general`)
  await vera.get('/users/999/general')
  expect(await names(vera)).toEqual(['Lee, Ana', 'Lee, Bo'])
  expect(await names(max)).toEqual(['Lee, Bo'])
  expect((await vera.get('/users/suggestions')).$('[role=option] .who').first().text()).toBe('Lee, Ana')
})

it('keeps the last ten', async () => {
  const { as, makeUser, clock } = await testApp({ people: ['viewer'] })
  const vera = await as('viewer')
  for (let n = 0; n < 12; n += 1) {
    const { id } = await makeUser({ values: { primaryId: `p${n}`, firstName: 'X', lastName: `L${n}` } })
    await vera.get(`/users/${id}/general`)
    clock.move(1000)
  }
  const shown = await names(vera)
  expect([shown.length, shown[0], shown.at(-1)]).toEqual([10, 'L11, X', 'L2, X'])
})
