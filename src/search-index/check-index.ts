import type { Reader } from '#platform/db/database.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'
import type { Entry } from './search-index.ts'
import { sortKey, wordsOf } from './search-index.ts'

/** What an index holds of a record: the sum of its words, where it stands in lists, and as what it is counted. */
export type Held = { kind: string; order: string; words: number }

const slice = 2000

/**
 * What the index holds of every record. The index keeps no texts, so its words are added up: a word for a number, whatever
 * their order. A sum that is right by chance is one in four thousand million.
 */
export function heldEntries(reader: Reader): Map<number, Held> {
  const held = new Map<number, Held>()
  for (const { id, kind, sort_key } of rawAll<{ id: number; kind: string; sort_key: string }>(reader, everyEntry))
    held.set(id, { kind, order: sort_key, words: 0 })
  for (const [name, kind] of [
    ['user_terms', 'row'],
    ['user_words', 'instance'],
  ])
    rawRun(reader, `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${name} USING fts5vocab('main', 'user_search', '${kind}')`)
  for (let last = ''; ; ) {
    const terms = rawAll<{ term: string }>(reader, nextTerms, last, slice)
    const until = terms.at(-1)?.term
    if (until === undefined) return held
    for (const { term, doc, col } of rawAll<{ term: string; doc: number; col: string }>(reader, wordsBetween, last, until)) {
      const entry = held.get(doc) ?? { kind: '', order: '', words: 0 }
      held.set(doc, { ...entry, words: entry.words + numberOf(`${col} ${term}`) })
    }
    last = until
  }
}

/** What the index should hold of a record. */
export const expectedOf = (entry: Entry): Held => ({
  kind: entry.kind,
  order: sortKey(entry.sortName),
  words: Object.entries(wordsOf(entry))
    .flatMap(([column, words]) => words.split(' ').map((word) => (word === '' ? 0 : numberOf(`${column} ${word}`))))
    .reduce((sum, number) => sum + number, 0),
})

const everyEntry = 'SELECT user_id AS id, kind, sort_key FROM user_entry'
const nextTerms = 'SELECT term FROM temp.user_terms WHERE term > ? LIMIT ?'
const wordsBetween = 'SELECT term, doc, col FROM temp.user_words WHERE term > ? AND term <= ?'

// FNV-1a, 32 bits.
function numberOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash >>> 0
}
