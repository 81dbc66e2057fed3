import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { addProxy } from '#users/proxies/proxies.ts'
import { fullUser } from '../full-user.ts'
import { actsOf } from '../records.ts'

async function house() {
  const app = await testApp({ people: ['manager', 'deskManager'] })
  const ana = await app.makeUser({ ...fullUser, blocks: [{ type: 'GENERAL', description: '06-LOCAL' }] })
  const bo = await app.makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Berg' } })
  await app.db.write(async (tx) => {
    await addProxy(tx, setUpActor(app.clock), ana, { forUserId: bo.id })
    await addProxy(tx, setUpActor(app.clock), bo, { forUserId: ana.id, expiryDate: '2027-01-31' })
  })
  return { ...app, ana, max: await app.as('manager'), url: `/users/${ana.id}/export` }
}

it('works: the page says what is in the file, and the readable file holds it', async () => {
  const { max, url, ...app } = await house()
  const page = await max.get(url)
  expect(page.text).toContain('the history of the record')
  const file = await max.post(url, { form: 'html' })
  expect([file.status, file.headers['content-type'], file.headers['content-disposition']]).toEqual([
    200,
    expect.stringContaining('text/html'),
    `attachment; filename="user-${app.ana.id}-2026-11-22.html"`,
  ])
  for (const text of [
    'Müller, Anni',
    '1 High Street',
    'am@uni.example',
    'U-17',
    'from 2024',
    'Berg, Bo (bo)',
    '2027-01-31',
    'Ask for the card',
  ])
    expect(file.text).toContain(text)
  expect(file.text).not.toContain('Likes')
  expect((await actsOf(app, app.ana))[0]).toMatchObject({
    action: 'data exported',
    actorName: 'Max Manager',
    lines: [['exportForm', null, 'HTML']],
  })
  expect((await max.get(`/users/${app.ana.id}/history`)).text).toContain('Data exported')
})

it('works: the file of data is the same each time, and holds notes of staff only when asked', async () => {
  const { max, url, ...app } = await house()
  const without = JSON.parse((await max.post(url, { form: 'json' })).html)
  expect(without).toMatchObject({
    format: 'foyer-person',
    formatVersion: 1,
    exportedBy: 'Max Manager',
    exportedAt: '2026-11-22T10:00:00.000Z',
    incomplete: [],
    user: { id: app.ana.id, primaryId: 'amuller', userGroup: 'FACULTY', birthDate: '1999-03-28' },
    proxyFor: [{ primaryId: 'bo', name: 'Berg, Bo', expiryDate: null }],
    proxies: [{ primaryId: 'bo', expiryDate: '2027-01-31' }],
    notes: [{ text: 'Ask for the card', userViewable: true }],
    attachments: [],
  })
  expect(without.signIns).toBeUndefined()
  expect(JSON.stringify(without)).not.toContain('Likes')
  const whole = JSON.parse((await max.post(url, { form: 'json', staffNotes: 'on' })).html)
  expect(whole.notes).toHaveLength(2)
  expect(whole.history.at(-1)).toMatchObject({ action: 'created', by: 'Test' })
  expect(JSON.stringify(whole.history)).toContain('Likes')
  expect(Object.keys(whole)).toEqual(Object.keys(without))
  expect((await actsOf(app, app.ana))[0]?.lines).toEqual([
    ['exportForm', null, 'JSON'],
    ['staffNotes', null, true],
  ])
})

it('no secret leaves: neither passwords nor tokens; tries to sign in only for those who see activity', async () => {
  const { as, people } = await house()
  const ada = await as('administrator')
  const file = await ada.post(`/users/${people.manager?.id}/export`, { form: 'json', staffNotes: 'on' })
  expect(file.html).not.toMatch(/argon2|hash"|token/i)
  expect(JSON.parse(file.html).signIns).toMatchObject([{ outcome: 'in' }])
  const read = await ada.post(`/users/${people.manager?.id}/export`, { form: 'html' })
  expect(read.text).toContain('Tries to sign in')
})

it('what is written is escaped in the readable file', async () => {
  const { max, makeUser } = await house()
  const odd = await makeUser({ values: { primaryId: 'x', firstName: '<script>alert(1)</script>', lastName: 'X' } })
  expect((await max.post(`/users/${odd.id}/export`, { form: 'html' })).html).not.toContain('<script>')
})

it('refused: a form that there is not, and nothing is written down', async () => {
  const { max, url, ...app } = await house()
  const refused = await max.post(url, { form: 'xml' })
  expect([refused.status, refused.problems]).toEqual([422, ['Choose a file to read or a file of data.']])
  expect((await actsOf(app, app.ana))[0]?.action).not.toBe('data exported')
})

it('signed out, and not allowed: neither page, nor file, nor menu', async () => {
  const { visitor, as, url, ana } = await house()
  expect((await visitor().get(url)).location).toContain('/sign-in')
  expect((await visitor().post(url, { form: 'json' })).location).toContain('/sign-in')
  const dora = await as('deskManager')
  expect((await dora.get(url)).status).toBe(403)
  expect((await dora.post(url, { form: 'json' })).status).toBe(403)
  expect((await dora.get(`/users/${ana.id}/general`)).html).not.toContain(url)
})

it('not there', async () => {
  const { max } = await house()
  expect((await max.get('/users/4711/export')).status).toBe(404)
  expect((await max.post('/users/4711/export', { form: 'json' })).status).toBe(404)
})

it('two at once: each gets a file, and each is written down', async () => {
  const { max, as, url, ...app } = await house()
  const ada = await as('administrator')
  const files = await Promise.all([max.post(url, { form: 'json' }), ada.post(url, { form: 'json' })])
  expect(files.map(({ status }) => status)).toEqual([200, 200])
  expect((await actsOf(app, app.ana)).filter(({ action }) => action === 'data exported')).toHaveLength(2)
})
