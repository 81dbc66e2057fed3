const written: Record<string, number> = { '&': 5, '<': 4, '>': 4, '"': 6, "'": 5 }
const bytesOf = (letter: string) => {
  const code = letter.codePointAt(0) ?? 0
  if (code < 0x80) return written[letter] ?? 1
  return code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
}

/** The beginning of a text that takes no more than so many bytes on a page; the text itself when it fits. */
export function excerpt(text: string, bytes: number): string {
  let size = 0
  let kept = 0
  for (const letter of text) {
    size += bytesOf(letter)
    if (size > bytes) return `${text.slice(0, kept).replace(/[\s\p{M}\u200d]+$/u, '')}…`
    kept += letter.length
  }
  return text
}
