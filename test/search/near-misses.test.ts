import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

async function house() {
  const app = await testApp({ people: ['viewer'] })
  const names = [
    ['Maria', 'Garcia'],
    ['Marta', 'Garcia'],
    ['Maria', 'Lopez'],
    ['Jan', 'Novak'],
  ]
  for (const [n, [firstName, lastName]] of names.entries())
    await app.makeUser({ values: { primaryId: `p${n}`, firstName, lastName } })
  const vera = await app.as('viewer')
  return async (typed: string) => {
    const page = await vera.get(`/users?q=${encodeURIComponent(typed)}`)
    expect(page.text).toContain('Nothing found')
    return page
      .$('.empty .row-list li')
      .toArray()
      .map((item) => page.$(item).text())
  }
}

it.each([
  ['mraia', ['maria 2 found']],
  ['mraia garcia', ['maria garcia 1 found', 'garcia 2 found']],
  ['maria gracia', ['maria garcia 1 found', 'marta garcia 1 found', 'maria 2 found']],
  ['mraia gracia', ['maria garcia 1 found']],
  ['lpoez mraia qqqq', []],
  ['maria novak', ['novak 1 found', 'maria 2 found']],
  ['maria qqqq', ['maria 2 found']],
  ['qqqq wwww', []],
  ['1234 5678', []],
  ['garciax', ['garcia 2 found']],
  ['marix', ['maria 2 found']],
  ['marix garcix', ['maria garcia 1 found']],
  ['mara garcia novak', []],
])('“%s” is offered what comes near it, with the fewest changes first', async (typed, offered) => {
  const offersFor = await house()
  expect(await offersFor(typed)).toEqual(offered)
})
