import { existsSync, readdirSync, statSync } from 'node:fs'
import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { password } from '#test/people.ts'
import { multipart, multipartType, send } from '#test/upload.ts'
import { attachments } from '#users/attachments/attachments.table.ts'
import { actsOf } from '../records.ts'
import { attachmentsDesk, attachmentsIn, linkOf, troublesOf } from './desk.ts'

const letter = { name: 'letter.txt', bytes: 'Dear Ana' }
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

it('works: several files at once, by the form of the page, told by what they are', async () => {
  const app = await attachmentsDesk()
  const form = await app.otto.get(`${app.url}/attachments/new`)
  const { _csrf = '', key = '' } = form.formOf('Add files').values
  const saved = await send(app.otto, `${app.url}/attachments/new`, [letter, { name: 'me.png', bytes: png }], { _csrf, key })
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const page = await app.otto.get(app.url)
  expect(page.flash).toBe('2 files added.')
  expect(attachmentsIn(page)).toEqual([
    expect.stringMatching(/me\.png.*70 bytes · Otto Operator.*PNG image/),
    expect.stringMatching(/letter\.txt.*8 bytes · Otto Operator.*Text/),
  ])
  expect(page.$('nav[aria-label="User details"] a[aria-current=page] .count').text()).toBe('2')
  expect((await actsOf(app, app.user))[1]).toMatchObject({
    action: 'added',
    lines: [
      ['name', null, 'letter.txt'],
      ['hash', null, expect.stringMatching(/^[0-9a-f]{64}$/)],
    ],
  })
  expect(await troublesOf(app)).toEqual([])
})

it('the same form sent twice adds its files once', async () => {
  const app = await attachmentsDesk()
  const { _csrf = '', key = '' } = (await app.otto.get(`${app.url}/attachments/new`)).formOf('Add files').values
  for (const _n of [1, 2]) await send(app.otto, `${app.url}/attachments/new`, [letter], { _csrf, key })
  expect(attachmentsIn(await app.otto.get(app.url))).toHaveLength(1)
  expect(await troublesOf(app)).toEqual([])
})

it('the same bytes for two users are kept once, readable by their owner alone', async () => {
  const app = await attachmentsDesk([letter])
  const other = await app.makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Lee' } })
  await send(app.otto, `/users/${other.id}/attachments/attachments/new`, [{ ...letter, name: 'copy.txt' }])
  const [start = ''] = readdirSync(app.files).filter((name) => name !== 'tmp')
  const [rest = '', ...more] = readdirSync(join(app.files, start))
  expect(more).toEqual([])
  expect(statSync(join(app.files, start, rest)).mode & 0o777).toBe(0o600)
  expect(statSync(join(app.files, start)).mode & 0o777).toBe(0o700)
  expect(readdirSync(join(app.files, 'tmp'))).toEqual([])
})

it.each([
  ['nothing chosen', [], 'No file was chosen. Choose one or several.'],
  ['an empty one', [{ name: 'a.txt', bytes: '' }], 'a.txt is empty. Choose it again, or another.'],
  [
    'one of 21 MB',
    [{ name: 'film.mp4', bytes: Buffer.alloc(21 * 1024 * 1024, 7) }],
    'film.mp4 is larger than 20 MB. Make it smaller, or ask for a higher limit.',
  ],
])('refused: %s; the others are kept', async (_name, files, message) => {
  const app = await attachmentsDesk()
  const alone = await send(app.otto, `${app.url}/attachments/new`, files)
  expect([alone.status, alone.problems]).toEqual([422, [message]])
  if (files.length > 0) {
    const together = await send(app.otto, `${app.url}/attachments/new`, [...files, letter])
    expect([together.status, together.problems]).toEqual([422, [message]])
    expect(together.text).toContain('1 file added.')
    expect(together.$('nav[aria-label="User details"] a[aria-current=page] .count').text()).toBe('1')
    expect(attachmentsIn(together)).toEqual([expect.stringContaining('letter.txt')])
  }
  expect(await troublesOf(app)).toEqual([])
})

it('exactly as large as the limit is taken', async () => {
  const app = await attachmentsDesk()
  const saved = await send(app.otto, `${app.url}/attachments/new`, [{ name: 'a.bin', bytes: Buffer.alloc(20 * 1024 * 1024, 7) }])
  expect(saved.status).toBe(303)
})

