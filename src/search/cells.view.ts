import type { Describe } from '#code-tables/code-tables.queries.ts'
import { dayIn } from '#platform/dates.ts'
import type { Cell } from '#platform/web/cells.ts'
import { wordFor } from '#users/fields.ts'
import type { ColumnName } from './columns.ts'
import { columnOf, usual } from './columns.ts'
import { expiryMark } from './expiry.view.ts'
import { marked } from './marks.view.ts'
import type { FoundUser } from './rows.queries.ts'

export type CellWords = {
  describe: Describe
  today: string
  marks: readonly string[]
  timeZone?: string
  columns?: readonly ColumnName[]
}

export const cellsOf = (user: FoundUser, words: CellWords): Cell[] => columnsOf(words).map((name) => cellOf(name, user, words))
export const columnsOf = ({ columns = usual.columns }: CellWords) => columns

const tables = {
  userGroup: 'UserGroups',
  jobCategory: 'JobTitles',
  campus: 'Campuses',
  title: 'UserTitles',
  gender: 'Genders',
  preferredLanguage: 'UserPreferredLanguage',
} as const
const spoken: readonly ColumnName[] = ['recordType', 'accountType', 'status']
const instants: readonly ColumnName[] = ['createdAt', 'changedAt']
// These say by themselves what they are.
const speaksForItself: readonly ColumnName[] = ['recordType', 'accountType', 'userGroup', 'status', 'email']

function cellOf(name: ColumnName, user: FoundUser, words: CellWords): Cell {
  const text = textOf(name, user, words)
  const { draws, label } = columnOf(name)
  const isFound = draws === 'mono' || name === 'email'
  const shown = text === '' ? '—' : text
  const cell: Cell = {
    draws,
    text: isFound && text !== '' ? marked(shown, words.marks) : [{ text: shown, hit: false }],
    label: speaksForItself.includes(name) ? '' : label,
    empty: text === '',
  }
  if (name === 'status') return { ...cell, chip: { label: text, kind: user.status === 'ACTIVE' ? 'ok' : 'bad' } }
  if (name === 'expiryDate') return { ...cell, chip: expiryMark(user.expiryDate, words.today) }
  if (name === 'userGroup' && !columnsOf(words).includes('jobCategory'))
    return { ...cell, sub: words.describe('JobTitles', user.jobCategory) }
  return cell
}

function textOf(name: ColumnName, user: FoundUser, { describe, timeZone = 'UTC' }: CellWords): string {
  const value = (user as Partial<Record<ColumnName, unknown>>)[name] ?? null
  if (value === null) return ''
  if (Object.hasOwn(tables, name)) return describe(tables[name as keyof typeof tables], String(value))
  if (instants.includes(name)) return dayIn(timeZone, Number(value))
  return spoken.includes(name) ? wordFor(String(value)) : String(value)
}
