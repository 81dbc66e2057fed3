import type { Reader } from '#platform/db/database.ts'
import { rawColumn } from '#platform/db/raw.ts'
import { columnsOf } from './indexes.ts'

const [shortest, longest] = [3, 20]
const alphabet = 'abcdefghijklmnopqrstuvwxyz'
const mostTold = 3

/** Texts that one change makes of a word: two neighbours the other way round, a letter less, another, one more. */
function* variantsOf(word: string): Generator<string> {
  for (let at = 1; at < word.length; at += 1)
    yield word.slice(0, at - 1) + word.charAt(at) + word.charAt(at - 1) + word.slice(at + 1)
  for (let at = 0; at < word.length; at += 1) yield word.slice(0, at) + word.slice(at + 1)
  for (let at = 0; at < word.length; at += 1) for (const letter of alphabet) yield word.slice(0, at) + letter + word.slice(at + 1)
  for (let at = 0; at <= word.length; at += 1) for (const letter of alphabet) yield word.slice(0, at) + letter + word.slice(at)
}

/** Beginnings of names that differ from a word in one letter, or in the order of two. */
export function similarWords(reader: Reader, word: string): string[] {
  if (word.length < shortest || word.length > longest || !/^\p{L}+$/u.test(word)) return []
  const found: string[] = []
  const sql = 'SELECT rowid FROM user_search WHERE user_search MATCH ? LIMIT 1'
  for (const variant of new Set(variantsOf(word))) {
    if (variant === word || variant.length < shortest) continue
    // The word without its end begins all that the word begins: it is worth something only where it is a name.
    const term = word.startsWith(variant) ? `"${variant}"` : `"${variant}"*`
    if (rawColumn(reader, sql, `{${columnsOf.names}} : ${term}`).length > 0) found.push(variant)
    if (found.length >= mostTold) break
  }
  return found
}
