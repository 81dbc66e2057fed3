import { describe, expect, it } from 'vitest'
import { csv, loaded, usersIn } from './files.ts'

type Place = [line: number, column: string, value: string]
type Case = [what: string, columns: string, cells: string, column: string, value: string, words: string]

describe('a cell that is refused, with its line, column, value and what would mend it', () => {
  it.each<Case>([
    [
      'a group that is not there',
      'user_group',
      'WIZARD',
      'user_group',
      'WIZARD',
      'There is no user group "WIZARD". Use one of UNDERGRAD',
    ],
    ['a day of another form', 'expiry_date', '31/12/2027', 'expiry_date', '31/12/2027', 'must be a date written year-month-day'],
    ['a day that is none', 'expiry_date', '2027-02-30', 'expiry_date', '2027-02-30', 'the calendar has no 2027-02-30'],
    ['a status that is none', 'status', 'GONE', 'status', 'GONE', 'Status must be one of ACTIVE, INACTIVE.'],
    [
      'a record type that is none',
      'record_type',
      'GUEST',
      'record_type',
      'GUEST',
      'Record type must be one of STAFF, PUBLIC, CONTACT.',
    ],
    ['a job for a Public user', 'job_category', 'SYSTEMS', 'job_category', 'SYSTEMS', 'does not apply to the record type Public'],
    ['a country that is none', 'address_line1,city,country', 'Rue 1,Paris,ZZZ', 'country', 'ZZZ', 'There is no country "ZZZ"'],
    ['an address without a city', 'address_line1,city', 'Rue 1,', 'city', '', 'Enter the city.'],
    ['an address without its column for the city', 'address_line1', 'Rue 1', 'city', '', 'Enter the city.'],
    ['a city without an address', 'address_line1,city', ',Paris', 'address_line1', '', 'Enter address line 1.'],
    ['a code of a postal place alone', 'postal_code', '1010', 'address_line1', '', 'Enter address line 1.'],
    [
      'a text that is too long',
      'middle_name',
      'x'.repeat(256),
      'middle_name',
      'x'.repeat(256),
      'Keep Middle name to 255 characters; this has 256.',
    ],
    [
      'an identifier that is too long',
      'barcode',
      '1'.repeat(256),
      'barcode',
      '1'.repeat(256),
      'to 255 characters; this has 256.',
    ],
    ['an end of line in a name', 'middle_name', '"a\nb"', 'middle_name', 'a\nb', 'holds a character that cannot be stored'],
    ['a NUL', 'middle_name', 'a\u0000b', 'middle_name', 'a\u0000b', 'holds a character that cannot be stored'],
    [
      'a barcode of a contact',
      'record_type,barcode',
      'CONTACT,123',
      'barcode',
      '123',
      'A contact has no additional identifiers.',
    ],
    [
      'a group of a contact',
      'record_type,user_group',
      'CONTACT,STAFF',
      'user_group',
      'STAFF',
      'does not apply to the record type Contact',
    ],
  ])('%s', async (_what, columns, cells, column, value, words) => {
    const { created, refused, cells: told } = await loaded(csv(columns, `am1,Ana,Müller,${cells}`))
    expect([created, refused]).toEqual([0, 1])
    expect(told).toHaveLength(column === 'address_line1' && columns === 'postal_code' ? 2 : 1)
    expect(told[0]).toEqual({ line: 2, column, value, message: expect.stringContaining(words) })
  })

  it.each([
    'nobody',
    '@example.org',
    'ana@',
    'ana@example',
    'ana@@example.org',
    'ana@home@example.org',
    'ana lee@example.org',
    'ana@exam ple.org',
    'ana@.org',
    'ana@example.',
    'ana\u00a0@example.org',
  ])('the e-mail address %j', async (address) => {
    const { cells, created } = await loaded(csv('email', `am1,Ana,Müller,${address}`))
    expect(created).toBe(0)
    expect(cells).toEqual([{ line: 2, column: 'email', value: address, message: expect.stringContaining('name@example.org') }])
  })

  it.each(["o'neil+books@mail.example.org", 'ünal@büro.example', 'a@b.c', '  ana@example.org  '])(
    'but not %j',
    async (address) => {
      expect(await loaded(csv('email', `am1,Ana,Müller,${address}`))).toMatchObject({ created: 1, refused: 0 })
    },
  )

  it.each([
    ['primary_id', ',Ana,Müller'],
    ['first_name', 'am1,,Müller'],
    ['last_name', 'am1,Ana,   '],
  ])('an empty %s', async (column, row) => {
    const { cells } = await loaded(`primary_id,first_name,last_name\n${row}\n`)
    expect(cells).toEqual([{ line: 2, column, value: '', message: expect.stringContaining('is required. Enter it.') }])
  })

  it('shows bytes that are no text as �, and keeps the rows round them', async () => {
    const content = Buffer.concat([
      Buffer.from('primary_id,first_name,last_name\na1,Ana,Lee\na2,M'),
      Buffer.from([0xfc]),
      Buffer.from('ller,Lee\na3,Max,Lee\n'),
    ])
    const { db, places } = await loaded(content)
    expect(places).toEqual<Place[]>([[3, 'first_name', 'M�ller']])
    expect(await usersIn(db)).toEqual(['a1', 'a3'])
  })

  it('tells all that is wrong with a row, and counts the row once', async () => {
    const row = 'am1,,Müller,WIZARD,2027-02-30,nobody'
    const { refused, places } = await loaded(csv('user_group,expiry_date,email', row))
    expect(refused).toBe(1)
    expect(places).toEqual(
      expect.arrayContaining<Place>([
        [2, 'user_group', 'WIZARD'],
        [2, 'expiry_date', '2027-02-30'],
      ]),
    )
  })
})

