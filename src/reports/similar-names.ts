const wordsOf = (text: string) =>
  text
    .replace(/['’ʼ-]/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)

/** A folded name as it is compared: words of the last name, words of the first. */
export const nameOf = (last: string, first: string): string => `${wordsOf(last).join(' ')}|${wordsOf(first).join(' ')}`

/** Whether two names may be one person's: the same words in any order, a shortened first name, or one letter amiss. */
export function isSimilar(one: string, other: string): boolean {
  if (one === other) return one !== '|'
  const [last = '', first = ''] = one.split('|')
  const [otherLast = '', otherFirst = ''] = other.split('|')
  if (last === otherLast && last !== '' && (first.startsWith(otherFirst) || otherFirst.startsWith(first))) return true
  const [plain, otherPlain] = [sorted(one), sorted(other)]
  if (plain === otherPlain) return plain !== ''
  return plain.length >= 6 && (isNear(one, other) || isNear(plain, otherPlain))
}

const sorted = (name: string) => wordsOf(name).sort().join(' ')

/** Whether one letter more, less, or another makes one text the other. */
function isNear(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  return short.slice(short.length === long.length ? at + 1 : at) === long.slice(at + 1)
}
