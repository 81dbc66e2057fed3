import { hash } from 'node:crypto'
import { fold, plain } from './fold.ts'
import { codeTokens, mailTokens, nameTokens, textTokens } from './tokens.ts'

export type Texts = readonly (string | null | undefined)[]
/** Values by their kind, such as `group: ['FACULTY']`. */
export type Facets = Readonly<Record<string, readonly string[]>>
/** A day that something lasts until or falls on, by what it is of, such as `expiry`. */
export type DayOf = { of: string; day: string }

/**
 * What can be found of one record. `kind` is counted and filtered by, `sortName` gives its place in lists. `counted` are
 * facets of few values each, told beside a result; `marked` only filter.
 */
export type Entry = {
  id: number
  kind: string
  sortName: string
  last: Texts
  first: Texts
  middle?: Texts
  prefLast?: Texts
  prefFirst?: Texts
  prefMiddle?: Texts
  primaryId: string
  identifiers: Texts
  barcodes: Texts
  emails: Texts
  phones: Texts
  notes?: Texts
  counted?: Facets
  marked?: Facets
  days?: readonly DayOf[]
}

/** The words by which an entry is found, by the columns of the index in their order. */
export const wordsOf = (entry: Entry) => ({
  last: nameTokens(...entry.last),
  first: nameTokens(...entry.first),
  middle: nameTokens(...(entry.middle ?? [])),
  plast: nameTokens(...(entry.prefLast ?? [])),
  pfirst: nameTokens(...(entry.prefFirst ?? [])),
  pmiddle: nameTokens(...(entry.prefMiddle ?? [])),
  pid: codeTokens(entry.primaryId),
  ident: codeTokens(...entry.identifiers),
  barcode: codeTokens(...entry.barcodes),
  mail: mailTokens(...entry.emails),
  phone: codeTokens(...entry.phones),
  note: textTokens(...(entry.notes ?? [])),
})
export type Words = ReturnType<typeof wordsOf>
export type Column = keyof Words

/** The kind of facet by which `Entry.kind` is counted. */
export const kindFacet = 'kind'
/** Kinds of facets of which every entry has one value and no second. */
export const oneEach: ReadonlySet<string> = new Set([kindFacet, 'account', 'status'])
/** Every entry has it: what is left when something is taken away from. */
export const everyone = { kind: 'every', code: '' }
const told = ['middle', 'ident', 'barcode', 'mail', 'phone', 'note'] as const

export type FacetValue = { kind: string; code: string }
const listed = (facets: Facets): FacetValue[] =>
  Object.entries(facets).flatMap(([kind, codes]) => [...new Set(codes)].map((code) => ({ kind, code })))

/** The facets by which entries are counted. */
export const countedOf = (entry: Entry): FacetValue[] => [{ kind: kindFacet, code: entry.kind }, ...listed(entry.counted ?? {})]

/** The facets that only filter; which columns hold anything is among them, so that one can ask for what is empty. */
export function markedOf(entry: Entry, words: Words): FacetValue[] {
  const has = told.filter((column) => words[column] !== '').map((code) => ({ kind: 'has', code }))
  if (words.plast || words.pfirst || words.pmiddle) has.push({ kind: 'has', code: 'pref' as never })
  return [everyone, ...has, ...listed(entry.marked ?? {})]
}

/** Tells whether an entry would be written as it stands already. */
export const digestOf = (entry: Entry, words: Words): string =>
  hash('sha1', JSON.stringify([words, countedOf(entry), markedOf(entry, words), entry.days ?? []]), 'base64url').slice(0, 16)

// The comma between last and first name sorts before everything, so that all Garcias stand before Garcia López.
export function sortKey(name: string): string {
  const parted = fold(name).replace(/\s*,\s*/gu, '\u0001')
  const bare = plain.test(parted)
    ? parted.replace(/-+/g, ' ').replace(/[^a-z0-9\s\u0001]+/g, '')
    : parted.replace(/\p{Pd}+/gu, ' ').replace(/[^\p{L}\p{N}\s\u0001]+/gu, '')
  return bare.trim()
}
