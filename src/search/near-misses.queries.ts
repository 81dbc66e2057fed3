import type { Reader } from '#platform/db/database.ts'
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
  const tried = new Set(
    mixed(
      typed.map((word) => similarWords(reader, fold(word))),
      typed,
    ),
  )
  if (typed.length > 1) for (const n of typed.keys()) tried.add(typed.toSpliced(n, 1).join(' '))
  const found: NearMiss[] = []
  for (const q of tried) {
    const other = { ...ask, text: q, kind: search.recordType }
    const total = isAsking(other) ? spotsOf(reader, other, { limit: cap + 1 }).length : 0
    if (total > 0) found.push({ q, total })
    if (found.length >= most) break
  }
  return found
}

const mostMixed = 60

/** Every text with some words in another spelling, those with the fewest first. */
function mixed(spellings: string[][], typed: string[]): string[] {
  let texts: { words: string[]; other: number }[] = [{ words: [], other: 0 }]
  for (const [n, own] of spellings.entries())
    texts = texts
      .flatMap(({ words, other }) => [
        { words: [...words, typed[n] ?? ''], other },
        ...own.map((word) => ({ words: [...words, word], other: other + 1 })),
      ])
      .slice(0, mostMixed)
  return texts
    .filter(({ other }) => other > 0)
    .sort((one, two) => one.other - two.other)
    .map(({ words }) => words.join(' '))
}
