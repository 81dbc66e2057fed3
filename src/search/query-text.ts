import type { FieldName } from './search-fields.ts'
import { fieldNamed } from './search-fields.ts'

export const signs = [':', '=', '<', '<=', '>', '>='] as const
export type Sign = (typeof signs)[number]
/** One thing asked of a field: `group:FACULTY`, `expires<2027-01-01`, `-block:any`. */
export type Term = { not: boolean; field: FieldName; sign: Sign; value: string }
/** What is asked together: terms, and words for the index chosen beside the text. */
export type TermGroup = { terms: Term[]; words: string }
/** `unknown`: words that look like terms, of no field there is: they are searched as words. */
export type Query = { groups: TermGroup[]; unknown: string[] }

const pieces = /-?[a-z]+(?:<=|>=|[:<>=])(?:"[^"]*"?|[^\s"]\S*)|\S+/giu
const term = /^(-?)([a-z]+)(<=|>=|[:<>=])(.+)$/isu

/** Reads what was typed. Only names of fields make a term: everything else is words, whatever signs stand in it. */
export function readQuery(text: string): Query {
  const groups: TermGroup[] = [{ terms: [], words: '' }]
  const unknown: string[] = []
  for (const [piece] of text.matchAll(pieces)) {
    const group = groups.at(-1) as TermGroup
    const [, minus, name = '', sign, value = ''] = term.exec(piece) ?? []
    if (piece === '|') groups.push({ terms: [], words: '' })
    else if (sign && fieldNamed(name.toLowerCase()))
      group.terms.push({ not: minus === '-', field: name.toLowerCase() as FieldName, sign: sign as Sign, value: unquoted(value) })
    else {
      if (sign === ':' && !value.startsWith('/')) unknown.push(name)
      group.words = `${group.words} ${piece}`.trim()
    }
  }
  const asking = groups.filter(({ terms, words }) => terms.length > 0 || words !== '')
  return { groups: asking, unknown }
}

const unquoted = (value: string) => (value.startsWith('"') ? value.replaceAll('"', '') : value)

export const writeTerm = ({ not, field, sign, value }: Term): string =>
  `${not ? '-' : ''}${field}${sign}${/[\s"]/u.test(value) || value === '' ? `"${value.replaceAll('"', '')}"` : value}`

/** The text that reads as these groups. */
export const writeQuery = (groups: TermGroup[]): string =>
  groups.map(({ terms, words }) => [...terms.map(writeTerm), words].filter(Boolean).join(' ')).join(' | ')
