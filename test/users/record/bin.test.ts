import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { actsOf, recordOf } from '../records.ts'
import { binned, house, toBin } from './bin-house.ts'

it('asks first, and says what happens and what the record holds', async () => {
  const { app, user, visitor, url } = await house()
  const page = await visitor.get(url)
  expect(page.status).toBe(200)
  expect(page.text).toContain('Move Lee, Ana to the bin?')
  expect(page.text).toContain('After 30 days it is erased for good.')
  expect(page.text).toContain('1 role, 1 additional identifier, 1 note')
  expect((await recordOf(app, user)).binnedAt).toBeNull()
})

it('moves a user to the bin, with its history, and says where it is', async () => {
  const { app, user, visitor, url } = await house()
  const done = await visitor.submit(await visitor.get(url), 'Move to the bin')
  expect([done.status, done.location]).toEqual([303, url])
  expect(await recordOf(app, user)).toMatchObject({ binnedAt: app.clock.now(), binnedBy: 'Max Manager', version: 2 })
  expect((await actsOf(app, user))[0]).toMatchObject({ action: 'moved to the bin', actorName: 'Max Manager', version: 2 })
  const page = await visitor.get(url)
  expect(page.text).toContain('Lee, Ana is in the bin.')
  expect(page.text).toContain('In the bin since 2026-11-22')
})

it('asks for its pop-up notes to be read first, and never on the way out', async () => {
  const { app, visitor } = await house()
  const popup = { type: 'OTHER', text: 'Ask the director before deleting', popup: true }
  const user = await app.makeUser({ values: { primaryId: 'pop', firstName: 'P', lastName: 'Up' }, notes: [popup] })
  const url = `/users/${user.id}/bin`
  const asked = await visitor.post(url, {})
  expect([asked.status, (await recordOf(app, user)).binnedAt]).toEqual([409, null])
  const marks = asked.$('button[name=acknowledge][form=bin]').attr('value') ?? ''
  expect((await visitor.submit(asked, 'Move to the bin', { acknowledge: marks })).status).toBe(303)
  const ada = await app.as('administrator')
  expect((await ada.post(`${url}/restoration`, {})).status).toBe(303)
})

it('leads every page of the record to the one that says so', async () => {
  const { user, visitor, url } = await binned()
  for (const tab of ['', '/general', '/contact', '/notes', '/history', '/notes/notes/new', '/general/password']) {
    const page = await visitor.get(`/users/${user.id}${tab}`)
    expect([tab, page.status, page.location]).toEqual([tab, 303, url])
  }
  const swapped = await visitor.get(`/users/${user.id}/contact`, { 'hx-request': 'true', 'hx-request-type': 'partial' })
  expect([swapped.status, swapped.headers['hx-redirect']]).toEqual([204, url])
})

it('refuses every other act on it, in words', async () => {
  const { app, user, visitor } = await binned()
  const before = await recordOf(app, user)
  for (const [at, typed] of [
    ['general', { lastName: 'Changed' }],
    ['contact/emails/new', { address: 'new@x.example' }],
    ['general/password', { newPassword: 'x', verifyPassword: 'x' }],
    ['general/roles/new', { role: '200' }],
  ] as const) {
    const page = await visitor.post(`/users/${user.id}/${at}`, typed)
    expect([at, page.status]).toEqual([at, 409])
    expect(page.text).toContain('This user is in the bin. Nothing was saved.')
  }
  expect(await recordOf(app, user)).toEqual(before)
})

it('a reader sees that it is there, and nothing of the person', async () => {
  const { app, url } = await binned()
  const vera = await app.as('viewer')
  const page = await vera.get(url)
  expect(page.status).toBe(200)
  expect(page.text).toContain('In the bin since')
  expect(page.text).not.toContain('Lee')
  expect(page.text).not.toContain('ana7')
  expect(page.$('main form')).toHaveLength(0)
})

it('is for those who may delete users', async () => {
  const { app, user, url } = await house()
  const otto = await app.as('deskOperator')
  expect((await otto.get(url)).status).toBe(403)
  expect((await otto.post(url, {})).status).toBe(403)
  expect((await otto.get('/users/bin')).status).toBe(403)
  expect((await recordOf(app, user)).binnedAt).toBeNull()
})

