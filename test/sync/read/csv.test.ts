import { expect, it } from 'vitest'
import type { CsvColumn } from '#sync/profiles.table.ts'
import { guessedTarget, readHeadings, targetOf } from '#sync/read/source.ts'
import { fileOf, heardOf, itemsOf, refusalOf, zipOf } from './files.ts'

const columns: CsvColumn[] = [
  { heading: 'Id', target: 'primaryId' },
  { heading: 'First', target: 'firstName' },
  { heading: 'Group', target: 'userGroup', fallback: 'STUDENT' },
  { heading: 'Until', target: 'expiryDate' },
  { heading: 'Card', target: 'identifier:BARCODE' },
  { heading: 'Mail', target: 'email:1' },
  { heading: 'Mail 2', target: 'email:work' },
  { heading: 'Mobile', target: 'phone:mobile' },
  { heading: 'Street', target: 'address.line1' },
  { heading: 'Town', target: 'address.city' },
  { heading: 'Note', target: 'note:OTHER' },
  { heading: 'Faculty', target: 'statistic' },
  { heading: 'Staff', target: 'statistic:STAFF' },
  { heading: 'Library 1', target: 'resourceSharingLibraries' },
  { heading: 'Library 2', target: 'resourceSharingLibraries' },
  { heading: 'Not read', target: '' },
]
const head = `${columns.map(({ heading }) => heading).join(';')};Unknown\r\n`
const row = ' ada ;Ada;;2030-01-16T00:00Z;29001;a@x.org;;"+47 1";1 Elm;Bergen;"One\ntwo; three";ARTS;yes;MAIN;LAW;x;y\n'
const empty = 'bob;;;;;;;;;;;;;;;;\n'
const heard = {
  fields: {
    primaryId: 'ada',
    firstName: 'Ada',
    userGroup: 'STUDENT',
    expiryDate: '2030-01-16',
    resourceSharingLibraries: ['MAIN', 'LAW'],
  },
  lists: {
    identifier: [{ type: 'BARCODE', value: '29001' }],
    email: [{ address: 'a@x.org' }],
    phone: [{ number: '+47 1', types: ['mobile'] }],
    address: [{ line1: '1 Elm', city: 'Bergen' }],
    note: [{ type: 'OTHER', text: 'One\ntwo; three' }],
    statistic: [{ category: 'ARTS' }, { category: 'STAFF' }],
  },
}

it('hears what the columns fill, an empty cell as empty, a heading in any letter case', async () => {
  const [ada, bob] = await heardOf(head.toUpperCase() + row + empty, { columns })
  expect(ada).toEqual(heard)
  expect(bob).toEqual({
    fields: { primaryId: 'bob', firstName: '', userGroup: 'STUDENT', expiryDate: '', resourceSharingLibraries: [] },
    lists: { identifier: [], email: [], phone: [], address: [], note: [], statistic: [] },
  })
})

it('reads any of the usual separators, a byte-order mark, UTF-16 and a zip, in pieces of any size', async () => {
  const two = [columns[0], columns[1]] as CsvColumn[]
  const wanted = [{ fields: { primaryId: 'ada', firstName: 'Zoë, B' }, lists: {} }]
  for (const separator of [',', ';', '\t', '|']) {
    const text = `Id${separator}First\nada${separator}"Zoë, B"\n`
    const contents = [text, `\ufeff${text}`, Buffer.from(`\ufeff${text}`, 'utf16le'), await zipOf({ 'a.csv': text })]
    for (const content of contents) expect(await heardOf(content, { columns: two })).toEqual(wanted)
    expect(await heardOf(text, { columns: two, limits: { chunkBytes: 1 } })).toEqual(wanted)
  }
})

it('counts positions and lines, and tells a changed row by its hash', async () => {
  const two = [columns[0], columns[1]] as CsvColumn[]
  const items = await itemsOf('Id,First\n\nada,"A\nB"\nbob,C\nada,"A\nB"\n', { columns: two })
  expect(items.map(({ position, line }) => [position, line])).toEqual([
    [1, 3],
    [2, 5],
    [3, 6],
  ])
  expect([items[2]?.hash === items[0]?.hash, items[1]?.hash === items[0]?.hash]).toEqual([true, false])
})

