import { rmSync } from 'node:fs'
import { expect, it } from 'vitest'
import { placeOf } from '#files/disk.ts'
import { everyFile } from '#files/files.queries.ts'
import { claim } from '#files/files.ts'
import { sweepFiles } from '#files/sweep.ts'
import { setUpActor } from '#test/people.ts'
import { attachmentList } from '#users/attachments/attachments.ts'
import { addRow } from '#users/rows.ts'
import { actsOf } from '../records.ts'
import { attachmentsDesk, attachmentsIn, linkOf, troublesOf } from './desk.ts'

const letter = { name: 'letter.txt', bytes: 'Dear Ana' }
const day = 24 * 60 * 60_000

it('works: the note is changed, and the attachment removed after a question', async () => {
  const app = await attachmentsDesk([letter])
  const edit = await app.otto.get(linkOf(await app.otto.get(app.url), 'Edit letter.txt'))
  const saved = await app.otto.submit(edit, 'Save', { note: 'Came by post', name: 'other.exe', hash: 'x' })
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const page = await app.otto.get(app.url)
  expect(attachmentsIn(page)).toEqual([expect.stringMatching(/letter\.txt.*Came by post/)])
  const asked = await app.otto.get(linkOf(page, 'Remove letter.txt'))
  expect(asked.text).toContain('The file itself is kept for 30 days')
  expect((await app.otto.submit(asked, 'Remove letter.txt')).status).toBe(303)
  expect((await app.otto.get(app.url)).flash).toBe('Removed letter.txt.')
  expect(attachmentsIn(await app.otto.get(app.url))).toEqual(['No attachment yet.'])
  expect((await actsOf(app, app.user))[0]).toMatchObject({
    action: 'removed',
    lines: expect.arrayContaining([['name', 'letter.txt', null]]),
  })
  expect(await troublesOf(app)).toEqual([])
})

it('a removed file is kept for 30 days, and one that somebody needs again stays', async () => {
  const app = await attachmentsDesk([letter, { name: 'b.txt', bytes: 'b' }])
  for (const name of ['letter.txt', 'b.txt'])
    await app.otto.submit(await app.otto.get(linkOf(await app.otto.get(app.url), `Remove ${name}`)), `Remove ${name}`)
  app.clock.move(29 * day)
  // Once a day, as the server does it.
  await sweepFiles(app)
  const [kept = { hash: '' }, ...others] = await everyFile(app.db.read)
  expect(others).toHaveLength(1)
  await app.db.write((tx) => claim(tx, kept.hash))
  expect(await troublesOf(app)).toEqual([expect.stringContaining('is used nowhere and is not marked')])
  await sweepFiles(app)
  app.clock.move(2 * day)
  await sweepFiles(app)
  expect((await everyFile(app.db.read)).map(({ hash }) => hash)).toEqual([kept.hash])
  app.clock.move(31 * day)
  await sweepFiles(app)
  expect(await everyFile(app.db.read)).toEqual([])
  expect(await troublesOf(app)).toEqual([])
})

it('refused: a note that is too long, and the typing is kept', async () => {
  const app = await attachmentsDesk([letter])
  const edit = await app.otto.get(linkOf(await app.otto.get(app.url), 'Edit letter.txt'))
  const page = await app.otto.submit(edit, 'Save', { note: 'x'.repeat(2001) })
  expect([page.status, page.problems]).toEqual([422, ['Keep Note to 2,000 characters; this has 2,001.']])
  expect(page.field('Note').value).toContain('x'.repeat(2001))
})

it('signed out: the note waits for its author', async () => {
  const app = await attachmentsDesk([letter])
  const address = linkOf(await app.otto.get(app.url), 'Edit letter.txt')
  const edit = await app.otto.get(address)
  await app.otto.post('/sign-out', {})
  expect((await app.otto.submit(edit, 'Save', { note: 'Later' })).location).toBe('/sign-in')
  await app.otto.signIn('otto')
  expect((await app.otto.get(address)).field('Note').value.trim()).toBe('Later')
})

it('not allowed, and not there', async () => {
  const app = await attachmentsDesk([letter])
  const page = await app.otto.get(app.url)
  for (const does of ['Edit letter.txt', 'Remove letter.txt']) {
    expect((await app.lea.get(linkOf(page, does))).status).toBe(403)
    expect((await app.lea.post(linkOf(page, does), { note: 'x' })).status).toBe(403)
    expect((await app.otto.get(linkOf(page, does).replace(/\d+\/(edit|removal)$/, '99/$1'))).status).toBe(404)
  }
  const other = await app.makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Lee' } })
  const file = linkOf(page, 'letter.txt')
  expect((await app.otto.get(file.replace(`/users/${app.user.id}/`, `/users/${other.id}/`))).status).toBe(404)
  expect((await app.visitor().get(file)).location).toContain('/sign-in')
})

it('a file whose bytes are missing is told of, and found by the check', async () => {
  const app = await attachmentsDesk([letter])
  const [{ hash } = { hash: '' }] = await everyFile(app.db.read)
  rmSync(placeOf(app.files, hash))
  const page = await app.otto.get(linkOf(await app.otto.get(app.url), 'letter.txt'))
  expect([page.status, page.text]).toEqual([404, expect.stringContaining('The bytes of this file are missing')])
  expect(page.headers['content-disposition']).toBeUndefined()
  expect(await troublesOf(app)).toEqual([`The bytes of file ${hash} are missing.`])
})

it('two at once: both changed the note, and the second is asked; a removed one is told of', async () => {
  const app = await attachmentsDesk([letter])
  const address = linkOf(await app.otto.get(app.url), 'Edit letter.txt')
  const [dora, otto] = [await app.dora.get(address), await app.otto.get(address)]
  expect((await app.dora.submit(dora, 'Save', { note: 'By post' })).status).toBe(303)
  const asked = await app.otto.submit(otto, 'Save', { note: 'By hand' })
  expect([asked.status, asked.text]).toEqual([409, expect.stringMatching(/Changed meanwhile.*By hand.*By post/)])
  const removal = await app.dora.get(linkOf(await app.dora.get(app.url), 'Remove letter.txt'))
  await app.dora.submit(removal, 'Remove letter.txt')
  const gone = await app.otto.submit(asked, 'Keep mine', { note: 'By hand' })
  expect([gone.status, gone.text]).toEqual([409, expect.stringContaining('removed this entry since you opened it')])
})

it('a removed attachment is put back with its file, as long as the file is kept', async () => {
  const app = await attachmentsDesk([letter])
  const [{ hash } = { hash: '' }] = await everyFile(app.db.read)
  const remove = async () => {
    const asked = await app.otto.get(linkOf(await app.otto.get(app.url), 'Remove letter.txt'))
    await app.otto.submit(asked, 'Remove letter.txt')
  }
  const putBack = () =>
    app.db.write((tx) => addRow(tx, setUpActor(app.clock), app.user, attachmentList, { name: 'letter.txt', note: null, hash }))
  await remove()
  await putBack()
  expect((await app.otto.get(linkOf(await app.otto.get(app.url), 'letter.txt'))).html).toBe('Dear Ana')
  expect(await troublesOf(app)).toEqual([])
  await remove()
  app.clock.move(31 * day)
  await sweepFiles(app)
  await expect(putBack()).rejects.toThrow('This file was removed for good')
})
