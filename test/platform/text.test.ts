import { describe, expect, it } from 'vitest'
import { caseFold, hasUnstorable, lengthOf, showable } from '#platform/text.ts'

describe('letter case', () => {
  it.each([
    ['Strasse', 'STRASSE'],
    ['Straße', 'STRASSE'],
    ['Straße', 'STRAẞE'],
    ['ΟΔΟΣ', 'οδος'],
    ['ΟΔΟΣ', 'οδοσ'],
    ['Émile', 'ÉMILE'],
    ['\u00c9mile', 'e\u0301mile'],
    ['ÅSA', '\u212bsa'],
    ['Ǆ', 'ǆ'],
    ['ǅ', 'ǆ'],
    ['ЁЛКА', 'ёлка'],
    ['İ', 'i\u0307'],
    ['ﬁ', 'FI'],
    ['  ab1 ', 'AB1'],
    ['\u00a0ab1\u3000', 'ab1'],
    ['𐐀', '𐐨'],
  ])('%j and %j are one', (one, other) => expect(caseFold(one)).toBe(caseFold(other)))

  it.each([
    ['ı', 'i'],
    ['ı', 'I'],
    ['İ', 'i'],
    ['0042', '42'],
    ['a b', 'ab'],
    ['e', 'é'],
    ['ø', 'o'],
    ['a-b', 'ab'],
  ])('%j and %j are two', (one, other) => expect(caseFold(one)).not.toBe(caseFold(other)))

  it('is the same when folded twice, for every letter', () => {
    const letters = Array.from({ length: 0x1f000 }, (_none, code) => code)
      .filter((code) => code < 0xd800 || code > 0xdfff)
      .map((code) => String.fromCodePoint(code))
    expect(letters.filter((letter) => caseFold(caseFold(letter)) !== caseFold(letter))).toEqual([])
    const apart = letters.filter((letter) => caseFold(letter.toUpperCase()) !== caseFold(letter))
    expect(apart).toEqual(['ı'])
  })
})

describe('what no field takes', () => {
  it.each(['\u0000', '\u0007', '\u001b', '\u007f', '\u0085', '\ufffd', '\ufffe', '\uffff', '\ud800', '\udc00'])(
    'refuses %j',
    (sign) => {
      expect(hasUnstorable(`a${sign}b`, true)).toBe(true)
      expect(hasUnstorable(`a${sign}b`, false)).toBe(true)
      expect(showable(`a${sign}b${sign}`)).toBe('a\ufffdb\ufffd')
    },
  )

  it.each(['\n', '\r\n', '\t', '\u2028', '\u2029'])('takes %j only where a text may have several lines', (sign) => {
    expect(hasUnstorable(`a${sign}b`, true)).toBe(false)
    expect(hasUnstorable(`a${sign}b`, false)).toBe(true)
    expect(showable(`a${sign}b`)).toBe(`a${sign}b`)
  })

  it.each(['Müller', '王小明', '😀', "O'Brien", 'علي', 'a\u0301'])('takes %j', (text) => {
    expect(hasUnstorable(text, false)).toBe(false)
    expect(showable(text)).toBe(text)
  })
})

it('counts letters, not bytes', () => {
  expect(['abc', 'Müller', '王小明', '😀', ''].map(lengthOf)).toEqual([3, 6, 3, 1, 0])
})
