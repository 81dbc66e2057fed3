import { expect, it } from 'vitest'
import type { Page } from '#test/page.ts'
import { recordOf } from '../records.ts'
import { note, notesDesk, rowUrl, texts } from './desk.ts'

const popup = (text: string) => note(text, { type: 'LIBRARY', popup: true })
/** What stands in the region of pop-up notes. */
const popups = (page: Page) =>
  page
    .$('section[aria-labelledby=popup-notes] bdi')
    .toArray()
    .map((element) => page.$(element).text())

const desk = () => notesDesk([note('plain'), popup('Ask for the card')])

it('stands above everything on every tab, with type, who and when, until it is acknowledged', async () => {
  const { otto, url } = await desk()
  for (const tab of ['general', 'contact', 'identifiers', 'notes', 'notes/notes/new']) {
    const page = await otto.get(url.replace(/notes$/, tab))
    expect([tab, popups(page)]).toEqual([tab, ['Ask for the card']])
    expect(page.$('#content > :first-child').text()).toContain('Library · Test, 2026-11-22 10:00')
  }
})

it('is asked once per sign-in and user', async () => {
  const { otto, as, makeUser, url } = await desk()
  const other = await makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Li' }, notes: [popup('Other card')] })
  await otto.submit(await otto.get(url), 'Acknowledge')
  expect(popups(await otto.get(url))).toEqual([])
  expect(popups(await otto.get(`/users/${other.id}/general`))).toEqual(['Other card'])
  const second = await as('deskOperator')
  expect(popups(await second.get(url))).toEqual(['Ask for the card'])
  expect(popups(await otto.get(url))).toEqual([])
  await otto.signIn('otto')
  expect(popups(await otto.get(url))).toEqual(['Ask for the card'])
})

it('asks again when the text changes, and not for what says the same', async () => {
  const { otto, lea, url } = await desk()
  for (const who of [otto, lea]) await who.submit(await who.get(url), 'Acknowledge')
  const edit = rowUrl(await lea.get(url), 'Edit', 'Ask for the card')
  await lea.submit(await lea.get(edit), 'Save', { pinned: 'on', type: 'OTHER' })
  expect(popups(await otto.get(url))).toEqual([])
  await lea.submit(await lea.get(edit), 'Save', { text: 'Ask for two cards' })
  expect(popups(await otto.get(url))).toEqual(['Ask for two cards'])
})

it('asks about a note that becomes a pop-up, once more when it does so again, and about that one alone', async () => {
  const { otto, lea, url } = await desk()
  for (const who of [otto, lea]) await who.submit(await who.get(url), 'Acknowledge')
  const edit = rowUrl(await lea.get(url), 'Edit', 'plain')
  for (const state of ['on', '', 'on']) {
    await lea.submit(await lea.get(edit), 'Save', { popup: state })
    const expected = state === 'on' ? ['plain'] : []
    for (const who of [otto, lea]) {
      const page = await who.get(url)
      expect(popups(page)).toEqual(expected)
      if (expected.length > 0) await who.submit(page, 'Acknowledge')
    }
  }
})

it('holds every form of the user until it is acknowledged, and the typing is kept', async () => {
  const app = await desk()
  const page = await app.otto.get(url(app, 'general'))
  const held = await app.otto.submit(page, 'Save', { lastName: 'Leeds', website: 'x.example' })
  expect([held.status, held.field('Last name').value, popups(held)]).toEqual([409, 'Leeds', ['Ask for the card']])
  expect(held.text).toContain('This user has pop-up notes that you have not acknowledged since you signed in')
  expect((await recordOf(app, app.user)).lastName).toBe('Lee')
  const button = held.$('button:contains("Acknowledge")')
  expect([button.attr('form'), held.$('#popups form').length]).toEqual(['general', 0])
  const saved = await app.otto.submit(held, 'Save', { acknowledge: button.attr('value') ?? '' })
  expect(saved.status).toBe(303)
  expect(await recordOf(app, app.user)).toMatchObject({ lastName: 'Leeds', website: 'x.example' })
  expect(popups(await app.otto.get(url(app, 'general')))).toEqual([])
})

it.each([
  ['contact/emails/new', { address: 'a@b.example' }, 'Email address', 'a@b.example'],
  ['notes/notes/new', { type: 'OTHER', text: 'typed' }, 'Note', 'typed'],
])('holds %s too', async (path, typed, label, kept) => {
  const app = await desk()
  const held = await app.otto.submit(await app.otto.get(url(app, path)), 'Save', typed)
  expect([held.status, held.field(label).value.trim()]).toEqual([409, kept])
  const acknowledge = held.$('button:contains("Acknowledge")').attr('value') ?? ''
  expect((await app.otto.submit(held, 'Save', { acknowledge })).status).toBe(303)
})

it('keeps what is acknowledged when the form is refused for another reason', async () => {
  const app = await desk()
  const held = await app.otto.submit(await app.otto.get(url(app, 'general')), 'Save', { lastName: '' })
  const acknowledge = held.$('button:contains("Acknowledge")').attr('value') ?? ''
  const refused = await app.otto.submit(held, 'Save', { acknowledge })
  expect([refused.status, popups(refused)]).toEqual([422, []])
})

it('holds a note that is edited or removed, in its own place', async () => {
  const app = await desk()
  const list = await app.lea.get(app.url)
  const edited = await app.lea.submit(await app.lea.get(rowUrl(list, 'Edit', 'plain')), 'Save', { text: 'typed' })
  expect([edited.status, edited.field('Note').value.trim()]).toEqual([409, 'typed'])
  const removed = await app.lea.submit(await app.lea.get(rowUrl(list, 'Remove', 'plain')), 'Remove plain')
  expect([removed.status, removed.text.includes('Not saved yet')]).toEqual([409, true])
  const ask = await app.lea.get(`${app.url}/removals?note=1&note=2`)
  expect([ask.status, popups(ask)]).toEqual([200, ['Ask for the card']])
  const several = await app.lea.post(`${app.url}/removals`, { note: '1' })
  expect([several.status, several.$('#removals-title').text()]).toEqual([409, 'Remove 1 note?'])
  expect(texts(await app.lea.get(app.url))).toHaveLength(2)
})

it('asks about many long ones in turn', async () => {
  const { otto, url } = await notesDesk(Array.from({ length: 30 }, (_one, n) => popup(`${n} ${'x'.repeat(900)}`)))
  let page = await otto.get(url)
  expect(popups(page)).toHaveLength(6)
  expect(page.text).toContain('There are more: they follow when these are acknowledged.')
  for (let left = 5; left > 0; left -= 1) {
    await otto.submit(page, 'Acknowledge')
    page = await otto.get(url)
  }
  expect(popups(page)).toEqual([])
})

const url = (app: { user: { id: number } }, path: string) => `/users/${app.user.id}/${path}`
