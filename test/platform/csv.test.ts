import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { csvLine } from '#platform/csv.ts'

it('writes what a reader of CSV reads again', () => {
  const cells = ['plain', '', 'a,b', 'say "so"', 'two\r\nlines', ' blanks ', 'ünï', "'quoted'", '12']
  expect(parse(csvLine(cells))).toEqual([cells])
  expect(csvLine(['a', 'b'])).toBe('a,b\r\n')
})

it.each(['=1', '+1', '-1', '@x', '\tx', '\rx', '＝1', '＋1', '－1', '＠x'])('begins %j with an apostrophe', (cell) => {
  expect(parse(csvLine([cell, 'a=1']))).toEqual([[`'${cell}`, 'a=1']])
})
