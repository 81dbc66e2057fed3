import { _ } from '#platform/i18n/i18n.ts'
import type { Heard } from '#users/record/follow-plan.ts'
import type { Mapped } from './csv-headings.ts'
import { mappedColumns } from './csv-headings.ts'
import { heardFromCells } from './csv-heard.ts'
import type { CsvRow } from './csv-rows.ts'
import { csvRows } from './csv-rows.ts'
import { hashOf } from './hash.ts'
import type { Limits } from './limits.ts'
import type { Opened } from './opened.ts'
import type { ItemWithoutPosition, Reading } from './source.ts'
import { RejectedItem, UnreadableSource } from './unreadable.ts'

const most = 64

/** The users of a CSV file: a row each, by the columns of the profile. */
export async function* csvItems(
  opened: Opened,
  { columns, salt }: Pick<Reading, 'columns' | 'salt'>,
  limits: Limits,
): AsyncGenerator<ItemWithoutPosition[]> {
  const { file } = opened
  const rows = csvRows(opened, limits)
  const first = await rows.next()
  if (first.done) throw new UnreadableSource(_('The file has no first row that names its columns.'), { file })
  const wanted = first.value.cells.length
  const rules = salt + JSON.stringify(first.value.cells)
  const mapped = mappedColumns(first.value.cells, columns, file)
  let items: ItemWithoutPosition[] = []
  for await (const row of rows) {
    const hash = hashOf(rules, JSON.stringify(row.cells))
    items.push({ file, line: row.line, hash, hear: () => heard(row, mapped, wanted) })
    if (items.length < most) continue
    yield items
    items = []
  }
  yield items
}

function heard({ cells }: CsvRow, mapped: Mapped[], wanted: number): Heard {
  const n = cells.length
  if (n < wanted)
    throw new RejectedItem(_('The row has {n} cells and needs {wanted}. Add the missing ones, empty if need be.', { n, wanted }))
  if (n > wanted)
    throw new RejectedItem(
      _(
        'The row has {n} cells and should have {wanted}. Take the surplus away, or put texts that hold the separator into quotes.',
        {
          n,
          wanted,
        },
      ),
    )
  return heardFromCells(mapped.map(({ at, target, fallback }) => ({ target, text: cells[at] || fallback })))
}
