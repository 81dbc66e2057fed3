import { expect, it } from 'vitest'
import { resultPreferences } from '#search/preferences.table.ts'
import type { Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'

const headings = ({ $ }: Page) =>
  $('table[aria-label="Users"] th')
    .toArray()
    .map((heading) => $(heading).text().replace(/[▲▼]/g, '').trim())
    .filter((label) => label !== 'Tick' && label !== 'Actions')
const chosenOn = ({ $ }: Page) =>
  $('input[name=columns]')
    .toArray()
    .map((input) => input.attribs.value)
const textOf = (fields: [string, string][]) => new URLSearchParams(fields).toString()

/** Sends the form with columns of one's own. */
async function send(visitor: Visitor, columns: string[], more: Record<string, string> = {}) {
  const page = await visitor.get('/users/columns')
  const token = String(page.$('#columns-form input[name=_csrf]').attr('value'))
  const fields = { pageSize: '20', ...more, _csrf: token }
  return visitor.post(
    '/users/columns',
    textOf([...columns.map((name): [string, string] => ['columns', name]), ...Object.entries(fields)]),
    { 'content-type': 'application/x-www-form-urlencoded' },
  )
}

async function house() {
  const app = await testApp({ people: ['viewer', 'manager'] })
  const values = { primaryId: 'pia', firstName: 'Pia', lastName: 'Quill', birthDate: '1990-05-01', userGroup: 'FACULTY' }
  await app.makeUser({
    values: { ...values, purgeDate: '2031-01-01' },
    identifiers: [{ type: 'BARCODE', value: 'b-4711' }],
    phones: [{ number: '+46 1' }],
    emails: [{ address: 'pia@example.org' }],
  })
  return { ...app, vera: await app.as('viewer'), max: await app.as('manager') }
}

const usual = ['Name', 'Primary ID', 'Record type', 'Account type', 'User group', 'Status', 'Expires']

it('works: each person has columns of their own, in their order', async () => {
  const { vera, max } = await house()
  expect(headings(await vera.get('/users?q=quill'))).toEqual(usual)
  const saved = await send(vera, ['barcode', 'phone', 'birthDate', 'email', 'userGroup', 'createdAt', 'purgeDate'])
  expect([saved.status, saved.location]).toEqual([303, '/users?q=quill'])
  const page = await vera.get('/users?q=quill')
  expect(headings(page)).toEqual([...['Name', 'Barcode', 'Phone', 'Birth date', 'Email', 'User group', 'Created'], 'Purge date'])
  const cells = page
    .$('table[aria-label="Users"] tbody td')
    .toArray()
    .map((cell) => page.$(cell).text().trim())
  expect(cells.slice(0, 8).map((text) => text.split(/\s{2,}/)[0])).toEqual([
    'Quill, Pia',
    ...['b-4711', '+46 1', '1990-05-01', 'pia@example.org'],
    expect.stringContaining('Faculty'),
    ...['2026-11-22', '2031-01-01'],
  ])
  expect(page.text).toContain('Lists of users now look like this for you.')
  expect(headings(await max.get('/users?q=quill'))).toEqual(usual)
  expect(chosenOn(await vera.get('/users/columns'))[0]).toBe('barcode')
})

it('stands 50 on a page for whom wants 50, and the way from user to user keeps to it', async () => {
  const { vera, makeUser } = await house()
  for (let n = 10; n < 40; n += 1) await makeUser({ values: { primaryId: `s${n}`, firstName: `A${n}`, lastName: 'Smith' } })
  await send(vera, ['userGroup'], { pageSize: '50' })
  const page = await vera.get('/users?q=smith')
  expect(page.$('table[aria-label="Users"] tbody tr')).toHaveLength(30)
  expect(page.text).toContain('1–30 of 30')
  await vera.get(String(page.$('.who').eq(24).attr('href')))
  const step = await vera.get('/users/result?step=next')
  const next = await vera.get((await vera.get(step.location)).location)
  expect(next.$('.trail a').first().attr('href')).toMatch(/^\/users\?q=smith#user-\d+$/)
})

it('adds, moves and removes columns without scripts, and saves none of it before Save', async () => {
  const { vera, db } = await house()
  const press = async (columns: string[], act: string, more = '') => chosenOn(await send(vera, columns, { act, more }))
  expect(await press(['status', 'email'], 'up:email')).toEqual(['email', 'status'])
  expect(await press(['status', 'email'], 'down:email')).toEqual(['status', 'email'])
  expect(await press(['status', 'email'], 'down:status')).toEqual(['email', 'status'])
  expect(await press(['status', 'email'], 'remove:status')).toEqual(['email'])
  expect(await press(['status'], 'add', 'phone')).toEqual(['status', 'phone'])
  expect(await press(['status'], 'add', 'password')).toEqual(['status'])
  expect(await press(['status'], 'up:constructor')).toEqual(['status'])
  expect(await press(['status'], 'usual')).toHaveLength(6)
  expect(await db.read.$count(resultPreferences)).toBe(0)
})

it('is refused with the choice kept: no column, a column or a size that there is not', async () => {
  const { vera, db } = await house()
  const none = await send(vera, [])
  expect([none.status, none.problems]).toEqual([422, ['Choose one column at least: names alone do not tell people apart.']])
  const odd = await send(vera, ['email', 'passwordHash'])
  expect([odd.status, chosenOn(odd)]).toEqual([422, ['email']])
  const many = await send(vera, ['email', 'phone'], { pageSize: '100000' })
  expect([many.status, many.problems, chosenOn(many)]).toEqual([
    ...[422, ['Choose how many users stand on a page.']],
    ['email', 'phone'],
  ])
  expect((await send(vera, Array(200).fill('email'))).status).toBe(422)
  expect(await db.read.$count(resultPreferences)).toBe(0)
})

it('two at once: one choice stands', async () => {
  const { vera, db } = await house()
  const both = await Promise.all([send(vera, ['email']), send(vera, ['phone'])])
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  expect(await db.read.$count(resultPreferences)).toBe(1)
})

it('what was kept and is not known any more falls back', async () => {
  const { vera, db, people } = await house()
  const keep = (columns: string[], pageSize: number) =>
    db.write(async (tx) => {
      await tx.delete(resultPreferences)
      await tx.insert(resultPreferences).values({ personId: people.viewer?.id ?? 0, columns, pageSize })
    })
  await keep(['gone', 'email', 'email', '__proto__'], 7)
  expect(headings(await vera.get('/users?q=quill'))).toEqual(['Name', 'Email'])
  await keep(['gone'], 100)
  expect(headings(await vera.get('/users?q=quill'))).toEqual(usual)
})

it('signed out leads to Sign in', async () => {
  const { visitor } = await house()
  expect((await visitor().get('/users/columns')).location).toContain('/sign-in')
})
