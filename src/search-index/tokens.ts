import { domainCharacter } from './characters.ts'
import { fold, foldSpelled, plain } from './fold.ts'

// Scripts written without blanks between words: each of their characters is a word of its own.
const single = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/gu
const apart = /[^\p{L}\p{N}]+/u
const whole = /^[A-Za-z0-9]+$/

// Most of what is saved is plain, and the tables of Unicode take their time.
export const words = (folded: string) => (plain.test(folded) ? folded : folded.replace(single, ' $1 ')).split(/\s+/)
export const partsOf = (word: string) => (whole.test(word) ? [word] : word.split(apart).filter(Boolean))

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

// So much of a record's texts is looked through for words, the first ones first.
const longest = 200_000

/** What of longer texts can be found: their words. */
export function textTokens(...texts: (string | null | undefined)[]): string {
  let left = longest
  const read = texts.map((text) => {
    const part = (text ?? '').slice(0, Math.max(0, left))
    left -= part.length
    return part
  })
  return nameTokens(...read)
}

/** The domain of an address as it is searched. */
export const domainOf = (address: string): string => partsOf(fold(address.split('@')[1] ?? '')).join('')

/** What of an e-mail address can be found: the address from its beginning and from each part before the @; its domain. */
export function mailTokens(...addresses: (string | null | undefined)[]): string {
  const tokens = new Set<string>()
  for (const address of addresses) {
    if (!address) continue
    const [local = '', domain = ''] = fold(address).split('@')
    const parts = partsOf(local)
    const end = partsOf(domain).join('')
    if (end !== '') tokens.add(domainCharacter + end)
    for (let from = 0; from < Math.max(1, parts.length); from += 1) tokens.add(parts.slice(from).join('') + end)
  }
  return [...tokens].join(' ')
}