it('refused: of 50 files at once the first 20 are kept, and the others named', async () => {
  const app = await attachmentsDesk()
  const files = Array.from({ length: 50 }, (_one, n) => ({ name: `n${n + 1}.txt`, bytes: `number ${n}` }))
  const page = await send(app.otto, `${app.url}/attachments/new`, files)
  expect([page.status, page.problems.length]).toEqual([422, 30])
  expect(page.problems[0]).toBe('n21.txt is one more than the 20 that are taken at once. Send it again.')
  expect(page.text).toContain('20 files added.')
  expect(attachmentsIn(page)).toHaveLength(20)
  expect(await troublesOf(app)).toEqual([])
})

it.each([
  ['../../etc/passwd', 'passwd'],
  ['C:\\Users\\ana\\letter.txt', 'letter.txt'],
  [`${'x'.repeat(300)}.pdf`, `${'x'.repeat(251)}.pdf`],
  ['a\u202egnp.exe', 'agnp.exe'],
  ['two\u0000words.txt', 'twowords.txt'],
  ['...', 'unnamed'],
  ['Brief an Łukasz “neu”.txt', 'Brief an Łukasz “neu”.txt'],
])('a name with what no name has: %j becomes %j', async (name, kept) => {
  const app = await attachmentsDesk([{ name, bytes: 'x' }])
  const page = await app.otto.get(app.url)
  expect(page.$('.row-list .main a').text()).toBe(kept)
  const file = await app.otto.get(linkOf(page, kept))
  expect(String(file.headers['content-disposition'])).toContain(`filename*=UTF-8''${encodeURIComponent(kept)}`)
  expect(String(file.headers['content-disposition'])).toMatch(/^attachment; filename="[ -~]+"/)
})

it.each([
  ['HTML named .png', 'me.png', '<!doctype html><script>alert(1)</script>', 'text/plain', true],
  ['SVG', 'me.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'text/plain', false],
  ['XML', 'a.xml', '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>', 'text/plain', false],
  ['what nobody knows', 'a.bin', Buffer.from([1, 2, 0, 255]), 'application/octet-stream', false],
])('%s is kept as what it is, and never run', async (_name, name, bytes, type, disguised) => {
  const app = await attachmentsDesk([{ name, bytes }])
  const page = await app.otto.get(app.url)
  expect(page.text.includes('Not what its name says')).toBe(disguised)
  const { headers, status, html } = await app.otto.get(linkOf(page, name))
  expect([status, html]).toEqual([200, String(bytes)])
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" })
  expect(String(headers['content-type'])).toContain(type)
  expect(String(headers['content-disposition'])).toMatch(/^attachment/)
})

it('a file cut off half-way leaves nothing behind', async () => {
  const app = await attachmentsDesk()
  await app.app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.app.server.address() as AddressInfo
  const signIn = await app.app.inject({ url: '/sign-in' })
  const csrf = /name="_csrf" value="([^"]+)"/.exec(signIn.body)?.[1] ?? ''
  const first = Object.fromEntries(signIn.cookies.map(({ name, value }) => [name, value]))
  const signedIn = await app.app.inject({
    method: 'POST',
    url: '/sign-in',
    cookies: first,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: csrf, identifier: 'otto', password }).toString(),
  })
  const cookies = { ...first, ...Object.fromEntries(signedIn.cookies.map(({ name, value }) => [name, value])) }
  const form = await app.app.inject({ url: `${app.url}/attachments/new`, cookies })
  expect(form.statusCode).toBe(200)
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(form.body)?.[1] ?? ''
  const body = multipart({ _csrf }, [letter, { name: 'film.mp4', bytes: Buffer.alloc(1_000_000, 7) }])
  const headers = {
    cookie: Object.entries(cookies)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('; '),
    'content-type': multipartType,
    'content-length': body.length,
  }
  const sending = request({ port, host: '127.0.0.1', method: 'POST', path: `${app.url}/attachments/new`, headers })
  sending.on('error', () => {})
  sending.write(body.subarray(0, 600_000))
  const tmp = join(app.files, 'tmp')
  await expect.poll(() => existsSync(tmp) && readdirSync(tmp).length).toBe(2)
  sending.destroy()
  await expect.poll(() => readdirSync(tmp)).toEqual([])
  expect(attachmentsIn(await app.otto.get(app.url))).toEqual(['No attachment yet.'])
  expect(await troublesOf(app)).toEqual([])
})

