// Letters that no decomposition takes apart, as people type them without the right keyboard.
const letters: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
  ĸ: 'k',
  ŉ: 'n',
  ƒ: 'f',
  ɓ: 'b',
  ɗ: 'd',
  ɖ: 'd',
  ƙ: 'k',
  ɛ: 'e',
  ə: 'e',
  ɔ: 'o',
  ɣ: 'g',
  ƴ: 'y',
  ŀ: 'l',
  ς: 'σ',
  ـ: '',
}
const special = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu')
/** What only has letters that every way of folding leaves alone, but for their case. */
export const plain = /^[\u0000-\u007f]*$/
// Spellings that stand for one letter where a keyboard lacks it: ü may be typed ue, å aa.
const spelled: Record<string, string> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' }
const mayBeSpelled = /[äöüøå]/g

// Signs that stand for an apostrophe but count as letters, or fall apart into a blank and an accent.
const apostrophes = /[`‘’\u00b4\u02b9-\u02bf\u02c8\u02ca\u02cb]/gu

/** A text as it is searched: no letter case, no accents, one spelling of each letter. Used on both sides of a search. */
export function fold(text: string): string {
  if (plain.test(text)) return text.toLowerCase()
  const bare = text
    .replace(apostrophes, "'")
    .normalize('NFKD')
    .replace(/\p{Mn}+/gu, '')
    .normalize('NFC')
    .toLowerCase()
  return bare.replace(special, (letter) => letters[letter] ?? letter).replace(/\p{Mn}+/gu, '')
}

/** The second way in which a text may be typed (Müller: mueller), or undefined when it has none. */
export function foldSpelled(text: string): string | undefined {
  if (plain.test(text)) return undefined
  const small = text.normalize('NFC').toLowerCase()
  mayBeSpelled.lastIndex = 0
  return mayBeSpelled.test(small) ? fold(small.replace(mayBeSpelled, (letter) => spelled[letter] ?? letter)) : undefined
}
