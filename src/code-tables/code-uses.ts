import { _n } from '#platform/i18n/i18n.ts'
import type { UseKind } from './code-holders.queries.ts'
import type { CodeTable } from './code-tables.ts'
import type { Use } from './code-uses.queries.ts'

const words: Record<UseKind, [one: string, many: string]> = {
  users: ['{n} user', '{n} users'],
  roles: ['{n} role of a user', '{n} roles of users'],
  notes: ['{n} note', '{n} notes'],
  blocks: ['{n} block', '{n} blocks'],
  codes: ['{n} code that belongs to it', '{n} codes that belong to it'],
  profiles: ['{n} profile', '{n} profiles'],
  rules: ['{n} rule', '{n} rules'],
  settings: ['{n} setting', '{n} settings'],
}

/** What holds a code, in words: "12 users, 1 rule". */
export const usesInWords = (uses: readonly Use[]): string => uses.map(({ kind, n }) => _n(...words[kind], n)).join(', ')

/** The search for all users on whose records a code stands. */
export const holdersUrl = (table: CodeTable, code: string): string =>
  `/users?${new URLSearchParams({ code: `${table}:${code}` })}`
