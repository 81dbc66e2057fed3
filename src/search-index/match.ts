import { domainCharacter } from './characters.ts'
import { fold, foldSpelled } from './fold.ts'
import { partsOf, words } from './tokens.ts'

const most = 64

/** How words are to match: each as a beginning, or `whole`. `domains` lists those that begin so. */
export type Matching = { whole?: boolean; domains?: (beginning: string) => string[] | undefined }

/**
 * A typed text as an FTS5 expression: every word must match, each as a beginning, whatever stands between its parts.
 * Undefined when nothing in it can be searched, or when it has more words than any person.
 */
export function matchExpression(text: string, how: Matching = {}): string | undefined {
  const found = new Set(text.split(/\s+/u).map((word) => (word.startsWith('@') ? domainExpression : wordExpression)(word, how)))
  found.delete(undefined)
  return found.size === 0 || found.size > most ? undefined : [...found].join(' AND ')
}

function wordExpression(typed: string, how: Matching): string | undefined {
  const spellings = [fold(typed), foldSpelled(typed)].filter((spelling) => spelling !== undefined)
  const ways = new Set<string>()
  for (const spelling of spellings) {
    const pieces = words(spelling).flatMap(partsOf)
    if (pieces.length === 0) continue
    ways.add(allOf(pieces, how))
    const whole = partsOf(spelling).join('')
    if (pieces.length > 1 && whole.length > 0) ways.add(term(whole, how))
  }
  return eitherOf([...ways])
}

// The index of beginnings reaches so far; longer ones are looked up among the domains there are.
const beginnings = 4

function domainExpression(typed: string, how: Matching): string | undefined {
  const beginning = partsOf(fold(typed)).join('')
  if (beginning === '') return undefined
  if (beginning.length <= beginnings) return `"${domainCharacter}${beginning}"*`
  const known = how.domains?.(beginning)
  return known?.length ? eitherOf(known.map((domain) => `"${domainCharacter}${domain}"`)) : `"${domainCharacter}${beginning}"*`
}

const eitherOf = (ways: string[]) => (ways.length > 1 ? `(${ways.join(' OR ')})` : ways[0])
const allOf = (pieces: string[], how: Matching) =>
  pieces.length === 1 ? term(pieces[0] ?? '', how) : `(${pieces.map((piece) => term(piece, how)).join(' AND ')})`
const term = (piece: string, { whole }: Matching) => (whole ? `"${piece}"` : `"${piece}"*`)
