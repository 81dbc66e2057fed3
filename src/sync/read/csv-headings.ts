import { _ } from '#platform/i18n/i18n.ts'
import { caseFold } from '#platform/text.ts'
import type { CsvColumn } from '../profiles.table.ts'
import type { Separator } from './csv-rows.ts'
import { csvRows } from './csv-rows.ts'
import type { Target } from './csv-targets.ts'
import { targetOf } from './csv-targets.ts'
import { defaultLimits } from './limits.ts'
import { openSource } from './opened.ts'
import { UnreadableSource } from './unreadable.ts'

/** A column that fills something: which cell of a row it is, and what stands for an empty one. */
export type Mapped = { at: number; target: Target; fallback: string }

const quoted = (list: string[]) => list.map((one) => `"${one}"`).join(', ')

/** Where the columns of a profile stand in a file. Throws UnreadableSource when the file has not what the profile reads. */
export function mappedColumns(headings: string[], columns: readonly CsvColumn[], file: string): Mapped[] {
  mustBeSingle(headings, file)
  const keys = headings.map(caseFold)
  const used = columns.filter(({ target }) => target !== '')
  const missing = used.filter(({ heading }) => !keys.includes(caseFold(heading)))
  if (used.length === 0) throw new UnreadableSource(_('The profile says of no column what it fills. Map its columns.'), { file })
  if (missing.length > 0) {
    const list = quoted(missing.map(({ heading }) => heading))
    throw new UnreadableSource(_('The first row lacks columns that the profile reads: {list}.', { list }), { file, line: 1 })
  }
  return used.map(({ heading, target, fallback = '' }) => {
    const known = targetOf(target)
    if (!known) throw new UnreadableSource(_('The profile fills "{target}", which there is not.', { target }), { file })
    return { at: keys.indexOf(caseFold(heading)), target: known, fallback }
  })
}

function mustBeSingle(headings: string[], file: string): void {
  const keys = headings.map(caseFold)
  const twice = headings.filter((_heading, at) => keys[at] !== '' && keys.indexOf(keys[at] ?? '') < at)
  if (twice.length === 0) return
  const what = _('Headings stand twice in the first row: {list}. Give each column its own.', {
    list: quoted([...new Set(twice)]),
  })
  throw new UnreadableSource(what, { file, line: 1 })
}

export type Headings = { headings: string[]; sample: string[][]; separator: Separator }
const sampleRows = 5

/** The first row of a CSV file and a few of those below it, for saying what each column fills. */
export async function readHeadings(path: string): Promise<Headings> {
  const read: { rows: string[][]; separator: Separator } = { rows: [], separator: ',' }
  for await (const opened of openSource(path, defaultLimits)) {
    const rows = csvRows(opened, defaultLimits, (separator) => {
      read.separator = separator
    })
    for await (const { cells } of rows) {
      read.rows.push(cells)
      if (read.rows.length > sampleRows) break
    }
    break
  }
  const [headings, ...sample] = read.rows
  if (!headings) throw new UnreadableSource(_('The file has no first row that names its columns.'))
  mustBeSingle(headings, '')
  return { headings, sample, separator: read.separator }
}
