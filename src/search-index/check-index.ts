import type { Reader } from '#platform/db/database.ts'
import { rawAll, rawEach, rawRun } from '#platform/db/raw.ts'
import { characterOf } from './characters.ts'
import type { Entry } from './entry.ts'
import { countedOf, sortKey, wordsOf } from './entry.ts'
import { facetWordsOf, knownCharacter, setRoom } from './facets.ts'
import { setOf } from './places.ts'

/** What an index holds of a record: the sum of its words, where it stands in lists, and by what it is counted. */
export type Held = { spot: number; order: string; words: number; facets: string }
export type Expected = Omit<Held, 'spot'>

const slice = 2000

/**
 * What the index holds of every record. The index keeps no texts, so its words are added up: a word for a number, whatever
 * their order. A sum that is right by chance is one in four thousand million.
 */
export function heldEntries(reader: Reader): { held: Map<number, Held>; strays: number } {
  const bySpot = new Map<number, Held>()
  const held = new Map<number, Held>()
  for (const { id, spot, sort_key, facets } of rawEach<Listed>(reader, everyEntry)) {
    const one = { spot, order: sort_key, words: 0, facets: facets ?? '' }
    bySpot.set(spot, one)
    held.set(id, one)
  }
  for (const [name, kind] of [
    ['user_terms', 'row'],
    ['user_words', 'instance'],
  ])
    rawRun(reader, `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${name} USING fts5vocab('main', 'user_search', '${kind}')`)
  const strays = new Set<number>()
  for (let last = ''; ; ) {
    const terms = rawAll<{ term: string }>(reader, nextTerms, last, slice)
    const until = terms.at(-1)?.term
    if (until === undefined) return { held, strays: strays.size }
    for (const { term, doc, col } of rawEach<{ term: string; doc: number; col: string }>(reader, wordsBetween, last, until)) {
      const entry = bySpot.get(doc)
      if (entry) entry.words += hashOf(`${col} ${term}`)
      else strays.add(doc)
    }
    last = until
  }
}
type Listed = { id: number; spot: number; sort_key: string; facets: string | null }

/** What the index should hold of a record. */
export function expectedOf(reader: Reader, entry: Entry): Expected {
  const words = wordsOf(entry)
  const facet = facetWordsOf(reader, entry, words)
  const all = [...Object.entries(words), ['facet', facet.join(' ')] as const]
  const sum = all
    .flatMap(([column, text]) => text.split(' ').map((word) => (word === '' ? 0 : hashOf(`${column} ${word}`))))
    .reduce((total, number) => total + number, 0)
  return { order: sortKey(entry.sortName), words: sum, facets: countedIn(reader, entry) }
}

/** Pairs of neighbours who stand in another order than their names, and facet values that are counted wrongly. */
export function troublesOfOrder(reader: Reader): { misplaced: number[]; miscounted: string[] } {
  const misplaced = rawAll<{ user_id: number }>(reader, disordered).map((row) => row.user_id)
  const counted = new Map<string, number>()
  for (const { spot, facets } of rawEach<Listed>(reader, everyEntry))
    if (setOf(spot) > 0) for (const one of facets ?? '') counted.set(one, (counted.get(one) ?? 0) + 1)
  const miscounted = rawAll<{ n: number; kind: string; code: string; entries: number }>(reader, 'SELECT * FROM facet_value')
    .filter(({ n, entries }) => entries !== (counted.get(characterOf(n) ?? '') ?? 0))
    .map(({ kind, code }) => `${kind} ${code}`)
  return { misplaced, miscounted }
}

const countedIn = (reader: Reader, entry: Entry): string =>
  countedOf(entry)
    .map((value) => knownCharacter(reader, value) ?? '')
    .sort()
    .join('')

const everyEntry = `SELECT user_id AS id, spot, sort_key, facets FROM user_entry
  LEFT JOIN facet_set ON facet_set.n = spot & ${setRoom - 1} AND spot >= 0`
const nextTerms = 'SELECT term FROM temp.user_terms WHERE term > ? LIMIT ?'
const wordsBetween = 'SELECT term, doc, col FROM temp.user_words WHERE term > ? AND term <= ?'
const disordered = `SELECT user_id FROM (
  SELECT user_id, spot, lag(spot) OVER (ORDER BY sort_key, user_id) AS before FROM user_entry) WHERE before >= spot LIMIT 100`

// FNV-1a, 32 bits.
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
