import { describe, expect, it } from 'vitest'
import { beginningOf } from '#history/long-acts.queries.ts'
import type { Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { removeNotes } from '#users/notes/notes.ts'
import { changeUser } from '#users/users.ts'
import { known } from '../records.ts'

const most = 150_000
const text = (n: number) => `Note ${n}: ${'long <ünd> & weary '.repeat(200)}`.slice(0, 2000).trimEnd()
const noted = (n: number) => Array.from({ length: n }, (_none, at) => ({ type: 'OTHER', text: text(at) }))
const values = { primaryId: 'u1', firstName: 'Ana', lastName: 'Lee' }

/** The pages of an act from an address on, by its "Next". */
async function pagesFrom(visitor: Visitor, url: string | undefined) {
  const pages = []
  for (let at = url; at; ) {
    const page = await visitor.get(at)
    pages.push(page)
    at = page.$('a[rel=next]').attr('href')
  }
  return pages
}

async function longHouse() {
  const app = await testApp({ people: ['administrator', 'deskOperator'] })
  const user = await app.makeUser({ values, notes: noted(200) })
  const ada = await app.as('administrator')
  const history = await ada.get(`/users/${user.id}/history`)
  return { app, user, ada, history, link: history.$('a:contains("and many more fields")').attr('href') ?? '' }
}

describe('a very long act', () => {
  it('works: the list shows its beginning, its own pages all of it, each field once and in full', async () => {
    const { ada, history, link } = await longHouse()
    expect(Buffer.byteLength(history.html)).toBeLessThan(most)
    expect(history.rows('History').length).toBeLessThan(25)
    const pages = await pagesFrom(ada, link)
    expect(pages.length).toBeGreaterThan(10)
    for (const page of pages) expect([page.status, Buffer.byteLength(page.html) < most]).toEqual([200, true])
    const fields = pages.flatMap((page) => page.rows('Fields'))
    const notes = fields.filter(([what]) => what === 'Note')
    expect(notes.map(([, , after]) => after)).toEqual(noted(200).map((note) => note.text))
    expect(pages[0]?.text).toMatch(/1 to \d+ of [\d,]+ fields/)
    expect(pages[0]?.text).toContain(`of ${fields.length.toLocaleString('en')} fields`)
  })

  it('works: its pages lead back as far as its first', async () => {
    const { ada, link } = await longHouse()
    let page = (await pagesFrom(ada, link)).at(-1)
    for (let n = 0; page?.$('a[rel=prev]').length && n < 100; n += 1)
      page = await ada.get(page.$('a[rel=prev]').attr('href') ?? '')
    expect(page?.text).toMatch(/ 1 to \d+ of /)
  })

  it.each(['0', '999999', 'abc', '-1', '1e3'])('works: from a field numbered %s it shows a page that there is', async (from) => {
    const { ada, link } = await longHouse()
    const asked = await ada.get(`${link}?from=${from}`)
    const page = asked.status === 303 ? await ada.get(asked.location) : asked
    expect([page.status, page.rows('Fields').length > 0]).toEqual([200, true])
  })

  it('signed out: leads to Sign in', async () => {
    const { app, link } = await longHouse()
    const page = await app.visitor().get(link)
    expect([page.status, page.location.startsWith('/sign-in')]).toEqual([303, true])
  })

  it('not allowed: refused without "see history"', async () => {
    const { app, link } = await longHouse()
    const page = await (await app.as('deskOperator')).get(link)
    expect([page.status, page.html.includes('weary')]).toEqual([403, false])
  })

  it('not there: an act of nobody, and one of somebody else', async () => {
    const { app, user, ada, link } = await longHouse()
    const [number] = /\d+$/.exec(link) ?? []
    const other = known(app.people.deskOperator)
    for (const url of [`/users/${user.id}/history/999999`, `/users/${other.id}/history/${number}`, `${link}x`])
      expect([url, (await ada.get(url)).status]).toEqual([url, 404])
  })

  it('works: a page of forty long acts is bounded, and tells of each', async () => {
    const { db, clock, makeUser, as } = await testApp()
    const user = await makeUser({ values })
    const long = (n: number) => ({
      website: `https://x.example/${n}${'<'.repeat(200)}`,
      jobDescription: `${n} ${'ü'.repeat(240)}`,
    })
    for (let n = 1; n <= 60; n += 1)
      await db.write((tx) =>
        changeUser(tx, setUpActor(clock), user, {
          lastName: `L${n}`,
          firstName: `A${n}`,
          title: n % 2 ? 'DR' : null,
          ...long(n),
        }),
      )
    const page = await (await as('administrator')).get(`/users/${user.id}/history`)
    expect(Buffer.byteLength(page.html)).toBeLessThan(most)
    expect(page.$('.history .day:not(.same)').length).toBe(40)
    expect(page.text).toContain('fields more')
  })

  it('works: what is filtered for is seen, wherever in the act it stands', async () => {
    const { makeUser, as } = await testApp()
    const user = await makeUser({ values, notes: noted(1), identifiers: [{ type: 'BARCODE', value: '77' }] })
    const ada = await as('administrator')
    const page = await ada.get(`/users/${user.id}/history?field=note.text`)
    expect(page.rows('History')[0]?.[2]).toBe('NoteCreated')
    expect(page.rows('History')[0]?.[4]?.endsWith('…')).toBe(true)
  })
})

it('undoing a long removal is asked on a bounded page, and brings all of it back', async () => {
  const { db, clock, makeUser, as } = await testApp()
  const user = await makeUser({ values, notes: noted(60) })
  const ada = await as('administrator')
  const before = await ada.get(`/users/${user.id}/notes`)
  const ids = await db.write(async (tx) =>
    removeNotes(
      tx,
      setUpActor(clock),
      user,
      Array.from({ length: 200 }, (_none, n) => n),
    ),
  )
  expect(ids.length).toBe(60)
  const history = await ada.get(`/users/${user.id}/history`)
  const url = history.$('form:has(button:contains("Undo"))').first().attr('action') ?? ''
  const question = await ada.get(url)
  expect([question.status, Buffer.byteLength(question.html) < most]).toEqual([200, true])
  expect(question.text).toMatch(/and \d+ fields more/)
  const rest = await ada.get(question.$('a:contains("fields more")').attr('href') ?? '')
  const texts = noted(60).map((note) => note.text)
  expect(rest.rows('Fields').filter(([, was]) => texts.includes(was ?? '')).length).toBeGreaterThan(0)
  const { action, values: typed } = question.formOf('Undo')
  expect((await ada.post(action, typed)).status).toBe(303)
  const after = await ada.get(`/users/${user.id}/notes`)
  expect(after.text.match(/Note \d+:/g)).toEqual(before.text.match(/Note \d+:/g))
})

it('the beginning of a list of changes is read as far as they stand whole', () => {
  const change = (before: string) => ({ part: 'note', field: 'text', before, after: null })
  const tricky = [change('},{"part":'), change('},{'), change('"]},{"'), change('\\')]
  const long = JSON.stringify([...tricky, change('x'.repeat(20_000))]).slice(0, 16_384)
  expect(beginningOf(long)).toEqual({ items: tricky, fields: undefined })
  expect(beginningOf(JSON.stringify(tricky))).toEqual({ items: tricky, fields: 4 })
  expect(beginningOf('[]')).toEqual({ items: [], fields: 0 })
  expect(beginningOf(JSON.stringify([change('y'.repeat(20_000))]).slice(0, 16_384))).toEqual({ items: [], fields: undefined })
})
