import { expect, it } from 'vitest'
import type { Visitor } from '#test/app.ts'
import { setUpToken, testApp } from '#test/app.ts'

const typed = {
  institution: 'Northfield Library',
  firstName: 'Ann',
  lastName: 'First',
  primaryId: 'ann',
  password: 'quite a long secret',
  verify: 'quite a long secret',
}
const button = 'Create administrator'

async function entered(visitor: Visitor) {
  await visitor.get(`/setup?token=${setUpToken}`)
  return visitor.get('/setup')
}

it('works: names the library, makes its first administrator, and leads to Sign in', async () => {
  const { visitor } = await testApp({ empty: true })
  const ann = visitor()
  const first = await ann.get(`/setup?token=${setUpToken}`)
  expect([first.status, first.location]).toEqual([303, '/setup'])
  const page = await ann.get(first.location)
  expect(page.heading).toBe('Set up Foyer')
  const made = await ann.submit(page, button, typed)
  expect([made.status, made.location]).toEqual([303, '/sign-in'])
  const signIn = await ann.get(made.location)
  expect(signIn.flash).toBe('Foyer is set up. Sign in as ann.')
  expect(signIn.text).toContain('Northfield Library')
  await ann.signIn('ann', typed.password)
  const list = await ann.get('/users?q=ann&index=names')
  expect(list.rows('Users').map((row) => row.slice(1, 8))).toEqual([
    ['First, Ann', 'ann', 'Staff', 'Internal', '—', 'Active', '—'],
  ])
  const id = list.$('table[aria-label="Users"] tbody a.who').attr('href')
  const history = (await ann.get(`${String(id).split('?')[0]}/history`)).rows('History')
  const roles = history.filter(([, , what]) => what?.startsWith('Role') && !what.includes('Scope')).map((row) => row[4])
  expect(roles).toEqual(expect.arrayContaining(['User Administrator', 'General System Administrator']))
  expect(new Set(history.map((row) => row[1]?.endsWith('set-up')))).toEqual(new Set([true]))
})

it('works: loads 500 sample users where that is ticked', async () => {
  const { visitor } = await testApp({ empty: true })
  const ann = visitor()
  await ann.submit(await entered(ann), button, { ...typed, sample: 'on' })
  await ann.signIn('ann', typed.password)
  expect((await ann.get('/users')).text).toContain('501 found')
})

it('refused: says what is missing and keeps all but the passwords', async () => {
  const { visitor } = await testApp({ empty: true })
  const ann = visitor()
  const kept = { ...typed, lastName: '', verify: 'quite another secret', primaryId: '<b>an\u0000n', sample: 'on' }
  const page = await ann.submit(await entered(ann), button, kept)
  expect(page.status).toBe(422)
  expect(page.problems).toHaveLength(3)
  expect(page.field('Last name').error).toBe('Last name is required. Enter it.')
  expect(page.field('Verify password').error).toContain('not alike')
  expect(page.field('Primary identifier')).toMatchObject({ value: '<b>an�n', error: expect.stringContaining('cannot be stored') })
  expect(page.field('Institution name').value).toBe('Northfield Library')
  expect(page.field('Password').value).toBe('')
  expect(page.html).not.toContain('secret')
  expect(page.formOf(button).values.sample).toBe('on')
  expect((await ann.submit(page, button, typed)).status).toBe(303)
})

it.each([
  ['short', 'Use at least 8 characters.'],
  ['password123', 'This password is among the first that anyone would guess. Choose another.'],
  ['my name is ANN it is', 'Choose a password that does not contain a name or identifier of this person.'],
])('refused: the weak password %s', async (password, message) => {
  const { visitor } = await testApp({ empty: true })
  const ann = visitor()
  const page = await ann.submit(await entered(ann), button, { ...typed, password, verify: password })
  expect([page.status, page.field('Password').error]).toEqual([422, message])
})

it('signed out: is for whoever holds the address, and signs nobody in', async () => {
  const { visitor } = await testApp({ empty: true })
  const ann = visitor()
  await ann.submit(await entered(ann), button, typed)
  expect((await ann.get('/users')).location).toBe('/sign-in?next=%2Fusers')
  expect((await visitor().get('/sign-in')).text).not.toContain('not set up yet')
})

it('not allowed: without the cookie, or with a wrong token, nothing is made', async () => {
  const { visitor } = await testApp({ empty: true })
  const [ann, eve] = [visitor(), visitor()]
  const { _csrf = '' } = (await entered(ann)).formOf(button).values
  expect((await eve.get('/setup')).status).toBe(403)
  expect((await eve.get('/setup?token=wrong')).status).toBe(403)
  expect((await eve.post('/setup', { _csrf, ...typed })).status).toBe(403)
  expect((await ann.post('/setup', { _csrf: 'wrong', ...typed })).status).toBe(403)
  expect((await visitor().get('/sign-in')).text).toContain('not set up yet')
})

it('not allowed: after five wrong tokens the right one is refused too', async () => {
  const { visitor } = await testApp({ empty: true })
  for (let n = 0; n < 5; n += 1) expect((await visitor().get(`/setup?token=wrong${n}`)).status).toBe(403)
  const page = await visitor().get(`/setup?token=${setUpToken}`)
  expect(page.status).toBe(403)
  expect(page.text).toContain('setup-token')
})

it('not there: once there is an administrator, the page is gone', async () => {
  const { visitor } = await testApp({ empty: true })
  const [ann, late] = [visitor(), visitor()]
  const drawn = await entered(late)
  await ann.submit(await entered(ann), button, typed)
  expect((await late.get('/setup')).status).toBe(404)
  expect((await late.get(`/setup?token=${setUpToken}`)).status).toBe(404)
  expect((await late.submit(drawn, button, { ...typed, primaryId: 'late' })).status).toBe(404)
})

it('two at once: one administrator is made, and the other is told', async () => {
  const { visitor } = await testApp({ empty: true })
  const [ann, bob] = [visitor(), visitor()]
  const pages = [await entered(ann), await entered(bob)] as const
  const answers = await Promise.all([
    ann.submit(pages[0], button, typed),
    bob.submit(pages[1], button, { ...typed, primaryId: 'bob' }),
  ])
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 409])
  expect(answers.find((answer) => answer.status === 409)?.text).toContain('Foyer was set up meanwhile. Sign in.')
  const winner = answers[0].status === 303 ? 'ann' : 'bob'
  await ann.signIn(winner, typed.password)
  expect((await ann.get('/users')).rows('Users')).toHaveLength(1)
})
