import { describe, expect, it } from 'vitest'
import type { Entry, Index } from '#search-index/search-index.ts'
import { indexes } from '#search-index/search-index.ts'
import { filledIndex } from './entries.ts'

type Stored = Partial<Entry>
const identifier: Stored = { identifiers: ['abc-12-3'] }
const mail: Stored = { emails: ['Ana.Müller-Lüdenscheidt@uni.example.org'] }
const phone: Stored = { phones: ['+43 664 123-4567'] }

describe.each<[string, Stored, Index, found: string[], not: string[]]>([
  [
    'an identifier',
    identifier,
    'identifiers',
    ['abc-12-3', 'abc', 'abc-12', 'abc12', 'ABC123', '12-3', '123', '3', '12', 'abc 12 3', 'abc_12/3'],
    ['bc', '23', 'c12', 'abc-13', 'abc1234', '2'],
  ],
  [
    'a primary identifier',
    { primaryId: 'A.Muller' },
    'primary_id',
    ['a.muller', 'amul', 'muller', 'MULLER'],
    ['ller', 'mullera'],
  ],
  ['a barcode', { barcodes: ['21234000012345'] }, 'barcode', ['21234000012345', '2123'], ['12345', '1234', '212340000123456']],
  ['leading zeros', { barcodes: ['000123'] }, 'barcode', ['000', '000123'], ['123', '0123']],
  [
    'an e-mail address',
    mail,
    'email',
    [
      'ana.muller',
      'ana.müller-lüdenscheidt@uni.example.org',
      'anamull',
      'muller',
      'ludenscheidt@uni',
      'ANA',
      'ana.',
      '@uni',
      '@UNI.ex',
    ],
    ['uni.example.org', 'example', 'org', '@ni', '@example', '@ana', 'na.muller', 'ana@uni', 'ana.muller@other.org'],
  ],
  [
    'a phone number',
    phone,
    'phone',
    ['+43664', '43 664', '664 123', '(664) 1234567', '4567', '+43-664'],
    ['0664', '567', '34567'],
  ],
])('%s', (_what, stored, index, found, not) => {
  it.each(found)('is found by %j', async (typed) => {
    const { find } = await filledIndex([stored])
    expect([await find(typed), await find(typed, { index })]).toEqual([[1], [1]])
  })
  it.each(not)('is not found by %j', async (typed) => {
    const { find } = await filledIndex([stored])
    expect([await find(typed), await find(typed, { index })]).toEqual([[], []])
  })
})

describe('each index', () => {
  const everything: Stored = {
    last: ['Lastly'],
    first: ['Firstly'],
    middle: ['Middly'],
    prefLast: ['Prefly'],
    prefFirst: ['Nickly'],
    prefMiddle: ['Inbetween'],
    primaryId: 'pid1',
    identifiers: ['ident1'],
    barcodes: ['bar1'],
    emails: ['mail@example.org'],
    phones: ['555'],
    notes: ['Noted that'],
  }
  const names = ['lastly', 'firstly', 'middly', 'prefly', 'nickly', 'inbetween']
  const typed = [...names, 'pid1', 'ident1', 'bar1', 'mail', '555']
  const searched: Record<Index, string[]> = {
    all: typed,
    names,
    last_name: ['lastly', 'prefly'],
    first_name: ['firstly', 'middly', 'nickly', 'inbetween'],
    middle_name: ['middly', 'inbetween'],
    preferred_name: ['prefly', 'nickly', 'inbetween'],
    primary_id: ['pid1'],
    identifiers: ['ident1', 'bar1'],
    barcode: ['bar1'],
    email: ['mail'],
    phone: ['555'],
    notes: [],
  }

  it.each(Object.entries(searched) as [Index, string[]][])('%s looks in its own fields alone', async (index, finding) => {
    const { find } = await filledIndex([everything])
    const found = []
    for (const text of [...typed, 'noted']) if ((await find(text, { index })).length > 0) found.push(text)
    expect(found).toEqual(finding)
  })

  it.each(['all', 'notes'] as const)('%s looks into notes for those alone who see them', async (index) => {
    const { find } = await filledIndex([everything])
    expect(await find('noted', { index })).toEqual([])
    expect(await find('noted that', { index, notes: true })).toEqual([1])
    expect(await find('lastly', { notes: true })).toEqual([1])
  })

  it('is one of twelve', () => expect(indexes).toEqual(Object.keys(searched)))

  it('finds words in different fields together under all, and not under one', async () => {
    const { find } = await filledIndex([everything])
    expect(await find('lastly 555')).toEqual([1])
    expect(await find('lastly firstly', { index: 'names' })).toEqual([1])
    expect(await find('lastly firstly', { index: 'last_name' })).toEqual([])
  })
})
