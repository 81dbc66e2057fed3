import { describe, expect, it } from 'vitest'
import { indexes, matchingIds } from '#search-index/search-index.ts'
import { countEntries, filledIndex } from './entries.ts'

const people = [
  { last: ['Quill'], first: ['Zoe'], primaryId: 'zq1', emails: ['zoe@example.org'] },
  { last: ['Anderson'], first: ['Orla'], primaryId: 'oa2' },
]

describe('what is typed is never understood as a language', () => {
  it.each<[string, number[]]>([
    ['"', []],
    ['""', []],
    ['"quill"', [1]],
    ['"quill', [1]],
    ['quill" OR "anderson', []],
    ['quill OR anderson', []],
    ['quill AND zoe', []],
    ['AND', [2]],
    ['OR', [2]],
    ['NOT', []],
    ['NOT quill', []],
    ['zoe NOT anderson', []],
    ['NEAR(zoe quill)', []],
    ['NEAR/2', []],
    ['*', []],
    ['q*', [1]],
    ['*uill', []],
    ['^quill', [1]],
    ['^', []],
    ['(', []],
    [')(', []],
    ['(quill', [1]],
    ['last:quill', []],
    ['{last first}:quill', []],
    ['-quill', [1]],
    ['+', []],
    ['%', []],
    ['_', []],
    ['quill%', [1]],
    ["'; DROP TABLE users; --", []],
    ["quill'--", [1]],
    ['\\', []],
    ['\u0000', []],
    ['quill\u0000', [1]],
    ['\u0000quill', [1]],
    ['\ud800', []],
    ['\udfff\ud800', []],
    ['quill\ud800', [1]],
    ['\ufffd', []],
    ['\ufffd\ufffd \ufffd', []],
    ['\u0301', []],
    ['ـ', []],
    ['😀', []],
    ['constructor', []],
    ['__proto__', []],
  ])('%j', async (typed, found) => {
    const { find } = await filledIndex(people)
    expect(await find(typed)).toEqual(found)
  })

  const long: [string, string][] = [
    ['letters', 'a'.repeat(500)],
    ['parentheses', '('.repeat(500)],
    ['quotes', '"'.repeat(500)],
    ['words', 'zoe quill x '.repeat(42)],
    ['parts', 'a-'.repeat(250)],
    ['umlauts', 'ü-'.repeat(250)],
    ['characters', '王'.repeat(500)],
    ['marks', 'a\u0301'.repeat(250)],
    ['pairs', '😀'.repeat(250)],
  ]
  it.each(long)('500 %s find nobody, in any index', async (_what, typed) => {
    const { db, find } = await filledIndex([{ last: ['Quill'], first: ['Zoe'] }])
    for (const index of indexes) {
      expect(await find(typed, { index })).toEqual([])
      expect(await countEntries(db.read, { text: typed, index }, 10)).toEqual(new Map())
      expect(await matchingIds(db.read, { text: typed, index }, 10)).toEqual([])
    }
  })
})

describe('what is stored is taken as it is', () => {
  it.each(['"', 'a"b', '*', '\u0000', 'x\u0000y', '\ud800', '', '   ', '{last}:', '-'.repeat(500), 'é'.repeat(255)])(
    '%j',
    async (text) => {
      const stored = {
        last: [text, 'Quill'],
        first: [text],
        primaryId: text,
        identifiers: [text],
        emails: [text],
        phones: [text],
      }
      const { find } = await filledIndex([stored])
      expect(await find('quill')).toEqual([1])
      expect(await find('')).toEqual([1])
      expect(await find('nobody')).toEqual([])
    },
  )
})
