import { fold, foldSpelled } from './fold.ts'

// Scripts written without blanks between words: each of their characters is a word of its own.
const single = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/gu
const apart = /[^\p{L}\p{N}]+/u

const words = (folded: string) => folded.replace(single, ' $1 ').split(/\s+/)
const partsOf = (word: string) => word.split(apart).filter(Boolean)

/** What of a name can be found: its words, and of a joined one (O'Brien, García-Peña) the whole and each part. */
export function nameTokens(...names: (string | null | undefined)[]): string {
  const tokens = new Set<string>()
  for (const name of names) {
    if (!name) continue
    for (const spelling of [fold(name), foldSpelled(name)]) {
      if (spelling === undefined) continue
      for (const word of words(spelling)) {
        const parts = partsOf(word)
        for (const part of parts) tokens.add(part)
        if (parts.length > 1) tokens.add(parts.join(''))
      }
    }
  }
  return [...tokens].join(' ')
}

/** What of an identifier or number can be found: every tail (abc-12-3: abc123, 123, 3), since words match as beginnings. */
export function codeTokens(...values: (string | null | undefined)[]): string {
  const tokens = new Set<string>()
  for (const value of values) {
    if (!value) continue
    const parts = words(fold(value)).flatMap(partsOf)
    for (let from = 0; from < parts.length; from += 1) tokens.add(parts.slice(from).join(''))
  }
  return [...tokens].join(' ')
}

/** What of an e-mail address can be found: the address from its beginning and from each part before the @. */
export function mailTokens(...addresses: (string | null | undefined)[]): string {
  const tokens = new Set<string>()
  for (const address of addresses) {
    if (!address) continue
    const [local = '', domain = ''] = fold(address).split('@')
    const parts = partsOf(local)
    const end = partsOf(domain).join('')
    for (let from = 0; from < Math.max(1, parts.length); from += 1) tokens.add(parts.slice(from).join('') + end)
  }
  return [...tokens].join(' ')
}

const most = 64

/**
 * A typed text as an FTS5 expression: every word must match, each as a beginning, whatever stands between its parts.
 * Undefined when nothing in it can be searched, or when it has more words than any person.
 */
export function matchExpression(text: string): string | undefined {
  const found = new Set(text.split(/\s+/u).map(wordExpression))
  found.delete(undefined)
  return found.size === 0 || found.size > most ? undefined : [...found].join(' AND ')
}

function wordExpression(typed: string): string | undefined {
  const spellings = [fold(typed), foldSpelled(typed)].filter((spelling) => spelling !== undefined)
  const ways = new Set<string>()
  for (const spelling of spellings) {
    const pieces = words(spelling).flatMap(partsOf)
    if (pieces.length === 0) continue
    ways.add(allOf(pieces))
    const whole = partsOf(spelling).join('')
    if (pieces.length > 1 && whole.length > 0) ways.add(beginning(whole))
  }
  if (ways.size === 0) return undefined
  return ways.size === 1 ? [...ways][0] : `(${[...ways].join(' OR ')})`
}

const allOf = (pieces: string[]) =>
  pieces.length === 1 ? beginning(pieces[0] ?? '') : `(${pieces.map(beginning).join(' AND ')})`
const beginning = (piece: string) => `"${piece}"*`
