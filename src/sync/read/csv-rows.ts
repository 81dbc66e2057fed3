import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import { _ } from '#platform/i18n/i18n.ts'
import { asUtf8, BadBytes } from './encoding.ts'
import type { Limits } from './limits.ts'
import type { Opened } from './opened.ts'
import { UnreadableSource } from './unreadable.ts'
import { linesIn } from './user-bytes.ts'

/** A row of a file, with the line on which it begins. */
export type CsvRow = { line: number; cells: string[] }
export const separators = [',', ';', '\t', '|'] as const
export type Separator = (typeof separators)[number]

/** The rows of a CSV file (RFC 4180), cells trimmed, its separator found out from the first line. Blank lines are no rows. */
export async function* csvRows({ file, bytes }: Opened, limits: Limits, onSeparator?: (separator: Separator) => void) {
  const texts = asUtf8(bytes)
  const head = await inWords(file, 1, () => firstLine(texts, limits))
  if (head.length === 0) throw new UnreadableSource(_('The file is empty.'), { file })
  mustBeText(head, file)
  const separator = separatorOf(head.toString())
  onSeparator?.(separator)
  const place = { line: 1, fed: 1 }
  const parser = parserOf(separator, limits, place)
  const source = Readable.from(restored(head, texts, place), { objectMode: false, highWaterMark: limits.chunkBytes })
  source.on('error', (error) => parser.destroy(error))
  try {
    for await (const row of source.pipe(parser) as AsyncIterable<CsvRow>) {
      if (row.cells.some((cell) => cell !== '') || row.cells.length > 1) yield row
    }
  } catch (error) {
    throw toldOf(error, file, error instanceof BadBytes ? place.fed : place.line)
  } finally {
    source.destroy()
  }
}

type Raw = { record: string[]; raw: string }
/** `place` goes on with the parser, which is ahead of whoever reads its rows. */
const parserOf = (delimiter: Separator, { rowBytes }: Limits, place: { line: number }) =>
  parse({
    delimiter,
    raw: true,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: rowBytes,
    // Its types know of no row with its text beside it.
    on_record: (found) => rowOf(found as unknown as Raw, place) as unknown as string[],
  })

function rowOf({ record, raw }: Raw, place: { line: number }): CsvRow {
  const { line } = place
  place.line += raw.match(/\r\n|\n|\r/g)?.length ?? 0
  return { line, cells: record.map((cell) => cell.trim()) }
}

async function inWords<T>(file: string, line: number, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw toldOf(error, file, line)
  }
}

function toldOf(error: unknown, file: string, line: number): unknown {
  if (error instanceof BadBytes) return new UnreadableSource(error.what, { file, line: line + linesIn(error.before) })
  if (!(error instanceof CsvError)) return error
  const isLong = error.code === 'CSV_MAX_RECORD_SIZE'
  const what = isLong
    ? _('The row that begins here is far too long. Probably a quote opens in it and is not closed.')
    : _('A quote opens in this row and is not closed. Close it, or double the quotes inside a text.')
  return new UnreadableSource(what, { file, line })
}

async function firstLine(texts: AsyncGenerator<Buffer>, { rowBytes }: Limits): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0)
  while (head.length < rowBytes && !/\S[^\r\n]*[\r\n]/.test(head.toString())) {
    const { value, done } = await texts.next()
    if (done) break
    head = Buffer.concat([head, value])
  }
  return head
}

async function* restored(head: Buffer, texts: AsyncGenerator<Buffer>, place: { fed: number }): AsyncGenerator<Buffer> {
  place.fed += linesIn(head)
  yield head
  for await (const text of texts) {
    place.fed += linesIn(text)
    yield text
  }
}

function mustBeText(head: Buffer, file: string): void {
  if (head.includes(0)) throw new UnreadableSource(_('This is no text but something else. Save the table as CSV.'), { file })
  if (head.toString('utf8', 0, 100).trimStart().startsWith('<'))
    throw new UnreadableSource(_('This looks like XML, and the profile reads CSV files.'), { file })
}

/** What stands most often in the first line, outside of quotes. */
function separatorOf(text: string): Separator {
  const line =
    text
      .trimStart()
      .split(/[\r\n]/, 1)[0]
      ?.replace(/"[^"]*"/g, '') ?? ''
  const counted = separators.map((separator) => ({ separator, n: line.split(separator).length }))
  return counted.reduce((most, one) => (one.n > most.n ? one : most)).separator
}
