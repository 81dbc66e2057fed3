import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import { columnsFor, usualColumns } from '#sets/columns.ts'
import { testApp } from '#test/app.ts'
import { makeSet } from './house.ts'

async function house() {
  const app = await testApp()
  const ana = await app.makeUser({
    values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee', userGroup: 'FACULTY', birthDate: '2001-02-03' },
    identifiers: [
      { type: 'BARCODE', value: 'B-1' },
      { type: 'BARCODE', value: 'B-2', status: 'INACTIVE' },
    ],
    emails: [{ address: 'a@x.org' }, { address: 'b@x.org' }],
    addresses: [{ line1: '1 High Street', city: 'Lund', postalCode: '22 100', preferred: true }],
    phones: [{ number: '+1 2', preferred: true }],
    notes: [{ type: 'OTHER', text: 'Two\nlines' }],
    blocks: [{ type: 'GENERAL', description: '06-LOCAL' }],
  })
  const max = await app.as('manager')
  const set = await makeSet(app.db, app.people.manager ?? { id: 0 }, { name: 'Años 9', members: [ana] })
  return { ...app, ana, max, set }
}
const all = [
  'name',
  'primaryId',
  'userGroup',
  'birthDate',
  'email',
  'emails',
  'phone',
  'address',
  'type:BARCODE',
  'identifiers',
  'blocks',
  'notes',
]
const body = (token: string, columns: string[], more = '') =>
  `_csrf=${encodeURIComponent(token)}&${columns.map((name) => `columns=${encodeURIComponent(name)}`).join('&')}${more}`

it('writes the columns that were chosen, in words', async () => {
  const { max, set } = await house()
  const file = await max.post(`/sets/${set}/export`, body(await max.token(), all))
  expect(file.headers).toMatchObject({ 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' })
  expect(file.headers['content-disposition']).toBe('attachment; filename="users-an-os-9-2026-11-22.csv"')
  const [head, line] = parse(file.html, { bom: true }) as string[][]
  expect(head).toHaveLength(all.length)
  expect(line).toEqual([
    ...['Lee, Ana', 'ana', '2001-02-03', 'Faculty', 'a@x.org', 'a@x.org; b@x.org', "'+1 2", '1 High Street, 22 100 Lund'],
    ...['Barcode: B-1', 'B-1', 'Local reason', 'Two\nlines'],
  ])
})

it('writes codes where they are wanted', async () => {
  const { max, set } = await house()
  const file = await max.post(
    `/sets/${set}/export`,
    body(await max.token(), ['userGroup', 'status', 'identifiers'], '&asCodes=on'),
  )
  expect((parse(file.html, { bom: true }) as string[][])[1]).toEqual(['FACULTY', 'ACTIVE', 'BARCODE: B-1'])
})

it('history and Activity say who exported how many of what, of a set and of a result', async () => {
  const { max, set, db, as } = await house()
  await max.post(`/sets/${set}/export`, { columns: 'primaryId' })
  const page = await max.get('/sets/export?q=lee')
  expect(page.text).toContain('“lee” in All')
  const file = await max.post('/sets/export', { columns: 'primaryId', search: 'q=lee' })
  expect(file.html).toBe('\ufeffPrimary identifier\r\nana\r\n')
  const told = await db.read.select().from(changes).where(eq(changes.action, 'exported'))
  expect(
    told.map(({ subject, subjectId, actorName, items }) => [
      subject,
      subjectId,
      actorName,
      items.map(({ field, after }) => [field, after]),
    ]),
  ).toEqual([
    [
      'set',
      set,
      'Max Manager',
      [
        ['users', 1],
        ['columns', ['Primary identifier']],
      ],
    ],
    [
      'set',
      0,
      'Max Manager',
      [
        ['users', 1],
        ['columns', ['Primary identifier']],
        ['search', 'q=lee'],
      ],
    ],
  ])
  const activity = await (await as('administrator')).get('/activity?subject=set')
  expect(activity.text).toContain('Result of a search')
  expect(activity.text).toContain('Años 9')
})

it('refuses no column, and one that there is not', async () => {
  const { max, set } = await house()
  for (const columns of ['', 'password', 'id; drop']) {
    const refused = await max.post(`/sets/${set}/export`, { columns })
    expect([refused.status, refused.problems]).toEqual([422, ['Choose at least one column.']])
  }
})

it('has no column of notes for those who do not see them, and knows the usual ones', () => {
  const named = (seesNotes: boolean) =>
    columnsFor([{ code: 'BARCODE', description: 'Barcode' } as never], seesNotes).map(({ name }) => name)
  expect([named(true).includes('notes'), named(false).includes('notes')]).toEqual([true, false])
  expect(usualColumns.filter((name) => !named(false).includes(name))).toEqual([])
  expect(new Set(named(true)).size).toBe(named(true).length)
})
