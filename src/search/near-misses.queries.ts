import type { Reader } from '#platform/db/database.ts'
import type { Condition } from '#search-index/find.ts'
import { isAsking, spotsOf } from '#search-index/find.ts'
import { fold } from '#search-index/fold.ts'
import { similarWords } from '#search-index/similar.ts'
import type { Asked } from './asked.ts'
import { cap } from './search.queries.ts'
import type { UserSearch } from './user-search.ts'

/** Other words that do find somebody: offered, never taken. */
export type NearMiss = { q: string; total: number }

const most = 4
const mostWords = 6

/** Where nothing was found: words of almost the same letters, and the same without one of them. */
export async function nearMisses(reader: Reader, search: UserSearch, { plain, words, ask }: Asked): Promise<NearMiss[]> {
  const typed = words.split(/\s+/u).filter(Boolean)
  if (!plain || typed.length === 0 || typed.length > mostWords || ask.text === '') return []
  const other = { ...ask, kind: search.recordType }
  const isAny = (ways: string[][]) => {
    const also = [...(ask.also ?? []), ...ways.map((texts) => oneOf(ask.index, texts))]
    return spotsOf(reader, { ...other, text: '', also }, { limit: 1 }).length > 0
  }
  const tried = new Set<string>()
  const found: NearMiss[] = []
  for (const q of others(reader, typed, isAny)) {
    if (tried.has(q)) continue
    tried.add(q)
    const asked = { ...other, text: q }
    const total = isAsking(asked) ? spotsOf(reader, asked, { limit: cap + 1 }).length : 0
    if (total > 0) found.push({ q, total })
    if (found.length >= most) break
  }
  return found
}

const oneOf = (index: Asked['ask']['index'], texts: string[]): Condition => ({
  is: 'any',
  of: texts.map((text) => ({ is: 'words', index, text })),
})

type IsAny = (ways: string[][]) => boolean

/** Texts worth trying: with the fewest other spellings first, then without a word. `isAny`: whether words, one of each way, find anybody. */
function* others(reader: Reader, typed: string[], isAny: IsAny): Generator<string> {
  const similar = typed.map((word) => similarWords(reader, fold(word)))
  const spelt = typed.map((word, n) => [word, ...(similar[n] ?? [])])
  // Most texts that find nobody find nobody in any spelling: that is asked once, and not for each of them.
  if (typed.length === 1 || (similar.some((list) => list.length > 0) && isAny(spelt)))
    for (const changed of subsets(typed.length)) {
      const ways = typed.map((word, n) => (changed.includes(n) ? (similar[n] ?? []) : [word]))
      if (ways.every((list) => list.length > 0) && (changed.length + typed.length === 2 || isAny(ways))) yield* texts(ways)
    }
  if (typed.length > 1) for (const n of typed.keys()) yield typed.toSpliced(n, 1).join(' ')
}

/** Some of the first numbers from nought on, in every way, the fewest first. */
function subsets(size: number): number[][] {
  const all = Array.from({ length: 2 ** size - 1 }, (_one, bits) => [...Array(size).keys()].filter((n) => ((bits + 1) >> n) & 1))
  return all.sort((one, other) => one.length - other.length)
}

/** One of each way, in every combination. */
const texts = (ways: string[][]): string[] =>
  ways.reduce<string[]>(
    (before, way) => before.flatMap((text) => way.map((word) => (text === '' ? word : `${text} ${word}`))),
    [''],
  )
