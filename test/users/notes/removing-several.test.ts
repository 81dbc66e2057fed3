import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import type { Desk } from './desk.ts'
import { idOf, note, notesDesk, texts } from './desk.ts'

async function three() {
  const app = await notesDesk([note('one'), note('two'), note('three', { type: 'LIBRARY' })])
  return { ...app, asking: await asking(app, 'one', 'three') }
}

async function asking({ lea, url }: Desk, ...names: string[]): Promise<string> {
  const list = await lea.get(url)
  return `${url}/removals?${names.map((name) => `note=${idOf(list, name)}`).join('&')}`
}

/** Posts the question's form, every hidden field of it. */
function answer(app: Desk, page: Awaited<ReturnType<Desk['lea']['get']>>, who = app.lea) {
  const fields = page
    .$('#removals input')
    .toArray()
    .map(({ attribs }): [string, string] => [attribs.name ?? '', attribs.value ?? ''])
  return who.post(page.$('#removals').attr('action') ?? '', new URLSearchParams(fields).toString())
}

it('works: says how many and which, then removes them in one act', async () => {
  const app = await three()
  const list = await app.lea.get(app.url)
  expect(list.$('button[form=selection], #selection button').text()).toBe('Remove selected')
  expect(list.$('input[form=selection]').first().attr('aria-label')).toBe('Select three')
  const asked = await app.lea.get(app.asking)
  expect([asked.status, asked.$('#removals-title').text()]).toEqual([200, 'Remove 2 notes?'])
  expect(asked.$('#removals bdi').text()).toBe('threeone')
  const removed = await answer(app, asked)
  expect([removed.status, removed.location]).toEqual([303, app.url])
  const after = await app.lea.get(app.url)
  expect([after.flash, texts(after)]).toEqual(['Removed 2 notes.', ['two']])
  const [act, before] = await actsOf(app, app.user)
  expect([act?.action, before?.action]).toEqual(['removed', 'created'])
  expect(act?.lines.filter(([field]) => field === 'text')).toEqual([
    ['text', 'three', null],
    ['text', 'one', null],
  ])
})

it('works: leads back to the filtered list', async () => {
  const app = await three()
  const asked = await app.lea.get(`${app.asking}&type=LIBRARY`)
  expect(asked.$('#removals a').attr('href')).toBe(`${app.url}?type=LIBRARY`)
})

it.each(['', '?note=', '?note=x&note=-1'])('refused: nothing ticked (%s) is said on the list', async (query) => {
  const { lea, url } = await three()
  const words = ['Tick the notes to remove first, then press Remove selected.']
  const asked = await lea.get(`${url}/removals${query}`)
  expect([asked.status, asked.problems, texts(asked).length]).toEqual([422, words, 3])
  const posted = await lea.post(`${url}/removals`, query.slice(1) === '' ? {} : { note: 'x' })
  expect([posted.status, posted.problems]).toEqual([422, words])
})

it('signed out: the question stands again, with the same notes', async () => {
  const app = await three()
  const asked = await app.lea.get(app.asking)
  await app.lea.post('/sign-out', {})
  expect((await answer(app, asked)).location).toBe('/sign-in')
  const again = await app.lea.get((await app.lea.signIn('lea')).location)
  expect(again.$('#removals-title').text()).toBe('Remove 2 notes?')
  expect(texts(await app.lea.get(app.url))).toHaveLength(3)
})

it('not allowed: a viewer has neither ticks nor button, and cannot post', async () => {
  const { vera, url, asking: address } = await three()
  const page = await vera.get(url)
  expect([page.$('#content input[type=checkbox]').length, page.text.includes('Remove selected')]).toEqual([0, false])
  expect((await vera.get(address)).status).toBe(403)
  expect((await vera.post(address.split('?')[0] ?? '', { note: '1' })).status).toBe(403)
  expect(texts(await vera.get(url))).toHaveLength(3)
})

it('not there: notes of another user, and a user that is not', async () => {
  const { lea, makeUser, user, asking: address, url } = await three()
  const other = await makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Li' } })
  expect((await lea.get(address.replace(`/${user.id}/`, `/${other.id}/`))).status).toBe(404)
  expect((await lea.get(address.replace(`/${user.id}/`, '/4711/'))).status).toBe(404)
  expect((await lea.post('/users/4711/notes/removals', { note: '1' })).status).toBe(404)
  expect(texts(await lea.get(url))).toHaveLength(3)
})

it('two at once: what others removed meanwhile is said', async () => {
  const app = await three()
  const [mine, theirs] = [await app.lea.get(app.asking), await app.otto.get(await asking(app, 'three', 'two'))]
  expect((await answer(app, theirs, app.otto)).status).toBe(303)
  const second = await answer(app, mine)
  expect(second.status).toBe(303)
  expect((await app.lea.get(second.location)).flash).toBe('Removed 1 note. 1 had been removed meanwhile.')
  const third = await answer(app, mine, app.lea)
  expect(third.status).toBe(303)
  expect(texts(await app.lea.get(app.url))).toEqual([])
  const gone = await app.lea.get(app.asking)
  expect([gone.status, gone.text.includes('None of these notes is on the record.')]).toEqual([404, true])
})

it('two at once: the question counts what is still there', async () => {
  const app = await three()
  await answer(app, await app.otto.get(await asking(app, 'three')), app.otto)
  const asked = await app.lea.get(app.asking)
  expect(asked.$('#removals-title').text()).toBe('Remove 1 note?')
  expect(asked.text).toContain('1 of those you selected was removed meanwhile.')
})

it('two at once: a note that was changed since the question is asked about again', async () => {
  const app = await three()
  const asked = await app.lea.get(app.asking)
  const edit = `${app.url}/notes/${idOf(await app.otto.get(app.url), 'one')}/edit`
  await app.otto.submit(await app.otto.get(edit), 'Save', { text: 'one and more' })
  const again = await answer(app, asked)
  expect([again.status, again.$('#removals bdi').text()]).toEqual([409, 'threeone and more'])
  expect(again.text).toContain('Someone changed this since you were asked.')
  expect((await answer(app, again)).status).toBe(303)
  expect(texts(await app.lea.get(app.url))).toEqual(['two'])
})
