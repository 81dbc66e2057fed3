import type { Code } from '#code-tables/code-tables.ts'
import { addDays, startOf } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { roles } from '#roles/roles.ts'
import type { Condition } from '#search-index/find.ts'
import { fold } from '#search-index/fold.ts'
import { wordFor } from '#users/fields.ts'
import { BadTerm } from './bad-term.ts'
import { instantsOf, signedInEver } from './conditions.queries.ts'
import { daysOf } from './day-words.ts'
import type { Term } from './query-text.ts'
import type { Codes, SearchField } from './search-fields.ts'
import { searchFields } from './search-fields.ts'

/** What turning words into conditions needs to know. */
export type Knows = {
  today: string
  timeZone: string
  notes: boolean
  codesOf(table: string): ReadonlyMap<string, Code>
}
/** What a term asks of the index. Throws BadTerm. */
export function conditionOf(term: Term, knows: Knows): Condition {
  const field: SearchField = searchFields[term.field]
  if (field.notes && !knows.notes) throw new BadTerm(_('Notes are not yours to search.'))
  const { not } = term
  const value = term.value.trim()
  if (value === '') throw new BadTerm(_('{label}: say what to look for.', { label: field.label }))
  const none = value.toLowerCase() === 'none'
  const any = none || value.toLowerCase() === 'any'
  const turned = not !== none
  if (field.kind === 'signed in') return { ...signedIn(value), not: not !== /^never$/iu.test(value) }
  if (any) return { ...anyOf(field, knows, value), not: turned }
  if (field.kind === 'words') return { is: 'words', index: field.index, text: value, whole: term.sign === '=', not }
  if (field.kind === 'code')
    return { is: 'facet', kind: field.facet, codes: codesFor(field.label, field.codes, value, knows), not }
  if (field.kind === 'block') return { is: 'any', of: blocksOf(codesFor(field.label, field.codes, value, knows), knows), not }
  const { from, until } = daysOf(field.label, term.sign, value, knows.today)
  if (field.kind === 'day') return { is: 'day', of: field.of, from, until, not }
  const begin = from === undefined ? undefined : startOf(knows.timeZone, from)
  const end = until === undefined ? undefined : startOf(knows.timeZone, addDays(until, 1))
  return { is: 'among', numbers: instantsOf(field.of, begin, end), not }
}

function signedIn(value: string): Condition {
  if (!/^(never|ever)$/iu.test(value)) throw new BadTerm(_('Signed in: “never” or “ever”.'))
  return { is: 'among', numbers: signedInEver }
}

function anyOf(field: SearchField, knows: Knows, value: string): Condition {
  if (field.kind === 'code') return { is: 'facet', kind: field.facet }
  if (field.kind === 'block') return { is: 'day', of: 'block', from: knows.today }
  if (field.kind === 'day') return { is: 'day', of: field.of }
  if (field.kind === 'instant') return { is: 'among', numbers: instantsOf(field.of, undefined, undefined) }
  if (field.kind === 'words' && !field.has) return { is: 'words', index: field.index, text: value }
  return { is: 'facet', kind: 'has', codes: [field.kind === 'words' ? (field.has ?? '') : ''] }
}

const blocksOf = (types: string[], { today }: Knows): Condition[] =>
  types.map((type) => ({ is: 'day', of: `block ${type}`, from: today }))

/** The codes that a value names: by themselves or by what people read, several parted by commas. */
function codesFor(label: string, codes: Codes, value: string, knows: Knows): string[] {
  const known = namesOf(codes, knows)
  const named = (text: string) =>
    known.find(([code]) => code.toLowerCase() === text.toLowerCase())?.[0] ??
    known.find(([, words]) => fold(words) === fold(text))?.[0]
  const whole = named(value)
  if (whole !== undefined) return [whole]
  return value.split(',').map((part) => {
    const code = named(part.trim())
    if (code === undefined)
      throw new BadTerm(_('{label}: there is no “{value}”. {known}', { label, value: part.trim(), known: listOf(known) }))
    return code
  })
}

const told = 12
const listOf = (known: [string, string][]) =>
  known.length === 0
    ? _('The library has none yet.')
    : _('One of: {list}.', {
        list: `${known
          .slice(0, told)
          .map(([code]) => code)
          .join(', ')}${known.length > told ? ' …' : ''}`,
      })

/** The codes of a field, each with what people read for it. */
export function namesOf(codes: Codes, knows: Pick<Knows, 'codesOf'>): [code: string, words: string][] {
  if ('choices' in codes) return codes.choices.map((code) => [code, wordFor(code)])
  if ('roles' in codes) return roles.map(({ code, name }) => [String(code), name])
  return [...knows.codesOf(codes.table).values()].map(({ code, description }) => [code, description])
}