it('a body that ends in the middle is told in words', async () => {
  const app = await attachmentsDesk()
  const whole = multipart({ _csrf: await app.otto.token() }, [letter, { name: 'film.mp4', bytes: Buffer.alloc(100_000, 7) }])
  const page = await app.otto.post(`${app.url}/attachments/new`, whole.subarray(0, 60_000), { 'content-type': multipartType })
  expect([page.status, page.problems]).toEqual([422, ['film.mp4 did not come in whole. Send it again.']])
  expect(attachmentsIn(page)).toEqual([expect.stringContaining('letter.txt')])
  expect(await troublesOf(app)).toEqual([])
})

it('without its token nothing is read', async () => {
  const app = await attachmentsDesk()
  for (const fields of [{ _csrf: 'wrong' }, { _csrf: await app.lea.token() }, { key: 'x'.repeat(20), _csrf: '' }] as Record<
    string,
    string
  >[])
    expect((await send(app.otto, `${app.url}/attachments/new`, [letter], fields)).status).toBe(403)
  expect(existsSync(app.files)).toBe(false)
  expect((await app.otto.post(`${app.url}/attachments/new`, {})).status).toBe(415)
})

it('too much at once is refused before it is read', async () => {
  const app = await attachmentsDesk()
  const answer = await app.otto.post(`${app.url}/attachments/new`, multipart({ _csrf: await app.otto.token() }, []), {
    'content-type': multipartType,
    'content-length': String(500 * 1024 * 1024),
  })
  expect(answer.status).toBe(413)
})

it('signed out: led to Sign in, and nothing is read', async () => {
  const app = await attachmentsDesk()
  expect((await send(app.visitor(), `${app.url}/attachments/new`, [letter])).location).toContain('/sign-in')
  expect(existsSync(app.files)).toBe(false)
})

it('not allowed: who edits no users sees and downloads them, and adds none', async () => {
  const app = await attachmentsDesk([letter])
  expect((await app.lea.get(`${app.url}/attachments/new`)).status).toBe(403)
  expect((await send(app.lea, `${app.url}/attachments/new`, [letter])).status).toBe(403)
  const page = await app.lea.get(app.url)
  expect(page.text).not.toMatch(/Add attachments|Remove/)
  expect((await app.lea.get(linkOf(page, 'letter.txt'))).html).toBe('Dear Ana')
})

it('not there: a user that is not', async () => {
  const { otto } = await attachmentsDesk()
  expect((await otto.get('/users/4711/attachments')).status).toBe(404)
  expect((await send(otto, '/users/4711/attachments/attachments/new', [letter])).status).toBe(404)
})

it('two at once: both files are kept', async () => {
  const app = await attachmentsDesk()
  const both = [send(app.dora, `${app.url}/attachments/new`, [letter]), send(app.otto, `${app.url}/attachments/new`, [letter])]
  expect((await Promise.all(both)).map(({ status }) => status)).toEqual([303, 303])
  expect(attachmentsIn(await app.dora.get(app.url))).toHaveLength(2)
  expect(await troublesOf(app)).toEqual([])
})

it('unread pop-up notes come first: nothing is read before', async () => {
  const app = await attachmentsDesk()
  const notes = [{ type: 'POPUP', text: 'Ask for the card', popup: true }]
  const bo = await app.makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Lee' }, notes })
  const page = await send(app.otto, `/users/${bo.id}/attachments/attachments/new`, [letter])
  expect([page.status, page.text]).toEqual([409, expect.stringContaining('Not saved yet')])
  expect(existsSync(app.files)).toBe(false)
})

it('refused: more than 500 on one user', async () => {
  const app = await attachmentsDesk([letter])
  const [{ id: _id, ...row } = { id: 0 }] = await app.db.read.select().from(attachments)
  await app.db.write(async (tx) => {
    await tx.insert(attachments).values(Array.from({ length: 499 }, () => row as typeof attachments.$inferInsert))
  })
  const page = await send(app.otto, `${app.url}/attachments/new`, [{ name: 'b.txt', bytes: 'b' }])
  expect([page.status, page.problems]).toEqual([
    422,
    ['This user has 500 attachments, and more are not kept. Remove some first.'],
  ])
  expect(attachmentsIn(await app.otto.get(`${app.url}?page=20`))).toHaveLength(25)
  expect((await app.otto.get(`${app.url}?page=99`)).text).toContain('476–500 of 500')
  expect(await troublesOf(app)).toEqual([])
})
