import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import type { ColumnName, Liking } from './columns.ts'
import { columns, isColumn, pageSizes, usual } from './columns.ts'

/** The columns of the form as they stand, whatever else was sent with them. */
export const chosenIn = (typed: Typed): ColumnName[] => [...new Set([typed.columns ?? []].flat())].filter(isColumn)

/** What a button that saves nothing makes of the form; undefined where none was pressed. */
export function rearranged(typed: Typed): Typed | undefined {
  const [, act = '', name = ''] = /^(up|down|remove|add|usual)(?::(\w+))?$/.exec(String(typed.act ?? '')) ?? []
  if (act === '') return undefined
  const chosen: string[] = chosenIn(typed)
  const at = chosen.indexOf(name)
  if (act === 'usual') return { columns: [...usual.columns], pageSize: String(usual.pageSize), more: '', act: '' }
  if (act === 'add') return { columns: withNew(chosen, String(typed.more ?? '')), more: '', act: '' }
  const rest = chosen.filter((one) => one !== name)
  if (act === 'remove' || at < 0) return { columns: rest, act: '' }
  return { columns: rest.toSpliced(Math.max(0, at + (act === 'up' ? -1 : 1)), 0, name), act: '' }
}

const withNew = (chosen: string[], name: string) => (isColumn(name) && !chosen.includes(name) ? [...chosen, name] : chosen)

/** How somebody wants lists. Throws Refusal. */
export function parseLiking(typed: Typed): Liking {
  const sent = [typed.columns ?? []].flat()
  if (sent.length > Object.keys(columns).length || sent.some((name) => !isColumn(name)))
    refuse('more', _('A column that does not exist was chosen. Load the page again.'))
  const chosen = chosenIn(typed)
  if (chosen.length === 0) refuse('more', _('Choose one column at least: names alone do not tell people apart.'))
  const pageSize = pageSizes.find((size) => String(size) === typed.pageSize)
  return { columns: chosen, pageSize: pageSize ?? refuse('pageSize', _('Choose how many users stand on a page.')) }
}
