import type { CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import type { Index } from '#search-index/search-index.ts'
import { indexes } from '#search-index/search-index.ts'
import type { RecordType } from '#users/fields.ts'
import { recordTypes } from '#users/fields.ts'

export const sorts = ['name', 'primary_id', 'user_group', 'expiry_date'] as const
export type Sort = (typeof sorts)[number]

/** Users on whose records a code stands. */
export type HeldCode = { table: CodeTable; code: string }

/** A search for users, as it stands in an address. Record type undefined means all. */
export type UserSearch = {
  q: string
  index: Index
  recordType: RecordType | undefined
  code: HeldCode | undefined
  page: number
  sort: Sort
  descending: boolean
}

const longestText = 500
const longestCode = 255

function codeIn(text: string): HeldCode | undefined {
  const [, table = '', code = ''] = /^(\w+):(.+)$/s.exec(text) ?? []
  return Object.hasOwn(codeTables, table) && code.length <= longestCode ? { table: table as CodeTable, code } : undefined
}

/** Reads a search from the query of an address; whatever is unknown there falls back to the default. */
export function searchFrom(query: unknown): UserSearch {
  const given = (query ?? {}) as Record<string, unknown>
  const text = (name: string) => String([given[name]].flat().at(-1) ?? '')
  const one = <T extends string>(list: readonly T[], name: string) => list.find((value) => value === text(name))
  const page = /^\d{1,6}$/.test(text('page')) ? Number(text('page')) : 1
  return {
    q: text('q').slice(0, longestText).trim(),
    index: one(indexes, 'index') ?? 'all',
    recordType: one(recordTypes, 'record_type'),
    code: codeIn(text('code')),
    page: Math.max(1, page),
    sort: one(sorts, 'sort') ?? 'name',
    descending: text('dir') === 'desc',
  }
}

/** The address of a search, with some of it changed. A change of anything but the page begins at page 1. */
export function searchUrl(search: UserSearch, changes: Partial<UserSearch> = {}): string {
  const { q, index, recordType, code, page, sort, descending } = { ...search, page: 1, ...changes }
  const query = new URLSearchParams()
  if (q !== '') query.set('q', q)
  if (index !== 'all') query.set('index', index)
  if (recordType !== undefined) query.set('record_type', recordType)
  if (code !== undefined) query.set('code', `${code.table}:${code.code}`)
  if (sort !== 'name') query.set('sort', sort)
  if (descending) query.set('dir', 'desc')
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text === '' ? '/users' : `/users?${text}`
}
