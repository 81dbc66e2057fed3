import type { Marked } from '#platform/web/cells.ts'
import { fold, foldSpelled } from '#search-index/fold.ts'

const pieces = /([\p{L}\p{M}\p{N}'’ʼ`´]+)/u
const inner = /[^\p{L}\p{N}]+/u

/** Words as they are compared, for `marked`. */
export const markable = (typed: string): string[] => {
  const words = typed.split(/\s+/u).flatMap((word) => [fold(word), foldSpelled(word) ?? ''])
  return [...new Set(words.flatMap((word) => [word.split(inner).join(''), ...word.split(inner)]))].filter(Boolean)
}

/** A text with the words that begin with one of those typed. */
export function marked(text: string, words: readonly string[]): Marked {
  if (words.length === 0) return [{ text, hit: false }]
  return text
    .split(pieces)
    .filter((piece) => piece !== '')
    .map((piece) => ({ text: piece, hit: isHit(piece, words) }))
}

function isHit(piece: string, words: readonly string[]): boolean {
  const own = [fold(piece), foldSpelled(piece) ?? ''].flatMap((folded) => [folded.split(inner).join(''), ...folded.split(inner)])
  return own.some((one) => one !== '' && words.some((word) => one.startsWith(word)))
}
