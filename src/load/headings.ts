import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import type { Column } from './columns.ts'
import { columnOf, columns, mandatoryHeadings } from './columns.ts'

/** The columns that the first row of a file names. Throws Spoken when the file cannot be loaded by them. */
export function readHeadings(cells: string[]): Column[] {
  const problems: string[] = []
  const found: Column[] = []
  for (const cell of cells) {
    const column = columnOf(cell)
    if (!column) problems.push(_('The heading "{cell}" is not a column that can be loaded.', { cell }))
    else if (found.includes(column)) problems.push(_('The heading {heading} stands there twice.', { heading: column.heading }))
    else found.push(column)
  }
  const missing = mandatoryHeadings.filter((heading) => !found.some((column) => column.heading === heading))
  if (missing.length > 0) problems.push(_('The file lacks the mandatory columns {list}.', { list: missing.join(', ') }))
  if (problems.length === 0) return found
  const known = _('The first line must name the columns. Known ones: {list}.', { list: [...columns.keys()].join(', ') })
  throw new Spoken(422, [...problems, known].join('\n'))
}
