import { _ } from '#platform/i18n/i18n.ts'
import type { Sign, Term, TermGroup } from './query-text.ts'
import { readQuery, writeTerm } from './query-text.ts'
import type { FieldName, SearchField } from './search-fields.ts'
import { fieldNamed } from './search-fields.ts'

/** One line of the form. The field `all` is none of them: its words are searched everywhere. */
export type Line = { join: 'and' | 'or'; field: FieldName | 'all'; how: How; value: string }

/** How a field may be asked. */
export const hows = {
  starts: _('has words that begin with'),
  is: _('is'),
  not: _('is not'),
  before: _('is before'),
  after: _('is after'),
  empty: _('is empty'),
  filled: _('is not empty'),
} as const
export type How = keyof typeof hows

const mostLines = 20

/** The ways in which a field can be asked, the usual one first. */
export function howsOf(field: SearchField | undefined): How[] {
  if (!field) return ['starts']
  if (field.kind === 'words') return field.has ? ['starts', 'is', 'not', 'empty', 'filled'] : ['starts', 'is', 'not']
  if (field.kind === 'signed in') return ['is']
  if (field.kind === 'day' || field.kind === 'instant') return ['before', 'after', 'is', 'not', 'empty', 'filled']
  return ['is', 'not', 'empty', 'filled']
}

export const needsValue = (how: How) => how !== 'empty' && how !== 'filled'
const emptyLine: Line = { join: 'and', field: 'name', how: 'starts', value: '' }

/** Reads the lines of the form; what does not go with a field falls back to what does. */
export function linesFrom(query: Record<string, unknown>): Line[] {
  const all = (name: string) => [query[name] ?? []].flat().map(String)
  const [joins, fields, ways, values] = [all('join'), all('field'), all('how'), all('value')]
  return fields.slice(0, mostLines).map((name, n) => {
    const known = fieldNamed(name)
    const field = known ? (name as FieldName) : 'all'
    const allowed = howsOf(known)
    const how = allowed.find((one) => one === ways[n]) ?? allowed[0] ?? 'starts'
    return { join: joins[n] === 'or' ? 'or' : 'and', field, how, value: (values[n] ?? '').trim() }
  })
}

/** The lines that ask for the same as a text; an empty one where it asks nothing. */
export function linesOf(text: string): Line[] {
  const lines = readQuery(text).groups.flatMap(({ terms, words }) => {
    const own = terms.map(lineOf)
    if (words !== '') own.push({ ...emptyLine, field: 'all', value: words })
    return own.map((line, n): Line => ({ ...line, join: n === 0 ? 'or' : 'and' }))
  })
  return lines.length > 0 ? lines.slice(0, mostLines) : [emptyLine]
}

export const withEmptyLine = (lines: Line[]): Line[] => (lines.length < mostLines ? [...lines, emptyLine] : lines)

const beside: Partial<Record<How, Pick<Term, 'not' | 'sign'>>> = {
  not: { not: true, sign: ':' },
  before: { not: false, sign: '<' },
  after: { not: false, sign: '>' },
}

/** What a line asks for; undefined where its value is missing. */
export function termOf({ field, how, value }: Line): Term | undefined {
  if (field === 'all' || (value === '' && needsValue(how))) return undefined
  if (!needsValue(how)) return { not: how === 'empty', field, sign: ':', value: 'any' }
  const exact = how === 'is' && fieldNamed(field)?.kind === 'words'
  return { ...(beside[how] ?? { not: false, sign: exact ? '=' : ':' }), field, value }
}

function lineOf({ not, field, sign, value }: Term): Line {
  const given = /^(any|none)$/iu.exec(value)?.[1]?.toLowerCase()
  if (given) return { join: 'and', field, how: (given === 'none') !== not ? 'empty' : 'filled', value: '' }
  const ways: Record<Sign, How> = { ':': howOf(field), '=': 'is', '<': 'before', '<=': 'before', '>': 'after', '>=': 'after' }
  return { join: 'and', field, how: not ? 'not' : ways[sign], value }
}
const howOf = (field: FieldName): How => (fieldNamed(field)?.kind === 'words' ? 'starts' : 'is')

/** The text that asks for what the lines ask; lines without a value are left out. */
export function textOf(lines: Line[]): string {
  const groups: TermGroup[] = []
  for (const line of lines) {
    const term = termOf(line)
    const words = line.field === 'all' ? line.value : ''
    if (!term && words === '') continue
    if (groups.length === 0 || line.join === 'or') groups.push({ terms: [], words: '' })
    const group = groups.at(-1) as TermGroup
    if (term) group.terms.push(term)
    group.words = `${group.words} ${words}`.trim()
  }
  return groups.map(({ terms, words }) => [...terms.map(writeTerm), words].filter(Boolean).join(' ')).join(' | ')
}
