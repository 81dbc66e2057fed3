import { describe, expect, it } from 'vitest'
import { linesFrom, linesOf, textOf } from '#search/advanced.form.ts'
import { readQuery, writeQuery } from '#search/query-text.ts'
import { searchFrom, searchUrl } from '#search/user-search.ts'

describe('a text is read as terms and words', () => {
  it.each<[string, string[], string[], string[]]>([
    ['garcia maria', [], ['garcia maria'], []],
    ['last:garcia group:FACULTY', ['last:garcia', 'group:FACULTY'], [''], []],
    ['LAST:Garcia', ['last:Garcia'], [''], []],
    ['expires<2027-01-01 -block:any', ['expires<2027-01-01', '-block:any'], [''], []],
    ['expires<=2027 created>=today', ['expires<=2027', 'created>=today'], [''], []],
    ['last:"garcia lopez" ana', ['last:"garcia lopez"'], ['ana'], []],
    ['last:"garcia lopez', ['last:"garcia lopez"'], [''], []],
    ['last=smith', ['last=smith'], [''], []],
    ['foo:bar', [], ['foo:bar'], ['foo']],
    ['https://x.example', [], ['https://x.example'], []],
    ['10:30', [], ['10:30'], []],
    ['last: garcia', [], ['last: garcia'], []],
    ['-garcia', [], ['-garcia'], []],
    ['a | last:b', ['last:b'], ['a', ''], []],
    ['| | a |', [], ['a'], []],
    ['a|b', [], ['a|b'], []],
    ['constructor:x __proto__:y', [], ['constructor:x __proto__:y'], ['constructor']],
    ["o'brien AND NOT NEAR(x)", [], ["o'brien AND NOT NEAR(x)"], []],
    ['', [], [], []],
  ])('%j', (text, terms, words, unknown) => {
    const query = readQuery(text)
    expect(query.groups.flatMap((group) => group.terms.map((term) => writeQuery([{ terms: [term], words: '' }])))).toEqual(terms)
    expect(query.groups.map((group) => group.words)).toEqual(words)
    expect(query.unknown).toEqual(unknown)
  })

  it.each([
    'last:garcia group:FACULTY expires<2027-01-01 -block:any',
    'email:none | last:"de la Cruz" ana',
    'phone=555 | -note:x',
  ])('%j is written as it was read', (text) => expect(writeQuery(readQuery(text).groups)).toBe(text))
})

describe('the lines of the form', () => {
  it.each([
    'last:garcia group:FACULTY expires<2027-01-01 -block:any',
    'email:any status:ACTIVE | last:lopez ana',
    'born>1990 signedin:never',
    'last=smith -group:STAFF | expires:any',
  ])('%j says the same in lines', (text) => expect(textOf(linesOf(text))).toBe(text))

  it('leaves out what is empty, and takes no way that a field does not have', () => {
    const lines = linesFrom({
      field: ['last', 'group', 'nonsense', 'email'],
      how: ['before', 'is', 'starts', 'empty'],
      value: [' Park ', '', 'words', 'x'],
      join: ['and', 'and', 'or', 'and'],
    })
    expect(textOf(lines)).toBe('last:Park | -email:any words')
  })
})

it('a search goes into an address and comes back', () => {
  const search = searchFrom({
    q: 'last:"de la Cruz" 王',
    index: 'user_group',
    in: ['group:FACULTY', 'expiry:soon', 'no:x', 'group:FACULTY'],
    record_type: 'STAFF',
    sort: 'expiry_date',
    dir: 'desc',
    page: '3',
  })
  const url = searchUrl(search, { page: search.page })
  const params = new URL(url, 'http://x.invalid').searchParams
  expect(searchFrom({ ...Object.fromEntries(params), in: params.getAll('in') })).toEqual(search)
  expect(search.chosen).toEqual([
    { facet: 'group', value: 'FACULTY' },
    { facet: 'expiry', value: 'soon' },
  ])
})
