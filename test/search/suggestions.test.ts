import { expect, it } from 'vitest'
import type { Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { binUser } from '#users/record/bin.ts'

const ask = (visitor: Visitor, q: string, index = 'all') =>
  visitor.get(`/users/suggestions?index=${index}&q=${encodeURIComponent(q)}`)

async function suggestedTo(visitor: Visitor, q: string, index = 'all'): Promise<string[]> {
  const page = await ask(visitor, q, index)
  return page
    .$('[role=option]')
    .toArray()
    .map((option) => page.$(option).text().replace(/\s+/g, ' ').trim())
}

async function house() {
  const app = await testApp({ people: ['viewer', 'deskOperator'] })
  const make = (primaryId: string, values: object, more: object = {}) =>
    app.makeUser({ values: { primaryId, firstName: 'Ana', lastName: 'Garcia', ...values }, ...more })
  await make(
    'one',
    { userGroup: 'FACULTY', birthDate: '1990-05-01' },
    { identifiers: [{ type: 'BARCODE', value: '21234000987' }] },
  )
  await make('two', { firstName: 'Bo' }, { identifiers: [{ type: 'BARCODE', value: '9876' }] })
  await make(
    'three',
    { lastName: '王', firstName: '小明' },
    { notes: [{ type: 'OTHER', text: 'owes a penguin' }], emails: [{ address: 'ming@example.org' }] },
  )
  return { ...app, make, vera: await app.as('viewer') }
}

it('works: the first users of the result, with what tells them apart', async () => {
  const { vera, make } = await house()
  const [ana, bo] = await suggestedTo(vera, 'garc')
  expect(ana).toMatch(/^Garcia, Ana Faculty.* · born 1990 · card …0987 one$/)
  expect(bo).toBe('Garcia, Bo Public two')
  for (const n of [1, 2, 3, 4, 5]) await make(`m${n}`, { firstName: `Cy${n}` })
  const page = await ask(vera, 'garc')
  expect(page.$('[role=option]')).toHaveLength(5)
  expect(page.$('[role=listbox]').attr('data-said')).toBe('5 suggestions')
  expect(page.$('mark').first().text()).toBe('Garcia')
  expect(page.$('[role=option]').first().attr('data-url')).toMatch(/^\/users\/\d+$/)
})

it('begins with two letters, or one that says much; keeps to the index; has nothing to say of a term that is wrong', async () => {
  const { vera } = await house()
  expect(await suggestedTo(vera, 'g')).toEqual([])
  expect(await suggestedTo(vera, '-g*')).toEqual([])
  expect(await suggestedTo(vera, 'ga')).toHaveLength(2)
  expect(await suggestedTo(vera, '王')).toHaveLength(1)
  expect(await suggestedTo(vera, 'garcia', 'first_name')).toEqual([])
  expect(await suggestedTo(vera, 'fac', 'user_group')).toHaveLength(1)
  expect(await suggestedTo(vera, 'garcia group:FACULTY')).toHaveLength(1)
  expect(await suggestedTo(vera, 'garcia group:NOBODY')).toEqual([])
})

it('whom the text names stands first', async () => {
  const { vera, make } = await house()
  await make('garcia', { firstName: 'Zoe', lastName: 'Zz' })
  expect((await suggestedTo(vera, 'garcia'))[0]).toMatch(/^Zz, Zoe/)
  expect((await suggestedTo(vera, '9876'))[0]).toMatch(/^Garcia, Bo/)
})

it('never finds anybody by a note, whoever asks', async () => {
  const { as } = await house()
  for (const person of ['viewer', 'deskOperator', 'administrator'] as const) {
    const visitor = await as(person)
    expect(await suggestedTo(visitor, 'penguin')).toEqual([])
    expect(await suggestedTo(visitor, 'penguin', 'notes')).toEqual([])
    expect(await suggestedTo(visitor, 'note:penguin')).toEqual([])
    expect(await suggestedTo(visitor, 'notetype:OTHER')).toEqual([])
  }
})

it('odd texts find nobody and break nothing; markup is text', async () => {
  const { vera, make } = await house()
  await make('evil', { lastName: '<img src=x onerror=alert(1)>', firstName: '"><b>Eve' })
  for (const q of [
    '%%',
    '__',
    '"',
    '**',
    '(()',
    'AND OR',
    'NEAR(a b)',
    '^ga',
    '-ga -ga',
    '\0\0',
    '|',
    'a|b|c',
    'x'.repeat(10_000),
  ])
    expect((await ask(vera, q)).status, q).toBe(200)
  for (const q of ['%%', '__', '"gb%', 'NEAR(a b)']) expect(await suggestedTo(vera, q), q).toEqual([])
  const page = await ask(vera, 'img src')
  expect([page.$('[role=option]').length, page.$('img').length, page.$('[role=option] b').length]).toEqual([1, 0, 0])
  expect((await vera.get('/users/suggestions?q[]=ga&index=constructor&in=x&page=-1')).status).toBe(200)
})

it('whoever is in the bin or gone is not suggested', async () => {
  const { vera, db, clock, make } = await house()
  const gone = await make('gone', { lastName: 'Quill' })
  expect(await suggestedTo(vera, 'quill')).toHaveLength(1)
  await db.write((tx) => binUser(tx, setUpActor(clock), gone))
  expect(await suggestedTo(vera, 'quill')).toEqual([])
})

it('signed out leads to Sign in, and tells nothing', async () => {
  const { visitor } = await house()
  const page = await ask(visitor(), 'garcia')
  expect([page.status, page.location.startsWith('/sign-in'), page.text.includes('Garcia')]).toEqual([303, true, false])
})
