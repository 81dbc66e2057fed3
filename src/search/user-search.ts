import type { CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import type { Index } from '#search-index/search-index.ts'
import { indexes } from '#search-index/search-index.ts'
import type { RecordType } from '#users/fields.ts'
import { recordTypes } from '#users/fields.ts'
import { facetNames } from './facets.ts'
import type { FieldName } from './search-fields.ts'

export const sorts = ['name', 'primary_id', 'user_group', 'expiry_date'] as const
export type Sort = (typeof sorts)[number]

/** Indexes of the search bar whose words are those of a code or a day, with the field that they ask. */
export const fieldIndexes = {
  birth_date: 'born',
  user_group: 'group',
  job_category: 'job',
  campus: 'campus',
  identifier_type: 'idtype',
  block_type: 'block',
  statistical_category: 'statistic',
} as const satisfies Record<string, FieldName>
export type FieldIndex = keyof typeof fieldIndexes
export type BarIndex = Index | FieldIndex
export const barIndexes: readonly BarIndex[] = [...indexes, ...(Object.keys(fieldIndexes) as FieldIndex[])]

/** Users on whose records a code stands. */
export type HeldCode = { table: CodeTable; code: string }
/** A value chosen beside a result. */
export type Chosen = { facet: (typeof facetNames)[number]; value: string }

/** A search for users, as it stands in an address. Record type undefined means all. */
export type UserSearch = {
  q: string
  index: BarIndex
  recordType: RecordType | undefined
  code: HeldCode | undefined
  chosen: Chosen[]
  page: number
  sort: Sort
  descending: boolean
}

const longestText = 500
const longestCode = 255
const mostChosen = 50

function codeIn(text: string): HeldCode | undefined {
  const [, table = '', code = ''] = /^(\w+):(.+)$/s.exec(text) ?? []
  return Object.hasOwn(codeTables, table) && code.length <= longestCode ? { table: table as CodeTable, code } : undefined
}

function chosenIn(text: string): Chosen[] {
  const [, name = '', value = ''] = /^(\w+):(.+)$/s.exec(text) ?? []
  const facet = facetNames.find((one) => one === name)
  return facet && value.length <= longestCode ? [{ facet, value }] : []
}

/** Reads a search from the query of an address; whatever is unknown there falls back to the default. */
export function searchFrom(query: unknown): UserSearch {
  const given = (query ?? {}) as Record<string, unknown>
  const text = (name: string) => String([given[name]].flat().at(-1) ?? '')
  const one = <T extends string>(list: readonly T[], name: string) => list.find((value) => value === text(name))
  const page = /^\d{1,6}$/.test(text('page')) ? Number(text('page')) : 1
  const chosen = [given.in].flat().slice(0, mostChosen)
  return {
    q: text('q').slice(0, longestText).trim(),
    index: one(barIndexes, 'index') ?? 'all',
    recordType: one(recordTypes, 'record_type'),
    code: codeIn(text('code')),
    chosen: [...new Set(chosen.map((value) => String(value ?? '')))].flatMap(chosenIn),
    page: Math.max(1, page),
    sort: one(sorts, 'sort') ?? 'name',
    descending: text('dir') === 'desc',
  }
}

/** The address of a search, with some of it changed. A change of anything but the page begins at page 1. */
export function searchUrl(search: UserSearch, changes: Partial<UserSearch> = {}, path = '/users'): string {
  const { q, index, recordType, code, chosen, page, sort, descending } = { ...search, page: 1, ...changes }
  const query = new URLSearchParams()
  if (q !== '') query.set('q', q)
  if (index !== 'all') query.set('index', index)
  if (recordType !== undefined) query.set('record_type', recordType)
  if (code !== undefined) query.set('code', `${code.table}:${code.code}`)
  for (const { facet, value } of chosen) query.append('in', `${facet}:${value}`)
  if (sort !== 'name') query.set('sort', sort)
  if (descending) query.set('dir', 'desc')
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text === '' ? path : `${path}?${text}`
}
