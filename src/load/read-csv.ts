import { createReadStream } from 'node:fs'
import { CsvError, parse } from 'csv-parse'

/** A row of a file, with the physical line on which it begins. */
export type CsvRow = { line: number; cells: string[] }

/** The file cannot be read from this line on. */
export class UnreadableCsv extends Error {
  line: number
  constructor(line: number) {
    super('unreadable')
    this.line = line
  }
}

const longestRow = 1_000_000

/**
 * Reads a CSV file row by row: UTF-8 with or without byte-order mark, RFC 4180 quoting, cells trimmed. Blank lines are
 * no rows. Throws UnreadableCsv where a quote is never closed: nobody can tell what of the rest is a row.
 */
export async function* readCsv(file: string): AsyncGenerator<CsvRow> {
  const source = createReadStream(file)
  const parser = source.pipe(
    parse({
      bom: true,
      raw: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: longestRow,
    }),
  )
  source.on('error', (error) => parser.destroy(error))
  let line = 1
  try {
    for await (const { record, raw } of parser as AsyncIterable<{ record: string[]; raw: string }>) {
      const cells = record.map((cell) => cell.trim())
      if (cells.some((cell) => cell !== '') || cells.length > 1) yield { line, cells }
      line += raw.match(/\r\n|\n|\r/g)?.length ?? 0
    }
  } catch (error) {
    throw error instanceof CsvError ? new UnreadableCsv(line) : error
  } finally {
    source.destroy()
  }
}
