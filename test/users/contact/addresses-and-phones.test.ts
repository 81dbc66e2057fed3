import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { actsOf } from '../records.ts'

const ana = { values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } }

async function opened() {
  const app = await testApp()
  const user = await app.makeUser(ana)
  return { app, user, desk: await app.as('deskOperator'), url: `/users/${user.id}/contact` }
}

it('works: an address with types, period and note is added, shown and told in history', async () => {
  const { app, user, desk, url } = await opened()
  const page = await desk.get(`${url}/addresses/new`)
  const typed = {
    line1: '1 Main St',
    city: 'Wien',
    postalCode: '1010',
    country: 'AUT',
    startDate: '2026-01-01',
    endDate: '2026-12-31',
    note: 'ring\r\ntwice',
    types: 'work',
  }
  expect((await desk.submit(page, 'Save', typed)).status).toBe(303)
  const shown = (await desk.get(url)).$('[aria-labelledby=addresses] li').text().replace(/\s+/g, ' ')
  for (const part of ['1 Main St', '1010 Wien', 'Austria', 'ring twice', '2026-01-01 to 2026-12-31', 'Preferred', 'Work'])
    expect(shown).toContain(part)
  expect((await actsOf(app, user))[0]?.lines).toContainEqual(['note', null, 'ring\ntwice'])
})

it('refused: what an address lacks or cannot have, all at once, with the typing kept', async () => {
  const { desk, url } = await opened()
  const refused = await desk.submit(await desk.get(`${url}/addresses/new`), 'Save', {
    line1: '',
    city: '',
    postalCode: '1010',
    startDate: 'soon',
    country: 'XX',
    note: 'x'.repeat(1001),
  })
  expect(refused.status).toBe(422)
  for (const label of ['Address line 1', 'City', 'Country', 'Start date', 'Address note'])
    expect(refused.field(label).error).not.toBe('')
  expect([refused.field('Postal code').value, refused.field('Start date').value]).toEqual(['1010', 'soon'])
  const again = await desk.submit(refused, 'Save', { startDate: '', country: '', note: '' })
  expect(again.problems).toEqual(['Address line 1 is required. Enter it.', 'City is required. Enter it.'])
})

it('refused: an address that ends before it begins', async () => {
  const { desk, url } = await opened()
  const page = await desk.get(`${url}/addresses/new`)
  const refused = await desk.submit(page, 'Save', { line1: 'a', city: 'b', startDate: '2026-12-31', endDate: '2026-01-01' })
  expect([refused.status, refused.field('End date').error]).toEqual([
    422,
    'The end date is before the start date. Change one of them.',
  ])
})

it('works: of several phones one is preferred, and one, perhaps another, for SMS', async () => {
  const { desk, url } = await opened()
  const add = async (typed: Record<string, string>) => desk.submit(await desk.get(`${url}/phones/new`), 'Save', typed)
  await add({ number: '111' })
  await add({ number: '222', preferredSms: 'on' })
  await add({ number: '333', preferred: 'on', preferredSms: 'on' })
  const page = await desk.get(url)
  const rows = page
    .$('[aria-labelledby=phones] li')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .find('.main, .chip')
        .toArray()
        .map((part) => page.$(part).text().trim())
        .join(' '),
    )
  expect(rows).toEqual(['333 Preferred Mobile Preferred for SMS', '111 Mobile', '222 Mobile'])
})

it('works: a tick that is taken away goes to the oldest other row, and stays where there is none', async () => {
  const { desk, url } = await opened()
  const add = async (number: string) => desk.submit(await desk.get(`${url}/phones/new`), 'Save', { number })
  const untick = async (id: string) => {
    const { action, values } = (await desk.get(`${url}/phones/${id}/edit`)).formOf('Save')
    const { preferred: _tick, ...rest } = values
    return desk.post(action, rest)
  }
  const preferred = async () => (await desk.get(url)).$('[aria-labelledby=phones] li').first().text()
  await add('111')
  expect((await untick('1')).status).toBe(303)
  expect(await preferred()).toContain('111')
  await add('222')
  await untick('1')
  expect(await preferred()).toMatch(/222\s+Preferred/)
})
