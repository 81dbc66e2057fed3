import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { actsOf, recordOf } from '../records.ts'

const ana = { values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee', userGroup: 'STAFF' } }

/** Two people with the same page open; the first has saved. */
async function twoAtOnce(first: Record<string, string>) {
  const app = await testApp({ people: ['manager', 'deskOperator'] })
  const user = await app.makeUser(ana)
  const [max, otto] = [await app.as('manager'), await app.as('deskOperator')]
  const url = `/users/${user.id}/general`
  const [maxPage, ottoPage] = [await max.get(url), await otto.get(url)]
  expect((await max.submit(maxPage, 'Save', first)).status).toBe(303)
  return { app, user, otto, max, ottoPage, url }
}

const settle = (page: Page, button: string) => ({
  settle:
    page
      .$('button')
      .filter((_n, element) => page.$(element).text().startsWith(button))
      .attr('value') ?? '',
})

it('keeps what each of two people changed, and says so', async () => {
  const { app, user, otto, ottoPage } = await twoAtOnce({ firstName: 'Anna', website: 'max.example' })
  const saved = await otto.submit(ottoPage, 'Save', { lastName: 'Leeds' })
  expect(saved.status).toBe(303)
  const after = await otto.get(saved.location)
  expect(after.flash).toBe('Saved: Last name. Changed meanwhile by someone else, and kept: First name, Website.')
  expect(await recordOf(app, user)).toMatchObject({ firstName: 'Anna', lastName: 'Leeds', website: 'max.example', version: 3 })
  expect((await actsOf(app, user))[0]?.items.map((change) => change.field)).toEqual(['lastName'])
})

it('is no question when both typed the same', async () => {
  const { app, user, otto, ottoPage } = await twoAtOnce({ lastName: 'Leeds' })
  expect((await otto.submit(ottoPage, 'Save', { lastName: 'Leeds' })).status).toBe(303)
  expect((await recordOf(app, user)).version).toBe(2)
})

it('keeps mine when I say so, and all else that I typed', async () => {
  const { app, user, otto, ottoPage } = await twoAtOnce({ lastName: 'Max’s', firstName: 'Anna' })
  const asked = await otto.submit(ottoPage, 'Save', { lastName: 'Otto’s', website: 'otto.example' })
  expect(asked.status).toBe(409)
  expect(asked.field('First name').value).toBe('Anna')
  const saved = await otto.submit(asked, 'Save', settle(asked, 'Keep mine'))
  expect(saved.status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Otto’s', firstName: 'Anna', website: 'otto.example' })
})

it('uses theirs when I say so', async () => {
  const { app, user, otto, ottoPage } = await twoAtOnce({ lastName: 'Max’s' })
  const asked = await otto.submit(ottoPage, 'Save', { lastName: 'Otto’s', website: 'otto.example' })
  const saved = await otto.submit(asked, 'Save', settle(asked, 'Use theirs'))
  const words = 'Saved: Website. Changed meanwhile by someone else, and kept: Last name.'
  expect([saved.status, (await otto.get(saved.location)).flash]).toEqual([303, words])
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Max’s', website: 'otto.example' })
})

it('asks each field on its own, and remembers what was settled', async () => {
  const { app, user, otto, ottoPage } = await twoAtOnce({ lastName: 'Max’s', website: 'max.example' })
  const asked = await otto.submit(ottoPage, 'Save', { lastName: 'Otto’s', website: 'otto.example' })
  const again = await otto.submit(asked, 'Save', settle(asked, 'Keep mine: Last name'))
  expect(again.status).toBe(409)
  expect(again.$('.clash')).toHaveLength(1)
  expect((await otto.submit(again, 'Save', settle(again, 'Use theirs'))).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Otto’s', website: 'max.example' })
})

it('shows theirs in the field once it is used, and hears what is typed there afterwards', async () => {
  const { app, user, otto, ottoPage } = await twoAtOnce({ lastName: 'Max’s', website: 'max.example' })
  const asked = await otto.submit(ottoPage, 'Save', { lastName: 'Otto’s', website: 'otto.example' })
  const again = await otto.submit(asked, 'Save', settle(asked, 'Use theirs: Last name'))
  expect([again.status, again.field('Last name').value, again.field('Website').value]).toEqual([409, 'Max’s', 'otto.example'])
  expect((await otto.submit(again, 'Save', { lastName: 'Ours', ...settle(again, 'Keep mine') })).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Ours', website: 'otto.example' })
})

it('hears what is typed over a value that others had changed, the value of before too', async () => {
  const { app, user, otto, ottoPage } = await twoAtOnce({ lastName: 'Max’s', firstName: 'Anna' })
  const asked = await otto.submit(ottoPage, 'Save', { lastName: 'Otto’s' })
  expect(asked.field('First name').value).toBe('Anna')
  const saved = await otto.submit(asked, 'Save', { firstName: 'Ana', ...settle(asked, 'Keep mine') })
  expect(saved.status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Otto’s', firstName: 'Ana' })
})

it('leaves to others what they changed once more after I was asked about another field', async () => {
  const { app, user, otto, max, ottoPage, url } = await twoAtOnce({ lastName: 'Max’s', firstName: 'Anna' })
  const asked = await otto.submit(ottoPage, 'Save', { lastName: 'Otto’s' })
  expect((await max.submit(await max.get(url), 'Save', { firstName: 'Ana' })).status).toBe(303)
  const saved = await otto.submit(asked, 'Save', settle(asked, 'Keep mine'))
  expect((await otto.get(saved.location)).flash).toBe('Saved: Last name.')
  expect(await recordOf(app, user)).toMatchObject({ lastName: 'Otto’s', firstName: 'Ana' })
})

it('asks again when the other value changed after I had chosen', async () => {
  const { app, user, otto, max, ottoPage, url } = await twoAtOnce({ lastName: 'Max’s' })
  const asked = await otto.submit(ottoPage, 'Save', { lastName: 'Otto’s' })
  expect((await max.submit(await max.get(url), 'Save', { lastName: 'Max’s second' })).status).toBe(303)
  const again = await otto.submit(asked, 'Save', settle(asked, 'Keep mine'))
  expect([again.status, again.text.includes('Max’s second')]).toEqual([409, true])
  expect((await recordOf(app, user)).lastName).toBe('Max’s second')
})

it('carries out one form once, and another wish in the same form anew', async () => {
  const app = await testApp()
  const user = await app.makeUser(ana)
  const desk = await app.as('deskOperator')
  const page = await desk.get(`/users/${user.id}/general`)
  const answers = await Promise.all(['B', 'B', 'B'].map((lastName) => desk.submit(page, 'Save', { lastName })))
  expect(answers.map((answer) => answer.status)).toEqual([303, 303, 303])
  expect((await recordOf(app, user)).version).toBe(2)
  expect((await desk.submit(page, 'Save', { lastName: 'Lee', website: 'x.example' })).status).toBe(303)
})
