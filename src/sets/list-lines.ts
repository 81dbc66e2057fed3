import { CsvError, parse } from 'csv-parse/sync'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { caseFold, hasUnstorable } from '#platform/text.ts'

/** What names a user in a list: any identifier, or one of a type; `email` an address. */
export type NamedBy = 'any' | 'primary' | 'email' | { type: string }
export type ListLine = { line: number; text: string }
export type IdList = { by: NamedBy; lines: ListLine[] }
/** Why a line names nobody. */
export type Why = 'unknown' | 'doubled' | 'ambiguous' | 'binned' | 'long'
export type Missed = ListLine & { why: Why }

export const mostLines = 300_000
/** In bytes. */
export const mostOfFile = 4_000_000
const longest = 255

// What columns of such lists are called, however it is written.
const headings: Record<string, NamedBy> = {
  username: 'any',
  user: 'any',
  userid: 'any',
  id: 'any',
  identifier: 'any',
  primaryid: 'primary',
  primaryidentifier: 'primary',
  email: 'email',
  emailaddress: 'email',
  mail: 'email',
}
const plain = (text: string) => caseFold(text).replace(/[^\p{L}\p{N}]+/gu, '')

/** The types of identifiers that a list may name its users by: code and what people read for it. */
export type Types = readonly { code: string; description: string }[]

function headingIn(text: string, types: Types): NamedBy | undefined {
  const key = plain(text)
  const type = types.find(({ code, description }) => [plain(code), plain(description)].includes(key))
  return Object.hasOwn(headings, key) ? headings[key] : type && { type: type.code }
}

/** A list of users: one identifier on each line, or a table whose first row says which of its columns holds them. Throws Refusal. */
export function readList(text: string, types: Types, field: string): IdList {
  mustBeText(text, field)
  const rows = rowsIn(text.replace(/^\ufeff/, ''), field)
  const [first] = rows
  if (!first) return refuse(field, _('Nobody is on this list. Enter one identifier on each line.'))
  const at = first.cells.findIndex((cell) => headingIn(cell, types) !== undefined)
  if (at < 0 && first.cells.length > 1)
    return refuse(field, _('None of the columns is known. Call the one with the identifiers “Primary ID”, “Barcode” or “Email”.'))
  const by = at < 0 ? 'any' : (headingIn(first.cells[at] ?? '', types) ?? 'any')
  const lines = (at < 0 ? rows : rows.slice(1)).map(({ line, cells }) => ({ line, text: (cells[Math.max(0, at)] ?? '').trim() }))
  const filled = lines.filter((one) => one.text !== '')
  if (filled.length === 0) return refuse(field, _('Nobody is on this list. Enter one identifier on each line.'))
  if (filled.length > mostLines)
    return refuse(field, _('A list holds {most} users at most. Send it in parts.', { most: mostLines }))
  return { by, lines: filled }
}

function mustBeText(text: string, field: string): void {
  if (hasUnstorable(text.slice(0, 100_000), true))
    refuse(field, _('This is no text in UTF-8. Save the list as CSV or text, and send that.'))
}

type Row = { line: number; cells: string[] }
function rowsIn(text: string, field: string): Row[] {
  const [head = ''] = text.split(/\r?\n/, 1)
  const delimiter = [',', ';', '\t'].find((one) => head.includes(one))
  // Without columns each line is one identifier, whatever signs are in it.
  if (delimiter === undefined)
    return text
      .split(/\r\n|\n|\r/)
      .map((one, n) => ({ line: n + 1, cells: [one] }))
      .filter(({ cells }) => cells[0]?.trim() !== '')
  try {
    const options = { delimiter, relax_column_count: true, skip_empty_lines: true, trim: true, info: true } as const
    const read = parse(text, options) as unknown as { record: string[]; info: { lines: number } }[]
    return read.map(({ record, info }) => ({ line: info.lines, cells: record }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return refuse(
      field,
      _('Line {line} of this list cannot be read: a quotation mark is open.', { line: Number(error.lines ?? 1) }),
    )
  }
}

export const isTooLong = ({ text }: ListLine) => text.length > longest
