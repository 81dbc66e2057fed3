const spelledOut: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** The plain letters a–z of a name, as its owner would type them in a login; none for a name in another script. */
export const asciiLetters = (name: string) =>
  name
    .toLowerCase()
    .replace(/[ßøæœłđðþı]/g, (letter) => spelledOut[letter] ?? '')
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
