export type Random = () => number

/** A stream of its own for each person (sfc32), so that nobody depends on how many came before. */
export function randomFor(seed: number, index: number): Random {
  let [a, b, c, counter] = [seed | 0, index | 0, Math.imul(seed, 0x9e3779b1) ^ index, 1]
  const next = () => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 0x100000000
  }
  for (let round = 0; round < 12; round++) next()
  return next
}

export const chance = (random: Random, share: number) => random() < share

export const whole = (random: Random, from: number, to: number) => from + Math.floor(random() * (to - from + 1))

export const pick = <T>(random: Random, items: readonly T[]) => items[Math.floor(random() * items.length)] as T

/** Names are head-heavy: the front of the list comes up far more often than its end. */
export const pickFrequent = <T>(random: Random, items: readonly T[]) => items[Math.floor(random() ** 1.6 * items.length)] as T

/** Draws by weight; the weights need no particular sum. */
export function weighted<T>(random: Random, choices: readonly (readonly [T, number])[]): T {
  let left = random() * choices.reduce((sum, [, weight]) => sum + weight, 0)
  const drawn = choices.find(([, weight]) => {
    left -= weight
    return left < 0
  })
  return (drawn ?? choices[0])?.[0] as T
}

const symbols: Record<string, (random: Random) => string> = {
  '#': (random) => String(whole(random, 0, 9)),
  N: (random) => String(whole(random, 2, 9)),
  '@': (random) => String.fromCharCode(whole(random, 65, 90)),
}

/** Fills a pattern: # any digit, N a digit from 2, @ a capital letter. */
export const fill = (random: Random, pattern: string) =>
  pattern.replace(/[#N@]/g, (symbol) => symbols[symbol]?.(random) ?? symbol)