it('rejects a row with a wrong number of cells, and no other', async () => {
  const two = [columns[0], columns[1]] as CsvColumn[]
  const [few, many, good] = await itemsOf('Id,First\nada\nbob,B,C\ncyd,C\n', { columns: two })
  expect(() => few?.hear()).toThrow('The row has 1 cells and needs 2. Add the missing ones, empty if need be.')
  expect(() => many?.hear()).toThrow(/^The row has 3 cells and should have 2\./)
  expect(good?.hear().fields.primaryId).toBe('cyd')
})

const latin = Buffer.from('Id,First\nada,Zo\u00eb\n', 'latin1')
it.each([
  ['empty', '', 'The file is empty.'],
  ['blank', '\n\n', 'The file has no first row that names its columns.'],
  ['no rows', 'Id,First\n', 'The file holds no user.'],
  [
    'doubled headings',
    'Id,First,id\nada,A,B\n',
    'Line 1: Headings stand twice in the first row: "id". Give each column its own.',
  ],
  ['a missing column', 'Id\nada\n', 'Line 1: The first row lacks columns that the profile reads: "First".'],
  [
    'an open quote',
    'Id,First\nada,A\nbob,"B\n',
    'Line 3: A quote opens in this row and is not closed. Close it, or double the quotes inside a text.',
  ],
  [
    'a row too long',
    `Id,First\nada,${'x'.repeat(3000)}\n`,
    'Line 2: The row that begins here is far too long. Probably a quote opens in it and is not closed.',
  ],
  ['XML', '<users/>\n', 'This looks like XML, and the profile reads CSV files.'],
  ['no text', Buffer.from([1, 0, 2, 10]), 'This is no text but something else. Save the table as CSV.'],
  [
    'not UTF-8',
    latin,
    'Line 2: The byte EB (hexadecimal) is not UTF-8. Save the file as UTF-8, or name its encoding in its first line.',
  ],
])('refuses a file in words: %s', async (_name, content, message) => {
  const two = [columns[0], columns[1]] as CsvColumn[]
  expect(await refusalOf(content, { columns: two, limits: { rowBytes: 2000 } })).toBe(message)
})

it('tells the line of a wrong byte however far it is', async () => {
  const rows = Buffer.concat([Buffer.from(`Id,First\n${'ada,A\n'.repeat(5000)}`), latin.subarray(9)])
  for (const chunkBytes of [1000, 65_536])
    expect(await refusalOf(rows, { columns: [columns[0]] as CsvColumn[], limits: { chunkBytes } })).toMatch(
      /^Line 5002: The byte EB/,
    )
})

it('refuses a profile that fills nothing, or what there is not', async () => {
  expect(await refusalOf('Id\nada\n', { columns: [{ heading: 'Id', target: '' }] })).toMatch(/^The profile says of no column/)
  expect(await refusalOf('Id\nada\n', { columns: [{ heading: 'Id', target: 'password' }] })).toMatch(/which there is not/)
  for (const target of [
    'recordType',
    'accountType',
    'source',
    'password',
    'role',
    'address.preferred',
    'identifier',
    'identifier:',
  ])
    expect(targetOf(target), target).toBeUndefined()
})

it('shows headings and a sample for saying what each column fills', async () => {
  const file = fileOf(`Primary ID;First name;E-mail;Ort\n${'a;b;c;d\n'.repeat(9)}`)
  const { headings, sample, separator } = await readHeadings(file)
  expect([headings, sample.length, separator]).toEqual([['Primary ID', 'First name', 'E-mail', 'Ort'], 5, ';'])
  expect(headings.map(guessedTarget)).toEqual(['primaryId', 'firstName', 'email:1', ''])
  expect(['primary_id', 'Barcode', 'city'].map(guessedTarget)).toEqual(['primaryId', 'identifier:BARCODE', 'address.city'])
})
