import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import type { CsvColumn } from '../profiles.table.ts'

type Option = { value: string; label: string }
export const columnNames = {
  fields: ['heading', 'target', 'fallback', 'sample'],
  lists: ['heading', 'target', 'fallback', 'sample'],
}
export const mostColumns = 200
/** Up to so many columns each has its own list of choices; beyond, the page would grow too heavy. */
export const mostLists = 24

const listIn = (typed: Typed, name: string): string[] => [typed[name] ?? []].flat()

/** The columns as typed: the heading, what it fills, what stands for an empty cell. A target comes by its label too. */
export function columnsIn(typed: Typed, targets: readonly Option[]): CsvColumn[] {
  const [headings, chosen, fallbacks] = ['heading', 'target', 'fallback'].map((name) => listIn(typed, name))
  const columns = (headings ?? []).slice(0, mostColumns).map((heading, at) => {
    const target = targetOf((chosen?.[at] ?? '').trim(), targets, at)
    const fallback = (fallbacks?.[at] ?? '').trim().slice(0, 255)
    return { heading, target, ...(fallback === '' || target === '' ? {} : { fallback }) }
  })
  if (!columns.some(({ target }) => target !== ''))
    refuse('target-0', _('Choose for at least one column which field it fills: without that the file says nothing.'))
  mustDiffer(columns, targets)
  return columns
}

function targetOf(typed: string, targets: readonly Option[], at: number): string {
  const found = targets.find(({ value, label }) => value === typed || label.toLowerCase() === typed.toLowerCase())
  if (typed === '') return ''
  return found?.value ?? refuse(`target-${at}`, _('"{typed}" is no field. Choose one of the list.', { typed }))
}

function mustDiffer(columns: CsvColumn[], targets: readonly Option[]): void {
  const seen = new Map<string, string>()
  for (const [at, { heading, target }] of columns.entries()) {
    const other = target === '' ? undefined : seen.get(target)
    if (other !== undefined) {
      const label = targets.find(({ value }) => value === target)?.label ?? target
      refuse(
        `target-${at}`,
        _('{label} is filled by the columns {one} and {other}. Choose one of them.', { label, one: other, other: heading }),
      )
    }
    seen.set(target, heading)
  }
}
