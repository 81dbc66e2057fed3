import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { readList } from '#sets/list-lines.ts'
import { setMembers, sets } from '#sets/sets.table.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { send } from '#test/upload.ts'
import { binUser } from '#users/record/bin.ts'

const types = [{ code: 'BARCODE', description: 'Barcode' }]

async function house() {
  const app = await testApp()
  const make = (primaryId: string, barcode: string, email: string) =>
    app.makeUser({
      values: { primaryId, firstName: 'Fay', lastName: primaryId },
      identifiers: [{ type: 'BARCODE', value: barcode }],
      emails: [{ address: email }],
    })
  const [ana, bo, gone] = [
    await make('ana', 'B-1', 'a@x.org'),
    await make('bo', 'B-2', 'same@x.org'),
    await make('gone', 'B-3', 'same@x.org'),
  ]
  await make('cy', 'B-4', 'same@x.org')
  await app.db.write((tx) => binUser(tx, setUpActor(app.clock), gone))
  const max = await app.as('manager')
  const made = async (location: string) => {
    const id = Number(/\d+$/.exec(location)?.[0])
    const members = await app.db.read.select().from(setMembers).where(eq(setMembers.setId, id))
    const [set] = await app.db.read.select().from(sets).where(eq(sets.id, id))
    return { id, members: members.map(({ userId }) => userId), missed: set?.missed ?? [] }
  }
  return { ...app, ana, bo, gone, max, made }
}

it.each([
  [
    'one on each line',
    ' ana \n\nB-2\r\n',
    'any',
    [
      [1, 'ana'],
      [3, 'B-2'],
    ],
  ],
  ['a heading alone', 'USERNAME\nana', 'any', [[2, 'ana']]],
  [
    'a table',
    'Name,Primary ID\n"Lee, A",ana\n,bo\n',
    'primary',
    [
      [2, 'ana'],
      [3, 'bo'],
    ],
  ],
  ['semicolons', '\ufeffX;barcode\n1;B-1\n', { type: 'BARCODE' }, [[2, 'B-1']]],
  ['tabs', 'e-mail\tx\na@x.org\t1', 'email', [[2, 'a@x.org']]],
  [
    'quotation marks in a plain list',
    '"ana"\no\'b"o',
    'any',
    [
      [1, '"ana"'],
      [2, 'o\'b"o'],
    ],
  ],
])('reads %s', (_what, text, by, lines) => {
  const list = readList(text, types, 'list')
  expect([list.by, list.lines.map(({ line, text: one }) => [line, one])]).toEqual([by, lines])
})

it.each([
  ['', 'Nobody is on this list.'],
  ['\n \n', 'Nobody is on this list.'],
  ['Primary ID\n', 'Nobody is on this list.'],
  ['a,b\n1,2', 'None of the columns is known.'],
  ['\u0000\u0001PNG', 'This is no text in UTF-8.'],
  ['Primary ID,x\n"open,1\n', 'cannot be read'],
])('refuses %j', (text, message) => expect(() => readList(text, types, 'list')).toThrow(message))

it('makes a set of a list, and lists the lines that name nobody', async () => {
  const { max, made, ana, bo } = await house()
  const page = await max.get('/sets/list')
  const list = 'ana\nB-1\nnobody\nGONE\nsame@x.org\nb-2\n=1+1\n<b>x</b>'
  const saved = await max.submit(page, 'Make the set', { name: 'Pasted', list })
  const { id, members, missed } = await made(saved.location)
  expect(members).toEqual([ana.id, bo.id])
  expect(missed.map(({ line, why }) => [line, why])).toEqual([
    [2, 'doubled'],
    [3, 'unknown'],
    [4, 'binned'],
    [5, 'ambiguous'],
    [7, 'unknown'],
    [8, 'unknown'],
  ])
  const shown = await max.get(saved.location)
  expect(shown.flash).toBe('2 users are in the set. 6 lines named nobody new.')
  expect(shown.rows('Lines')[2]).toEqual(['4', 'GONE', 'In the bin'])
  expect(shown.html).not.toContain('<b>x</b>')
  const file = await max.get(`/sets/${id}/missed`)
  expect(file.headers['content-disposition']).toMatch(/attachment; filename="lines-pasted-2026-11-22.csv"/)
  expect(file.html).toContain("7,'=1+1,Nobody has it")
})

it('asks an identifier of the type that the heading says', async () => {
  const { max, made, ana } = await house()
  const page = await max.get('/sets/list')
  const saved = await max.submit(page, 'Make the set', { name: 'Cards', list: 'Barcode,x\nB-1,1\nbo,2' })
  const { members, missed } = await made(saved.location)
  expect([members, missed]).toEqual([[ana.id], [{ line: 3, text: 'bo', why: 'unknown' }]])
})

it('refuses a list that names nobody, and keeps what was typed', async () => {
  const { max, db } = await house()
  const page = await max.get('/sets/list')
  const refused = await max.submit(page, 'Make the set', { name: 'None', list: 'zzz' })
  expect([refused.status, refused.field('Identifiers').value.trim(), refused.field('Name').value]).toEqual([422, 'zzz', 'None'])
  expect(await db.read.select().from(sets)).toEqual([])
})

it('makes a set of a file', async () => {
  const { max, made, ana, bo } = await house()
  const saved = await send(
    max,
    '/sets/list/file',
    [{ name: 'list.csv', field: 'file', bytes: '\ufeffPrimary ID;Name\r\nana;x\r\nbo;y\r\n' }],
    {
      ...{ _csrf: await max.token(), key: 'a-key-that-is-long-enough-1', fileName: 'Sent', fileShared: 'on' },
    },
  )
  expect(saved.status).toBe(303)
  expect((await made(saved.location)).members).toEqual([ana.id, bo.id])
})

it.each([
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 255]), 422, 'This is no text in UTF-8.'],
  ['nothing', Buffer.alloc(0), 422, 'Nobody is on this list.'],
  ['5 MB', Buffer.alloc(5_000_000, 'a\n'), 413, 'more at once than Foyer takes'],
  ['a little too much', Buffer.alloc(4_000_010, 'a\n'), 422, 'The file is too large: 4 MB'],
  ['too many lines', Buffer.alloc(700_000, 'a\n'), 422, 'A list holds 300,000 users at most.'],
])('refuses a file of %s', async (_what, bytes, status, message) => {
  const { max, db } = await house()
  const fields = { _csrf: await max.token(), key: 'a-key-that-is-long-enough-2', fileName: 'Kept' }
  const refused = await send(max, '/sets/list/file', [{ name: 'x', field: 'file', bytes }], fields)
  expect([refused.status, refused.problems[0] ?? '']).toEqual([status, expect.stringContaining(message)])
  expect(await db.read.select().from(sets)).toEqual([])
})
