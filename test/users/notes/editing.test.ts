import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { note, notesDesk, notesIn, rowUrl, settle, texts } from './desk.ts'

const edit = async (text: string) => {
  const app = await notesDesk([note('Prefers large print')])
  const url = rowUrl(await app.lea.get(app.url), 'Edit', text)
  return { ...app, edit: url, page: await app.lea.get(url) }
}

it('works: a note is edited where it stands', async () => {
  const app = await edit('Prefers')
  expect(app.page.field('Note').value.trim()).toBe('Prefers large print')
  expect(app.page.field('Type').value).toBe('OTHER')
  const saved = await app.lea.submit(app.page, 'Save', { type: 'LIBRARY', pinned: 'on' })
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.lea.get(app.url)
  expect(after.flash).toBe('Saved: Type, Pinned.')
  expect(notesIn(after)).toEqual(['Prefers large print | Test, 2026-11-22 10:00 | Pinned | Library'])
  expect((await actsOf(app, app.user))[0]?.lines).toEqual([
    ['type', 'OTHER', 'LIBRARY'],
    ['pinned', false, true],
  ])
})

it('refused: an empty text, and all that was typed is kept', async () => {
  const { lea, page, url } = await edit('Prefers')
  const refused = await lea.submit(page, 'Save', { text: '', type: 'LIBRARY', popup: 'on' })
  expect([refused.status, refused.problems]).toEqual([422, ['Note is required. Enter it.']])
  expect([refused.field('Note').value.trim(), refused.field('Type').value]).toEqual(['', 'LIBRARY'])
  expect(refused.$('#popup').attr('checked')).toBeDefined()
  expect(texts(await lea.get(url))).toEqual(['Prefers large print'])
})

it('signed out: what was typed waits for its author', async () => {
  const { lea, page, edit: url } = await edit('Prefers')
  await lea.post('/sign-out', {})
  expect((await lea.submit(page, 'Save', { text: 'Prefers audio' })).location).toBe('/sign-in')
  expect((await lea.signIn('lea')).location).toBe(url)
  const again = await lea.get(url)
  expect(again.field('Note').value.trim()).toBe('Prefers audio')
  expect((await lea.submit(again, 'Save')).status).toBe(303)
})

it('not allowed: a viewer', async () => {
  const { vera, edit: url } = await edit('Prefers')
  expect((await vera.get(url)).status).toBe(403)
  expect((await vera.post(url, { type: 'OTHER', text: 'x' })).status).toBe(403)
})

it('not there: a note of another user, and one that never was', async () => {
  const { lea, makeUser, edit: url, user } = await edit('Prefers')
  const other = await makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Li' } })
  for (const wrong of [url.replace(`/${user.id}/`, `/${other.id}/`), url.replace(/\d+\/edit/, '4711/edit')]) {
    expect((await lea.get(wrong)).status).toBe(404)
    expect((await lea.post(wrong, { type: 'OTHER', text: 'x' })).status).toBe(404)
  }
})

it('two at once: different fields are merged and said', async () => {
  const { lea, otto, page, edit: url } = await edit('Prefers')
  await otto.submit(await otto.get(url), 'Save', { type: 'LIBRARY' })
  const saved = await lea.submit(page, 'Save', { text: 'Prefers audio' })
  expect(saved.status).toBe(303)
  const after = await lea.get(saved.location)
  expect(after.flash).toBe('Saved: Note. Changed meanwhile by someone else, and kept: Type.')
  expect(notesIn(after)).toEqual(['Prefers audio | Test, 2026-11-22 10:00 | Library'])
})

it('two at once: the same field is asked, with both values', async () => {
  const { lea, otto, page, edit: url } = await edit('Prefers')
  await otto.submit(await otto.get(url), 'Save', { text: 'Prefers braille', type: 'ADDRESS' })
  const asked = await lea.submit(page, 'Save', { text: 'Prefers audio', type: 'LIBRARY', userViewable: 'on' })
  expect(asked.status).toBe(409)
  const shown = asked.$('.clash').text()
  for (const value of ['Prefers braille', 'Prefers audio', 'Address', 'Library']) expect(shown).toContain(value)
  const half = await lea.submit(asked, 'Save', settle(asked, 'Keep mine: Note'))
  expect([half.status, half.$('.clash').length]).toEqual([409, 1])
  const saved = await lea.submit(half, 'Save', settle(half, 'Use theirs'))
  expect(saved.status).toBe(303)
  expect(notesIn(await lea.get(saved.location))).toEqual(['Prefers audio | Test, 2026-11-22 10:00 | Address | Shown to the user'])
})

it('two at once: removed meanwhile is said, and what was typed can be added anew', async () => {
  const { lea, otto, page, url } = await edit('Prefers')
  await otto.submit(await otto.get(rowUrl(await otto.get(url), 'Remove', 'Prefers')), 'Remove Prefers large print')
  const told = await lea.submit(page, 'Save', { text: 'Prefers audio', type: 'LIBRARY' })
  expect(told.status).toBe(409)
  expect(told.text).toContain('Otto Operator removed this entry since you opened it.')
  expect([told.field('Note').value.trim(), told.field('Type').value]).toEqual(['Prefers audio', 'LIBRARY'])
  const added = await lea.submit(told, 'Save')
  expect(added.status).toBe(303)
  expect(texts(await lea.get(added.location))).toEqual(['Prefers audio'])
})
