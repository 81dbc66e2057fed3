import type { UseKind } from '#code-tables/code-holders.queries.ts'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Code, CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import type { Use, Uses } from '#code-tables/code-uses.queries.ts'
import { holdersUrl, usesInWords } from '#code-tables/code-uses.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import type { Reader } from '#platform/db/database.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { caseFold } from '#platform/text.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { wordFor } from '#users/fields.ts'
import { tableUrl } from './configuration.view.ts'

export const pageSize = 50

/** What is looked for in a table, as its address says. */
export type Asked = { q: string; page: number }
export function askedOf(query: unknown): Asked {
  const { q = '', page = '' } = query as Record<string, unknown>
  return { q: String(q).slice(0, 255).trim(), page: /^\d{1,6}$/.test(String(page)) ? Math.max(1, Number(page)) : 1 }
}

export const codesUrl = (table: CodeTable, { q, page }: Asked = { q: '', page: 1 }): string => {
  const query = new URLSearchParams({ ...(q ? { q } : {}), ...(page > 1 ? { page: String(page) } : {}) }).toString()
  return query === '' ? tableUrl(table) : `${tableUrl(table)}?${query}`
}

/** The address of the page of a table on which a code stands, without a filter. */
export async function pageOfCode(reader: Reader, table: CodeTable, id: number): Promise<string> {
  const at = [...(await codesOf(reader, table)).values()].findIndex((code) => code.id === id)
  return codesUrl(table, { q: '', page: Math.floor(Math.max(0, at) / pageSize) + 1 })
}

type Row = {
  id: number
  code: string
  description: string
  recordTypes: string
  parent: string
  uses: string
  /** The search for the users who hold it. */
  usersUrl: string | undefined
  enabled: boolean
  isDefault: boolean
  isFirst: boolean
  isLast: boolean
  stays: boolean
  edit: string
  removal: string
}
/** What the page of a table of codes shows. */
export type CodesPage = {
  table: { name: string; label: string; one: string; about: string; url: string; newUrl: string }
  columns: { recordTypes: boolean; parent: string | undefined; order: boolean; default: boolean }
  rows: Row[]
  total: number
  asked: Asked
  canFilter: boolean
  range: string | undefined
  previous: string | undefined
  next: string | undefined
  problem: Trouble
}

type Drawn = {
  table: CodeTable
  codes: ReadonlyMap<string, Code>
  parents: ReadonlyMap<string, Code>
  uses: Uses
  asked: Asked
  trouble: Trouble
}

export function codesPage({ table, codes, parents, uses, asked, trouble }: Drawn): CodesPage {
  const facts = tableFacts[table]
  const all = [...codes.values()]
  const found = all.filter((code) => matches(code, asked.q))
  const pages = Math.max(1, Math.ceil(found.length / pageSize))
  const page = Math.min(asked.page, pages)
  const shown = found.slice((page - 1) * pageSize, page * pageSize)
  const to = (n: number) => codesUrl(table, { q: asked.q, page: n })
  const url = tableUrl(table)
  return {
    table: { name: table, label: codeTables[table], one: facts.one, about: facts.about, url, newUrl: `${url}/new` },
    columns: {
      recordTypes: facts.recordTypes !== undefined,
      parent: facts.parent && capitalised(tableFacts[facts.parent].one),
      order: !facts.byName,
      default: facts.hasDefault === true,
    },
    rows: shown.map((code) => ({
      ...rowOf(table, code, parents),
      ...usesOf(table, code, uses.get(code.code) ?? []),
      isFirst: code === all[0],
      isLast: code === all.at(-1),
    })),
    total: all.length,
    asked: { ...asked, page },
    canFilter: all.length > pageSize,
    range:
      pages > 1
        ? _('{first}–{last} of {total}', {
            first: (page - 1) * pageSize + 1,
            last: (page - 1) * pageSize + shown.length,
            total: found.length,
          })
        : undefined,
    previous: page > 1 ? to(page - 1) : undefined,
    next: page < pages ? to(page + 1) : undefined,
    problem: trouble,
  }
}

const matches = ({ code, description }: Code, q: string) =>
  q === '' || [code, description].some((text) => caseFold(text).includes(caseFold(q)))

const onRecords: readonly UseKind[] = ['users', 'roles', 'notes', 'blocks']

const usesOf = (table: CodeTable, { code }: Code, uses: readonly Use[]) => ({
  uses: usesInWords(uses),
  usersUrl: uses.some(({ kind }) => onRecords.includes(kind)) ? holdersUrl(table, code) : undefined,
})

const rowOf = (table: CodeTable, code: Code, parents: ReadonlyMap<string, Code>) => ({
  id: code.id,
  code: code.code,
  description: code.description,
  recordTypes: typesInWords(table, code.recordTypes),
  parent: code.parent === null ? '' : (parents.get(code.parent)?.description ?? code.parent),
  enabled: code.enabled,
  isDefault: code.isDefault && code.enabled,
  stays: tableFacts[table].relied?.includes(code.code) ?? false,
  edit: `${tableUrl(table)}/${code.id}/edit`,
  removal: `${tableUrl(table)}/${code.id}/removal`,
})

export const typesInWords = (table: CodeTable, recordTypes: readonly string[] | null): string =>
  (recordTypes ?? tableFacts[table].recordTypes ?? []).map(wordFor).join(', ')

export const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export const heldInWords = (n: number) => _n('{n} code', '{n} codes', n)
