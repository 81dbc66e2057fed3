const bound = (day: string | undefined, otherwise: string) => day?.replaceAll('-', '') ?? otherwise
const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_one, n) => String(n + from))
const padded = (from: number, to: number) => numbers(from, to).map((number) => number.padStart(2, '0'))

// Years, tens and hundreds of years are asked for as beginnings, months and days have words of their own.
const parts: Record<number, string[]> = {
  0: numbers(0, 9),
  1: numbers(0, 9),
  2: numbers(0, 9),
  3: numbers(0, 9),
  4: padded(1, 12),
  6: padded(1, 31),
}

/** The words of all days from one to another, both included: few, since whole months and years stand for their days. */
export function dayTerms(character: string, from: string | undefined, until: string | undefined): string[] {
  const [low, high] = [bound(from, '00000000'), bound(until, '99999999')]
  const terms: string[] = []
  const cover = (begin: string): void => {
    const [first, last] = [begin.padEnd(8, '0'), begin.padEnd(8, '9')]
    if (last < low || first > high) return
    if ((first >= low && last <= high) || begin.length === 8)
      terms.push(begin.length <= 4 ? `"${character}${begin}"*` : `"${character}${begin}"`)
    else for (const part of parts[begin.length] ?? []) cover(begin + part)
  }
  cover('')
  return terms
}
