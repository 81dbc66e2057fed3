import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { note, notesDesk, notesIn } from './desk.ts'

const typed = { type: 'LIBRARY', text: 'Ask for the card\r\nbefore lending.', popup: 'on' }

it('works: a desk assistant writes a note, which stands first, with who and when, and in history', async () => {
  const app = await notesDesk([note('old')])
  const page = await app.lea.get(`${app.url}/notes/new`)
  expect([page.status, page.field('Type').exists, page.field('Note').value]).toEqual([200, true, ''])
  const saved = await app.lea.submit(page, 'Save', { type: 'LIBRARY', text: ' Ask for the card\r\nfirst. ', userViewable: 'on' })
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.lea.get(saved.location)
  expect(after.flash).toBe('Added.')
  expect(notesIn(after)).toEqual([
    'Ask for the card first. | Lea Limited, 2026-11-22 10:00 | Library | Shown to the user',
    'old | Test, 2026-11-22 10:00 | Other',
  ])
  expect(after.$('.just-saved bdi').text()).toBe('Ask for the card\nfirst.')
  expect((await actsOf(app, app.user))[0]).toMatchObject({
    action: 'added',
    actorName: 'Lea Limited',
    lines: [
      ['type', null, 'LIBRARY'],
      ['text', null, 'Ask for the card\nfirst.'],
      ['userViewable', null, true],
      ['popup', null, false],
      ['pinned', null, false],
    ],
  })
})

it('works: the same form twice writes one note', async () => {
  const { lea, url } = await notesDesk()
  const page = await lea.get(`${url}/notes/new`)
  const answers = await Promise.all([1, 2, 3].map(() => lea.submit(page, 'Save', typed)))
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
  expect(notesIn(await lea.get(url))).toHaveLength(1)
})

it.each([
  ['no text', { text: ' \n' }, 'Note is required. Enter it.'],
  ['2,001 characters', { text: '🂡'.repeat(2001) }, 'Keep Note to 2000 characters; this has 2,001.'],
  ['NUL', { text: 'a\0b' }, 'Note holds a character that cannot be stored, shown as \ufffd. Take it out or type it again.'],
  ['a type that there is not', { type: 'NONE' }, /^There is no type "NONE"\. Use one of POPUP, /],
  ['no type', { type: '' }, 'Type is required. Enter it.'],
])('refused: %s, and the typing is kept', async (_name, wrong, message) => {
  const { lea, url } = await notesDesk()
  const refused = await lea.submit(await lea.get(`${url}/notes/new`), 'Save', { ...typed, ...wrong })
  expect(refused.status).toBe(422)
  expect(refused.problems).toEqual([
    typeof message === 'string' ? message.replace('2000', '2,000') : expect.stringMatching(message),
  ])
  const kept = { ...typed, ...wrong }.text.replace('\0', '\ufffd')
  expect(
    refused
      .field('Note')
      .value.replace(/^\r?\n/, '')
      .replace(/\r/g, ''),
  ).toBe(kept.replace(/\r/g, ''))
  expect(refused.$('#popup').attr('checked')).toBeDefined()
  expect(notesIn(await lea.get(url))).toEqual(['No note yet.'])
})

it('refused: a post without type and text, in words', async () => {
  const { lea, url } = await notesDesk()
  const refused = await lea.post(`${url}/notes/new`, {})
  expect([refused.status, refused.problems]).toEqual([422, ['Type is required. Enter it.', 'Note is required. Enter it.']])
})

it('takes 2,000 characters', async () => {
  const { lea, url } = await notesDesk()
  const saved = await lea.submit(await lea.get(`${url}/notes/new`), 'Save', { ...typed, text: '🂡'.repeat(2000) })
  expect(saved.status).toBe(303)
})

it('signed out: what was typed waits for its author, unsaved', async () => {
  const { vera, lea, url } = await notesDesk()
  const page = await lea.get(`${url}/notes/new`)
  await lea.post('/sign-out', {})
  const sent = await lea.submit(page, 'Save', typed)
  expect([sent.status, sent.location]).toEqual([303, '/sign-in'])
  const signedIn = await lea.signIn('lea')
  expect(signedIn.location).toBe(`${url}/notes/new`)
  const again = await lea.get(signedIn.location)
  expect(again.field('Note').value.trim()).toContain('before lending.')
  expect(notesIn(await vera.get(url))).toEqual(['No note yet.'])
})

it('not allowed: a viewer has no form and no button', async () => {
  const { vera, url } = await notesDesk()
  expect((await vera.get(`${url}/notes/new`)).status).toBe(403)
  expect((await vera.post(`${url}/notes/new`, typed)).status).toBe(403)
  const page = await vera.get(url)
  expect(page.text).not.toContain('Add note')
})

it('not there: a user that is not', async () => {
  const { lea } = await notesDesk()
  expect((await lea.get('/users/4711/notes/notes/new')).status).toBe(404)
  expect((await lea.post('/users/4711/notes/notes/new', typed)).status).toBe(404)
})

it('two at once: both notes stand', async () => {
  const { lea, otto, url } = await notesDesk()
  const pages = [await lea.get(`${url}/notes/new`), await otto.get(`${url}/notes/new`)] as const
  const mine = { type: 'OTHER', text: 'of Lea' }
  const saved = await Promise.all([
    lea.submit(pages[0], 'Save', mine),
    otto.submit(pages[1], 'Save', { ...mine, text: 'of Otto' }),
  ])
  expect(saved.map(({ status }) => status)).toEqual([303, 303])
  expect(notesIn(await lea.get(url))).toHaveLength(2)
})
