import { fold, foldSpelled } from '#search-index/fold.ts'
import type { Entry } from '#search-index/search-index.ts'

// The same answer by looking at everybody: slower, shorter, and written apart from the index.
const single = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/gu
const pieces = (text: string) =>
  text
    .replace(single, ' $1 ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
const joined = (text: string) => text.split(/[^\p{L}\p{N}]+/u).join('')
const spellings = (text: string) => [fold(text), foldSpelled(text)].filter((one) => one !== undefined)

function tailsOf(text: string): string[] {
  const parts = pieces(fold(text))
  return parts.map((_part, n) => parts.slice(n).join(''))
}

function wordsOfNames(names: readonly (string | null | undefined)[]): string[] {
  return names.flatMap((name) =>
    spellings(name ?? '').flatMap((spelled) =>
      spelled
        .replace(single, ' $1 ')
        .split(/\s+/u)
        .flatMap((word) => [...pieces(word), joined(word)]),
    ),
  )
}

/** Every word by which an entry is to be found. */
export function foundBy(entry: Entry): Set<string> {
  const { last, first, middle = [], prefLast = [], prefFirst = [], prefMiddle = [], emails } = entry
  const names = wordsOfNames([...last, ...first, ...middle, ...prefLast, ...prefFirst, ...prefMiddle])
  const codes = [entry.primaryId, ...entry.identifiers, ...entry.barcodes, ...entry.phones].flatMap((code) => tailsOf(code ?? ''))
  const mails = emails.flatMap((address) => {
    const [local = '', domain = ''] = fold(address ?? '').split('@')
    const end = joined(domain)
    const parts = pieces(local)
    const own = parts.map((_part, n) => parts.slice(n).join('') + end)
    return [...(own.length > 0 ? own : [end]), `@${end}`]
  })
  return new Set([...names, ...codes, ...mails].filter((word) => word !== '' && word !== '@'))
}

const mostWords = 64

/** Whether a typed text is to find who has these words. */
export function matches(words: Set<string>, typed: string): boolean {
  const all = [...words]
  const begins = (piece: string) => all.some((word) => word.startsWith(piece))
  let asked = 0
  const distinct = new Set<string>()
  for (const word of typed.split(/\s+/u)) {
    if (word.startsWith('@')) {
      const domain = joined(fold(word))
      if (domain === '') continue
      asked += 1
      distinct.add(`@${domain}`)
      if (!begins(`@${domain}`)) return false
      continue
    }
    const ways = spellings(word).filter((spelled) => pieces(spelled).length > 0)
    if (ways.length === 0) continue
    asked += 1
    distinct.add(ways.join(' '))
    if (!ways.some((spelled) => pieces(spelled).every(begins) || begins(joined(spelled)))) return false
  }
  return asked > 0 && distinct.size <= mostWords
}
