import type { Reader, Tx } from '#platform/db/database.ts'
import { learnt } from '#platform/db/learnt.ts'
import { rawRun } from '#platform/db/raw.ts'
import type { Entry, Words } from './entry.ts'
import { digestOf, sortKey, wordsOf } from './entry.ts'
import type { FacetWords } from './facets.ts'
import { facetWordsFor, recount, setRoom } from './facets.ts'
import type { Neighbour, Place } from './places.ts'
import { freeLabel, labelBetween, labelOf, rowOf, rowsBefore, setOf, spreadAround } from './places.ts'
import { buildingOf } from './state.ts'
import { domainOf } from './tokens.ts'

export type { Entry } from './entry.ts'
export type { Ask, Numbers } from './find.ts'
export { findEntries, isAsking, matchingIds } from './find.ts'
export type { Index } from './indexes.ts'
export { indexes } from './indexes.ts'

/** What the index is to hold of another record: asked for when neighbours make room. */
export type EntryOf = (reader: Reader, id: number) => Promise<Entry | undefined>

/** Enters a record, or enters it anew after a change. Writes nothing where nothing of it changed. */
export async function putEntry(tx: Tx, entry: Entry, entryOf?: EntryOf): Promise<void> {
  const words = wordsOf(entry)
  const digest = digestOf(entry, words)
  const key = sortKey(entry.sortName)
  const held = rowOf(tx, entry.id)
  if (held && held.digest === digest && held.sort_key === key) return
  const facets = facetWordsFor(tx, entry, words)
  if (held) remove(tx, held)
  const label = held?.sort_key === key && held.spot >= 0 ? labelOf(held.spot) : await placeFor(tx, { id: entry.id, key }, entryOf)
  if (label === undefined) list(tx, { id: entry.id, key })
  else enter(tx, { entry, words, digest, key, label, facets })
  recount(tx, held && held.spot >= 0 ? setOf(held.spot) : undefined, label === undefined ? undefined : facets.set)
}

type Entering = { entry: Entry; words: Words; digest: string; key: string; label: number; facets: FacetWords }

function enter(tx: Tx, { entry, words, digest, key, label, facets: { words: facet, set } }: Entering): void {
  const add = (at: number) => rawRun(tx, addEntry, BigInt(at * setRoom + set), entry.id, key, digest)
  // Somebody out of order, as some are while a rebuild goes on, may stand just there: no save must fail of that.
  const own = add(label) === 1 ? label : freeLabel(tx, label, set)
  if (own !== label) add(own)
  rawRun(tx, addWords, BigInt(own * setRoom + set), ...Object.values(words), facet)
  for (const address of entry.emails) noteDomain(tx, domainOf(address ?? ''))
}

const knownDomains = learnt<true>(20_000)
function noteDomain(tx: Tx, domain: string): void {
  const known = knownDomains(tx)
  if (domain === '' || known.has(domain)) return
  rawRun(tx, 'INSERT OR IGNORE INTO mail_domain (domain) VALUES (?)', domain)
  known.set(domain, true)
}

const addEntry = 'INSERT INTO user_entry (spot, user_id, sort_key, digest) VALUES (?, ?, ?, ?) ON CONFLICT (spot) DO NOTHING'
const addWords = `INSERT INTO user_search
  (rowid, last, first, middle, plast, pfirst, pmiddle, pid, ident, barcode, mail, phone, note, facet)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`

/**
 * Enters a record at a label of its own; for rebuilding. Answers the number of its facets together, by which whoever
 * calls counts it.
 */
export function enterAt(tx: Tx, entry: Entry, label: number): number {
  const words = wordsOf(entry)
  const facets = facetWordsFor(tx, entry, words)
  enter(tx, { entry, words, digest: digestOf(entry, words), key: sortKey(entry.sortName), label, facets })
  return facets.set
}

/** Lists an entry that a rebuild will fill in. */
export function list(tx: Tx, { id, key }: Place): void {
  rawRun(tx, addEntry, BigInt(-id), id, key, '')
}

/** Takes an entry out of the index with all that is found of it. */
export function takeOut(tx: Tx, row: Neighbour): void {
  remove(tx, row)
  if (row.spot >= 0) recount(tx, setOf(row.spot), undefined)
}

function remove(tx: Tx, { spot, user_id }: Neighbour): void {
  rawRun(tx, 'DELETE FROM user_entry WHERE user_id = ?', user_id)
  if (spot >= 0) rawRun(tx, 'DELETE FROM user_search WHERE rowid = ?', BigInt(spot))
}

async function placeFor(tx: Tx, place: Place, entryOf: EntryOf | undefined): Promise<number | undefined> {
  const label = labelBetween(tx, place)
  if (label === 'waiting') return undefined
  if (label !== 'crowded') return label
  // While half of the labels are old ones, order waits for the other half.
  if (buildingOf(tx)) return beside(tx, place)
  if (!entryOf) throw new Error('The neighbours of an entry must make room, and nobody says what they hold.')
  return makeRoom(tx, place, entryOf)
}

const beside = (tx: Tx, place: Place): number => labelOf(Math.max(0, rowsBefore(tx, place, 1)[0]?.spot ?? 0)) + 1

async function makeRoom(tx: Tx, place: Place, entryOf: EntryOf): Promise<number> {
  const { rows, labels, own } = spreadAround(tx, place)
  // All of them first: a neighbour's new spot may be the old one of the next.
  for (const row of rows) takeOut(tx, row)
  for (const [n, row] of rows.entries()) {
    const entry = await entryOf(tx, row.user_id)
    if (entry) recount(tx, undefined, enterAt(tx, entry, labels[n] ?? 0))
  }
  return own
}

export async function dropEntry(tx: Tx, id: number): Promise<void> {
  const held = rowOf(tx, id)
  if (held) takeOut(tx, held)
}

/** Merges what many changes left in pieces; for after bulk work. */
export async function tidyIndex(tx: Tx): Promise<void> {
  rawRun(tx, "INSERT INTO user_search (user_search) VALUES ('optimize')")
}
