import { holdersOf } from '#code-tables/code-holders.queries.ts'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Code, CodeTable } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Ask, Condition } from '#search-index/find.ts'
import { fold } from '#search-index/fold.ts'
import type { Index } from '#search-index/search-index.ts'
import { attentionOf } from './attention.queries.ts'
import { BadTerm } from './bad-term.ts'
import type { Knows } from './conditions.ts'
import { conditionOf, namesOf } from './conditions.ts'
import type { Now } from './facets.ts'
import { conditionOfFacet, facetNames } from './facets.ts'
import type { Term, TermGroup } from './query-text.ts'
import { readQuery, writeTerm } from './query-text.ts'
import { fieldNamed, searchFields } from './search-fields.ts'
import type { BarIndex, Chosen, UserSearch } from './user-search.ts'
import { fieldIndexes } from './user-search.ts'

/** Whoever searches: the day and the place where they do, and what they may see. */
export type Searcher = { today: string; timeZone: string; notes: boolean }
/** What is wrong with a term, and the term as it stands in the text. */
export type TermProblem = { word: string; message: string }
export type Asked = {
  ask: Ask
  problems: TermProblem[]
  /** What looks like a field and is none: it was searched as words. */
  unknown: string[]
  /** The words of the text that names are searched by. */
  words: string
  /** Whether the text is words alone. */
  plain: boolean
}

/** What a search asks of the index. Where a term of it cannot be asked, it asks for nobody. */
export async function askedOf(reader: Reader, search: UserSearch, searcher: Searcher): Promise<Asked> {
  const knows: Knows = { ...searcher, codesOf: await knownCodes(reader) }
  const { groups, unknown } = readQuery(search.q)
  const problems: TermProblem[] = []
  const [first] = groups
  const plain = groups.length < 2 && !first?.terms.length
  const where = groups.map((group) => conditionsOf(group, search.index, knows, problems))
  const asksForIt = search.chosen.some(({ facet }) => facet === 'attention')
  const now: Now = { today: searcher.today, attention: asksForIt ? await attentionOf(reader, knows) : new Map() }
  const ask: Ask = {
    text: plain && isIndex(search.index) ? search.q : '',
    index: isIndex(search.index) ? search.index : 'all',
    notes: searcher.notes,
    where: plain && isIndex(search.index) ? [] : where,
    also: [...chosenConditions(search.chosen, now), ...(problems.length > 0 ? [nobody] : [])],
  }
  if (search.code) ask.among = holdersOf(reader, search.code.table, search.code.code, searcher) ?? noNumbers
  const words = groups.map((group) => group.words).join(' ')
  return { ask, problems, unknown, words, plain }
}

const isIndex = (index: BarIndex): index is Index => !Object.hasOwn(fieldIndexes, index)
const nobody: Condition = { is: 'facet', kind: 'nobody', codes: [] }
// Where a code stands that one may not see, it stands nowhere.
const noNumbers = { sql: 'SELECT 0', values: [] }

function conditionsOf({ terms, words }: TermGroup, index: BarIndex, knows: Knows, problems: TermProblem[]): Condition[] {
  const tried = (term: Term): Condition => {
    try {
      return conditionOf(term, knows)
    } catch (error) {
      if (!(error instanceof BadTerm)) throw error
      problems.push({ word: writeTerm(term), message: error.message })
      return nobody
    }
  }
  const conditions = terms.map(tried)
  if (words === '') return conditions
  if (isIndex(index)) return [...conditions, { is: 'words', index, text: words }]
  const field = fieldIndexes[index]
  if (searchFields[field].kind === 'day') return [...conditions, tried({ not: false, field, sign: ':', value: words })]
  const codes = codesMeant(field, words, knows)
  const meant: Term = { not: false, field, sign: ':', value: codes.join(',') }
  return [...conditions, codes.length > 0 ? conditionOf(meant, knows) : nobody]
}

/** The codes that words mean: by the beginnings of what people read, or of the code. */
function codesMeant(field: string, words: string, knows: Knows): string[] {
  const known = fieldNamed(field)
  if (!known || !('codes' in known)) return []
  const typed = partsOf(words)
  return namesOf(known.codes, knows)
    .filter(([code, name]) => {
      const theirs = [...partsOf(code), ...partsOf(name)]
      return fold(code) === fold(words) || typed.every((word) => theirs.some((one) => one.startsWith(word)))
    })
    .map(([code]) => code)
}

const partsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** What the values chosen beside a result ask for: one of each facet’s. */
export const chosenConditions = (chosen: Chosen[], now: Now, except?: string): Condition[] =>
  facetNames
    .filter((facet) => facet !== except && chosen.some((one) => one.facet === facet))
    .map((facet) => {
      const values = chosen.filter((one) => one.facet === facet).map(({ value }) => value)
      return conditionOfFacet(facet, values, now)
    })

const tables = [
  ...new Set(
    Object.values(searchFields).flatMap((field) => ('codes' in field && 'table' in field.codes ? [field.codes.table] : [])),
  ),
]

/** The codes of all tables that can be asked for. */
export async function knownCodes(reader: Reader): Promise<(table: string) => ReadonlyMap<string, Code>> {
  const known = new Map<string, ReadonlyMap<string, Code>>()
  for (const table of tables as CodeTable[]) known.set(table, await codesOf(reader, table))
  return (table) => known.get(table) ?? new Map()
}
