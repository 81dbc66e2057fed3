import sharp from 'sharp'
import { expect, it } from 'vitest'
import { everyFile } from '#files/files.queries.ts'
import { sweepFiles } from '#files/sweep.ts'
import { setUpActor } from '#test/people.ts'
import type { Sent } from '#test/upload.ts'
import { send } from '#test/upload.ts'
import { changePhoto } from '#users/user-photo.ts'
import { attachmentsDesk, troublesOf } from '../attachments/desk.ts'
import { actsOf } from '../records.ts'

const image = (width: number, height: number, colour = '#08f') =>
  sharp({ create: { width, height, channels: 3, background: colour } })
const photo = async (colour = '#08f'): Promise<Sent> => ({
  name: 'me.jpg',
  field: 'photo',
  bytes: await image(600, 400, colour)
    .jpeg()
    .withExif({ IFD0: { Copyright: 'somewhere at home' } })
    .withMetadata({ orientation: 6 })
    .toBuffer(),
})

async function photoDesk() {
  const app = await attachmentsDesk()
  const url = `/users/${app.user.id}/general/photo`
  const shown = async () => (await app.lea.get(`/users/${app.user.id}/notes`)).$('.summary img.avatar').attr('src')
  const bytes = async () => (await app.app.inject({ url: String(await shown()), cookies: {} })).statusCode
  return { ...app, url, shown, bytes }
}

it('works: a photo is made anew, upright, square and without what the camera wrote', async () => {
  const app = await photoDesk()
  expect(await app.shown()).toBeUndefined()
  const sent = await photo()
  expect(String(sent.bytes)).toContain('somewhere at home')
  const saved = await send(app.otto, app.url, [sent])
  expect([saved.status, saved.location]).toEqual([303, `/users/${app.user.id}/general`])
  expect((await app.otto.get(saved.location)).flash).toBe('The photo is saved.')
  const address = String(await app.shown())
  expect(address).toMatch(/^\/users\/\d+\/photo\?v=[0-9a-f]{16}$/)
  const answer = await app.lea.get(address)
  expect(answer.headers).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'private, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
  })
  expect(answer.html).not.toContain('somewhere at home')
  expect((await app.lea.get(address.replace(/v=.*/, 'v=other'))).headers['cache-control']).toBe('private, no-store')
  expect((await everyFile(app.db.read)).map(({ mediaType, used }) => [mediaType, used])).toEqual([['image/webp', 1]])
  expect((await actsOf(app, app.user))[0]).toMatchObject({ action: 'photo changed', actorName: 'Otto Operator' })
  expect((await app.dora.get(`/users/${app.user.id}/history`)).text).toContain('Photo changed')
  expect(await troublesOf(app)).toEqual([])
})

it('another takes its place, it is removed after a question, and what was removed comes back', async () => {
  const app = await photoDesk()
  await send(app.otto, app.url, [await photo()])
  const first = (await everyFile(app.db.read))[0]?.hash ?? ''
  await send(app.otto, app.url, [await photo('#f80')])
  expect(await everyFile(app.db.read)).toHaveLength(2)
  const asked = await app.otto.get(`${app.url}/removal`)
  expect((await app.otto.submit(asked, 'Remove photo')).status).toBe(303)
  expect(await app.shown()).toBeUndefined()
  expect(await troublesOf(app)).toEqual([])
  await app.db.write((tx) => changePhoto(tx, setUpActor(app.clock), app.user, first))
  expect(await app.shown()).toContain(first.slice(0, 16))
  app.clock.move(31 * 24 * 60 * 60_000)
  await sweepFiles(app)
  expect((await everyFile(app.db.read)).map(({ hash }) => hash)).toEqual([first])
  expect(await troublesOf(app)).toEqual([])
})

const bomb = () => image(12_000, 12_000).png({ compressionLevel: 9 }).toBuffer()
it.each<[string, () => Sent[] | Promise<Sent[]>, string]>([
  ['nothing chosen', () => [], 'No photo was chosen. Choose one.'],
  [
    'HTML named .png',
    () => [{ name: 'a.png', bytes: '<!doctype html><p>x' }],
    'This is no JPEG, PNG or WebP image, whatever its name says. Choose another.',
  ],
  [
    'SVG',
    () => [{ name: 'a.svg', bytes: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
    'This is no JPEG, PNG or WebP image, whatever its name says. Choose another.',
  ],
  [
    'a GIF',
    async () => [{ name: 'a.png', bytes: await image(9, 9).gif().toBuffer() }],
    'This is no JPEG, PNG or WebP image, whatever its name says. Choose another.',
  ],
  [
    'half an image',
    async () => [{ name: 'a.jpg', bytes: Buffer.from((await photo()).bytes as Buffer).subarray(0, 700) }],
    'This image cannot be read: it may be broken. Choose another.',
  ],
  [
    'one that unfolds to 144 million dots',
    async () => [{ name: 'a.png', bytes: await bomb() }],
    'This image has more dots than Foyer reads. Make it smaller, then send it again.',
  ],
  [
    '11 MB',
    () => [{ name: 'a.png', bytes: Buffer.alloc(11 * 1024 * 1024) }],
    'This file is larger than 10 MB. Make it smaller, then send it again.',
  ],
  ['two at once', async () => [await photo(), await photo()], 'Only one photo can be sent. Choose one.'],
])('refused: %s', async (_name, files, message) => {
  const app = await photoDesk()
  const page = await send(app.otto, app.url, await files())
  expect([page.status, page.problems]).toEqual([422, [message]])
  expect(await app.shown()).toBeUndefined()
  expect(await everyFile(app.db.read)).toEqual([])
  expect(await troublesOf(app)).toEqual([])
})

it('signed out, not allowed, not there', async () => {
  const app = await photoDesk()
  const sent = await photo()
  expect((await send(app.visitor(), app.url, [sent])).location).toContain('/sign-in')
  for (const page of [
    await app.lea.get(app.url),
    await send(app.lea, app.url, [sent]),
    await app.lea.post(`${app.url}/removal`, {}),
  ])
    expect(page.status).toBe(403)
  expect((await app.lea.get(`/users/${app.user.id}/general`)).text).not.toContain('Change photo')
  expect((await app.otto.get(`/users/${app.user.id}/photo`)).status).toBe(404)
  expect((await app.otto.get(`${app.url}/removal`)).status).toBe(404)
  expect((await send(app.otto, '/users/4711/general/photo', [sent])).status).toBe(404)
  expect((await send(app.otto, app.url, [sent], { _csrf: 'wrong' })).status).toBe(403)
})

it('two at once: both photos are sent, one stands, and the history tells of what happened', async () => {
  const app = await photoDesk()
  const both = [send(app.dora, app.url, [await photo()]), send(app.otto, app.url, [await photo('#f80')])]
  const answers = await Promise.all(both)
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
  expect(answers.find(({ status }) => status === 409)?.text).toContain('Someone else changed the photo')
  expect(await troublesOf(app)).toEqual([])
})
