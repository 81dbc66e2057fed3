import type { Reader, Tx } from '#platform/db/database.ts'
import { learnt } from '#platform/db/learnt.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'
import { characterOf, most, numberOf } from './characters.ts'
import type { Entry, FacetValue, Words } from './entry.ts'
import { countedOf, markedOf } from './entry.ts'

/** Facet sets have a number in the lower bits of a spot. */
export const setRoom = 2 ** 20

const findValue = 'SELECT n FROM facet_value WHERE kind = ? AND code = ?'
const addValue = 'INSERT INTO facet_value (kind, code) VALUES (?, ?) RETURNING n'

/** The character of a facet value that entries have or had. */
export function knownCharacter(reader: Reader, { kind, code }: FacetValue): string | undefined {
  const [found] = rawAll<{ n: number }>(reader, findValue, kind, code)
  return found && characterOf(found.n)
}

/** All values of a kind that entries have or had. */
export const knownValues = (reader: Reader, kind: string): { n: number; code: string; entries: number }[] =>
  rawAll(reader, 'SELECT n, code, entries FROM facet_value WHERE kind = ? ORDER BY n', kind)

// A value keeps its number for good.
const knownCharacters = learnt<string>(20_000)

function characterFor(tx: Tx, value: FacetValue): string {
  const known = knownCharacters(tx)
  const name = `${value.kind} ${value.code}`
  const character = known.get(name) ?? findCharacter(tx, value)
  known.set(name, character)
  return character
}

function findCharacter(tx: Tx, value: FacetValue): string {
  const [found] = rawAll<{ n: number }>(tx, findValue, value.kind, value.code)
  const { n } = found ?? rawAll<{ n: number }>(tx, addValue, value.kind, value.code)[0] ?? { n: most }
  return characterOf(n) ?? ''
}

/** What the facet column holds of an entry, and the number of its counted facets together. */
export type FacetWords = { words: string; set: number }

export function facetWordsFor(tx: Tx, entry: Entry, words: Words): FacetWords {
  const counted = countedOf(entry)
    .map((value) => characterFor(tx, value))
    .sort()
  const marked = markedOf(entry, words).map((value) => characterFor(tx, value))
  const days = (entry.days ?? []).flatMap(({ of, day }) => dayTokens(characterFor(tx, { kind: 'day', code: of }), day))
  return { words: [...new Set([...counted, ...marked, ...days])].filter(Boolean).join(' '), set: setFor(tx, counted.join('')) }
}

/** The same where nothing is written: what is not known yet is left out. */
export function facetWordsOf(reader: Reader, entry: Entry, words: Words): string[] {
  const plain = [...countedOf(entry), ...markedOf(entry, words)].map((value) => knownCharacter(reader, value))
  const days = (entry.days ?? []).flatMap(({ of, day }) =>
    dayTokens(knownCharacter(reader, { kind: 'day', code: of }) ?? '', day),
  )
  return [...new Set([...plain, ...days])].filter((word): word is string => word !== undefined && word !== '')
}

// A year is asked for by the beginning of either.
function dayTokens(character: string, day: string): string[] {
  const digits = day.replaceAll('-', '')
  return character === '' ? [] : [character + digits.slice(0, 6), character + digits]
}

function setFor(tx: Tx, facets: string): number {
  const [found] = rawAll<{ n: number }>(tx, 'SELECT n FROM facet_set WHERE facets = ?', facets)
  if (found) return found.n
  const [made] = rawAll<{ n: number }>(tx, 'INSERT INTO facet_set (facets) VALUES (?) RETURNING n', facets)
  if (made && made.n < setRoom) return made.n
  // Uncounted is better than unsaved.
  rawRun(tx, 'DELETE FROM facet_set WHERE n = ?', made?.n ?? 0)
  return 0
}

/** Keeps the numbers of entries of each facet value when `n` entries go from one set to another. */
export function recount(tx: Tx, before: number | undefined, after: number | undefined, n = 1): void {
  if (before === after) return
  const [old, now] = [charactersIn(tx, before), charactersIn(tx, after)]
  const add = 'UPDATE facet_value SET entries = entries + ? WHERE n = ?'
  for (const one of now) if (!old.includes(one)) rawRun(tx, add, n, numberOf(one))
  for (const one of old) if (!now.includes(one)) rawRun(tx, add, -n, numberOf(one))
}

const charactersIn = (reader: Reader, set: number | undefined): string[] =>
  set === undefined
    ? []
    : [...(rawAll<{ facets: string }>(reader, 'SELECT facets FROM facet_set WHERE n = ?', set)[0]?.facets ?? '')]

/** Counts the entries of each facet value anew. */
export function recountAll(tx: Tx): void {
  const counts = new Map<number, number>()
  const sql = `SELECT facets, count(*) AS n FROM user_entry JOIN facet_set ON facet_set.n = spot & ${setRoom - 1}
    WHERE spot >= 0 GROUP BY facet_set.n`
  for (const { facets, n } of rawAll<{ facets: string; n: number }>(tx, sql))
    for (const one of facets) counts.set(numberOf(one), (counts.get(numberOf(one)) ?? 0) + n)
  rawRun(tx, 'UPDATE facet_value SET entries = 0 WHERE entries <> 0')
  for (const [value, n] of counts) rawRun(tx, 'UPDATE facet_value SET entries = ? WHERE n = ?', n, value)
}
