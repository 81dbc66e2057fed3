const written: Record<string, number> = { '&': 5, '<': 4, '>': 4, '"': 6, "'": 5 }
const sizeOf = (letter: string) => written[letter] ?? Buffer.byteLength(letter)

/** The beginning of a text that takes no more than so many bytes on a page; the text itself when it fits. */
export function excerpt(text: string, bytes: number): string {
  if (text.length * 6 <= bytes) return text
  let size = 0
  let kept = 0
  for (const letter of text) {
    size += sizeOf(letter)
    if (size <= bytes) kept += letter.length
  }
  return size <= bytes ? text : `${text.slice(0, kept).replace(/[\s\p{M}\u200d]+$/u, '')}…`
}
