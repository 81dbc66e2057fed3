import { describe, expect, it } from 'vitest'
import { Spoken } from '#platform/problems.ts'
import { testFolder } from '#test/database.ts'
import { readCsv, UnreadableCsv } from '../../src/load/read-csv.ts'
import { fileOf } from './files.ts'

async function rowsOf(content: string | Buffer) {
  const rows: [number, ...string[]][] = []
  for await (const { line, cells } of readCsv(fileOf(content))) rows.push([line, ...cells])
  return rows
}

describe('a file', () => {
  it.each<[string, string | Buffer]>([
    ['with line feeds', 'a,b\n1,2\n3,4\n'],
    ['as Windows ends lines', 'a,b\r\n1,2\r\n3,4\r\n'],
    ['with both ends of lines', 'a,b\r\n1,2\n3,4\r\n'],
    ['with the other both ends of lines', 'a,b\n1,2\r\n3,4\n'],
    ['as old Macintoshes ended lines', 'a,b\r1,2\r3,4\r'],
    ['with a byte-order mark', '\ufeffa,b\n1,2\n3,4\n'],
    ['without an end of its last line', 'a,b\n1,2\n3,4'],
    ['with blanks round its cells', ' a , b\n1 ,\t2\n\u00a03,4 \n'],
    ['with everything in quotes', '"a","b"\n"1","2"\n"3","4"\n'],
  ])('%s', async (_what, content) => {
    expect(await rowsOf(content)).toEqual([
      [1, 'a', 'b'],
      [2, '1', '2'],
      [3, '3', '4'],
    ])
  })

  it('may hold commas, quotes and ends of lines in quotes, and its rows begin where they stand', async () => {
    const rows = await rowsOf('a,b\n"1, one","say ""2"""\n"3\nthree\r\ndrei",4\n5,6\n"\n7",8\n9,0\n')
    expect(rows).toEqual([
      [1, 'a', 'b'],
      [2, '1, one', 'say "2"'],
      [3, '3\nthree\r\ndrei', '4'],
      [6, '5', '6'],
      [7, '7', '8'],
      [9, '9', '0'],
    ])
  })

  it('may hold ends of lines of Windows in quotes', async () => {
    expect(await rowsOf('a,b\r\n"1\r\none",2\r\n3,4\r\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1\r\none', '2'],
      [4, '3', '4'],
    ])
  })

  it('may hold blank lines, which are no rows', async () => {
    expect(await rowsOf('\n\na,b\n\n   \n1,2\r\n\n\n3,4\n\n')).toEqual([
      [3, 'a', 'b'],
      [6, '1', '2'],
      [9, '3', '4'],
    ])
  })

  it('may hold a quote inside a text', async () => {
    expect(await rowsOf('a,b\n5\' 3",Ana "Ann" Lee\n')).toEqual([
      [1, 'a', 'b'],
      [2, '5\' 3"', 'Ana "Ann" Lee'],
    ])
  })

  it('may have rows with more or fewer cells', async () => {
    expect(await rowsOf('a,b\n1\n1,2,3\n')).toEqual([
      [1, 'a', 'b'],
      [2, '1'],
      [3, '1', '2', '3'],
    ])
  })

  it('keeps its letters whole, however long it is', async () => {
    const content = Array.from({ length: 6000 }, (_none, n) => `${n},Łukasz 王小明 😀 Ñ`).join('\n')
    const rows = await rowsOf(content)
    expect(rows).toHaveLength(6000)
    expect(new Set(rows.map(([, , name]) => name))).toEqual(new Set(['Łukasz 王小明 😀 Ñ']))
    expect(rows.at(-1)).toEqual([6000, '5999', 'Łukasz 王小明 😀 Ñ'])
  })

  it('is empty', async () => expect(await rowsOf('')).toEqual([]))
})

describe('a file that cannot be read to its end', () => {
  async function untilBroken(content: string) {
    const lines: number[] = []
    try {
      for await (const { line } of readCsv(fileOf(content))) lines.push(line)
    } catch (error) {
      return { lines, error }
    }
    return { lines, error: undefined }
  }

  it('gives all rows before a quote that is never closed, and tells the line where it opens', async () => {
    const { lines, error } = await untilBroken('a,b\n1,2\n3,4\n"5,6\n7,8\n9,0\n')
    expect(error).toBeInstanceOf(UnreadableCsv)
    expect((error as UnreadableCsv).line).toBe(4)
    expect(lines).toEqual([1, 2, 3])
  })

  it('does so in a long file too, without reading the rest as one cell', async () => {
    const rest = 'x'.repeat(99)
    const { lines, error } = await untilBroken(`a\n${`${rest}\n`.repeat(1000)}"open\n${`${rest}\n`.repeat(20_000)}`)
    expect((error as UnreadableCsv).line).toBe(1002)
    expect(lines).toHaveLength(1001)
  })

  it('is a folder', async () => {
    const reading = readCsv(testFolder()).next()
    await expect(reading).rejects.toMatchObject({ code: 'EISDIR' })
    await expect(reading).rejects.not.toBeInstanceOf(Spoken)
  })
})