describe('a row that is refused', () => {
  it('has too many or too few cells', async () => {
    const { db, cells } = await loaded(csv('city', 'a1,Ana', 'a2,Ben,Lee,,extra,more', 'a3,Max,Lee,'))
    expect(cells).toEqual([
      {
        line: 2,
        column: 'last_name',
        value: '',
        message: 'The row has 2 cells and needs 4. Add the missing ones, empty if need be.',
      },
      { line: 3, column: '5', value: 'extra', message: expect.stringContaining('The row has 6 cells and should have 4.') },
    ])
    expect(await usersIn(db)).toEqual(['a3'])
  })

  it('takes an identifier that an earlier row has, in any letter case, and names the holder', async () => {
    const { db, cells } = await loaded(
      csv('barcode', 'a1,Ana,Lee,B1', 'a2,Ben,Lee,b1', 'A1,Cid,Lee,B3', 'b1,Dan,Lee,', 'a5,Eva,Lee,A1', 'a6,Fay,Lee,B3'),
    )
    expect(cells.map(({ line, column, value }) => [line, column, value])).toEqual<Place[]>([
      [3, 'barcode', 'b1'],
      [4, 'primary_id', 'A1'],
      [5, 'primary_id', 'b1'],
      [6, 'barcode', 'A1'],
    ])
    expect(cells[0]?.message).toBe('b1 already belongs to Lee, Ana (a1). Choose another, or open that user.')
    expect(await usersIn(db)).toEqual(['a1', 'a6'])
  })

  it('leaves nothing behind: its identifiers are free for a later row', async () => {
    const { db, created } = await loaded(csv('barcode,email', 'a1,Ana,Lee,B1,nobody', 'a1,Ana,Lee,B1,ana@example.org'))
    expect(created).toBe(1)
    expect(await usersIn(db)).toEqual(['a1'])
  })

  it('has a quote that is never closed; all rows before it are kept', async () => {
    const { db, created, refused, cells } = await loaded(csv('city', 'a1,Ana,Lee,', 'a2,Ben,Lee,', 'a3,"Cid,Lee,', 'a4,Dan,Lee,'))
    expect(cells).toEqual([{ line: 4, column: '', value: '', message: expect.stringContaining('A quote opens in this row') }])
    expect(await usersIn(db)).toEqual(['a1', 'a2'])
    expect([created, refused]).toEqual([2, 1])
  })
})