it('leads whoever is signed out to Sign in, and knows nobody who is not there', async () => {
  const { app, visitor, url } = await house()
  expect((await app.visitor().get(url)).location).toContain('/sign-in')
  expect((await app.visitor().post(url, { _csrf: 'x' })).location).toContain('/sign-in')
  for (const at of ['bin', 'bin/restoration', 'bin/erasure']) {
    expect((await visitor.get(`/users/999999/${at}`)).status).toBe(404)
    expect((await visitor.post(`/users/999999/${at}`, {})).status).toBe(404)
  }
  expect((await visitor.get(`${url}/restoration`)).status).toBe(404)
})

it('asks again when somebody saved since the question (two at once)', async () => {
  const { app, user, visitor, url } = await house('administrator')
  const question = await visitor.get(url)
  const max = await app.as('manager')
  expect((await max.post(`/users/${user.id}/general`, { jobDescription: 'Cellist' })).status).toBe(303)
  const page = await visitor.submit(question, 'Move to the bin')
  expect(page.status).toBe(409)
  expect(page.text).toContain('Someone changed this user since you were asked.')
  expect((await visitor.submit(page, 'Move to the bin')).status).toBe(303)
})

it('moves it once when two do it (two at once)', async () => {
  const { app, user, visitor, url } = await house('administrator')
  const max = await app.as('manager')
  const answers = await Promise.all([visitor.post(url, {}), max.post(url, {})])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await actsOf(app, user)).filter(({ action }) => action === 'moved to the bin')).toHaveLength(1)
})

it('restores it as it was, from its page', async () => {
  const { app, user, visitor, url } = await binned()
  const restored = await visitor.submit(await visitor.get(url), 'Restore')
  expect([restored.status, restored.location]).toEqual([303, `/users/${user.id}/general`])
  expect(await recordOf(app, user)).toMatchObject({ binnedAt: null, binnedBy: null, primaryId: 'ana7', version: 3 })
  expect((await actsOf(app, user))[0]?.action).toBe('restored')
  expect((await visitor.get('/users?q=ana7')).location).toBe(`/users/${user.id}`)
  const history = await visitor.get(`/users/${user.id}/history`)
  expect(history.text).toContain('Moved to the bin')
  expect(history.text).toContain('Restored')
})

it('restores it once when two do it (two at once)', async () => {
  const { app, user, visitor, url } = await binned()
  const ada = await app.as('administrator')
  const answers = await Promise.all([visitor.post(`${url}/restoration`, {}), ada.post(`${url}/restoration`, {})])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await actsOf(app, user)).filter(({ action }) => action === 'restored')).toHaveLength(1)
})

it('lists the bin, the newest first, finds by name and identifier, and restores from there', async () => {
  const { app, user, visitor } = await binned()
  app.clock.move(1000)
  const other = await app.makeUser({ values: { primaryId: 'zoe', firstName: 'Zoë', lastName: 'Ångström' } })
  await toBin(app, other)
  const page = await visitor.get('/users/bin')
  expect(page.rows('Bin').map(([name]) => name)).toEqual([
    expect.stringContaining('Ångström, Zoë'),
    expect.stringContaining('Lee, Ana'),
  ])
  for (const [q, name] of Object.entries({
    angs: 'Ångström',
    'lee an': 'Lee',
    '2777': 'Lee',
    ANA7: 'Lee',
    'zoe ang': 'Ångström',
  }))
    expect([q, (await visitor.get(`/users/bin?find=${encodeURIComponent(q)}`)).rows('Bin').map(([cell]) => cell)]).toEqual([
      q,
      [expect.stringContaining(name)],
    ])
  expect((await visitor.get('/users/bin?find=nobody')).text).toContain('Nothing found')
  const form = page.$(`form[action="/users/${user.id}/bin/restoration"]`)
  expect(form.text()).toContain('Restore Lee, Ana')
  expect((await visitor.post(form.attr('action') ?? '', {})).status).toBe(303)
  expect((await visitor.get('/users/bin')).rows('Bin')).toHaveLength(1)
})

it('pages the bin, fifty at a time', async () => {
  const app = await testApp({ people: ['manager'] })
  for (let n = 0; n < 51; n += 1)
    await toBin(app, await app.makeUser({ values: { primaryId: `b${n}`, firstName: 'B', lastName: `N${n}` } }))
  const max = await app.as('manager')
  expect((await max.get('/users/bin')).rows('Bin')).toHaveLength(50)
  expect((await max.get('/users/bin?page=2')).rows('Bin')).toHaveLength(1)
  expect((await max.get('/users/bin?page=9')).location).toBe('/users/bin?page=2')
})
