import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { note, notesDesk, rowUrl, texts } from './desk.ts'

async function removing() {
  const app = await notesDesk([note('one'), note('two')])
  return { ...app, removal: rowUrl(await app.lea.get(app.url), 'Remove', 'two') }
}

it('works: asked first, then removed, and history keeps what it said', async () => {
  const app = await removing()
  const asked = await app.lea.get(app.removal)
  expect([asked.status, texts(asked)]).toEqual([200, ['one']])
  const removed = await app.lea.submit(asked, 'Remove two')
  expect([removed.status, removed.location]).toEqual([303, app.url])
  const after = await app.lea.get(app.url)
  expect([after.flash, texts(after)]).toEqual(['Removed two.', ['one']])
  const [act] = await actsOf(app, app.user)
  expect([act?.action, act?.lines[1]]).toEqual(['removed', ['text', 'two', null]])
})

it('refused: without its token nothing is removed', async () => {
  const { lea, removal, url } = await removing()
  expect((await lea.post(removal, { _csrf: '' })).status).toBe(403)
  expect(texts(await lea.get(url))).toEqual(['two', 'one'])
})

it('signed out: nothing is removed, and the question stands again after signing in', async () => {
  const { lea, removal, url } = await removing()
  const asked = await lea.get(removal)
  await lea.post('/sign-out', {})
  expect((await lea.submit(asked, 'Remove two')).location).toBe('/sign-in')
  expect((await lea.signIn('lea')).location).toBe(removal)
  expect(texts(await lea.get(url))).toEqual(['two', 'one'])
})

it('not allowed: a viewer', async () => {
  const { vera, removal, url } = await removing()
  expect((await vera.get(removal)).status).toBe(403)
  expect((await vera.post(removal, {})).status).toBe(403)
  expect(texts(await vera.get(url))).toEqual(['two', 'one'])
})

it('not there: a note that never was', async () => {
  const { lea, removal } = await removing()
  const wrong = removal.replace(/\d+\/removal/, '4711/removal')
  expect((await lea.get(wrong)).status).toBe(404)
  expect((await lea.post(wrong, {})).status).toBe(404)
})

it('two at once: the second is told that it was removed meanwhile', async () => {
  const { lea, otto, removal } = await removing()
  const pages = [await lea.get(removal), await otto.get(removal)] as const
  expect((await lea.submit(pages[0], 'Remove two')).status).toBe(303)
  const second = await otto.submit(pages[1], 'Remove two')
  expect(second.status).toBe(303)
  expect((await otto.get(second.location)).flash).toBe('It was removed meanwhile.')
})

it('two at once: a note that was changed since the question is asked about again', async () => {
  const { lea, otto, removal, url } = await removing()
  const asked = await lea.get(removal)
  await otto.submit(await otto.get(removal.replace('/removal', '/edit')), 'Save', { text: 'two and more' })
  const again = await lea.submit(asked, 'Remove two')
  expect([again.status, texts(await lea.get(url))]).toEqual([409, ['two and more', 'one']])
  expect((await lea.submit(again, 'Remove two and more')).status).toBe(303)
})
