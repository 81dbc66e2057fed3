export const none = -1
/** A start tag in which quotes do not pair up: bytes do not tell where it ends. */
export const isOdd = -2

const [exclamation, question, less, greater, slash, lineFeed] = [0x21, 0x3f, 0x3c, 0x3e, 0x2f, 0x0a]
const isWhite = (byte: number | undefined) => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09

/** Where a user begins, from a position on; `none` when no whole name of a tag says so. */
export function userStart(data: Buffer, from: number): number {
  for (let at = data.indexOf('<user', from, 'latin1'); at !== none; at = data.indexOf('<user', at + 5, 'latin1')) {
    const next = data[at + 5]
    if (next === greater || next === slash || isWhite(next)) return at
  }
  return none
}

/** Where the user ends that begins at a position. */
export function userEnd(data: Buffer, start: number): number {
  const tagEnd = data.indexOf(greater, start + 5)
  if (tagEnd === none) return none
  if (tagEnd > start + 5 && hasOpenQuote(data.toString('latin1', start, tagEnd))) return isOdd
  if (data[tagEnd - 1] === slash) return tagEnd + 1
  for (let at = data.indexOf('</user', tagEnd, 'latin1'); at !== none; at = data.indexOf('</user', at + 6, 'latin1')) {
    if (data[at + 6] === greater) return at + 7
    if (!isWhite(data[at + 6])) continue
    const end = data.indexOf(greater, at + 6)
    return end === none ? none : end + 1
  }
  return none
}

/** The first place after the end of some user; 0 when there is none. */
export const firstEnd = (data: Buffer): number => {
  const at = data.indexOf('</user>', 0, 'latin1')
  return at === none ? 0 : at + 7
}

const hasOpenQuote = (tag: string) => ['"', "'"].some((quote) => tag.split(quote).length % 2 === 0)

/** Where the first comment, character section, document type or instruction begins. */
export function firstMark(data: Buffer, from: number): number {
  const [one, other] = [markOf(data, exclamation, from), markOf(data, question, from)]
  return one === none || other === none ? Math.max(one, other) : Math.min(one, other)
}

// The second byte is looked for: it is rare where the first is not.
function markOf(data: Buffer, second: number, from: number): number {
  for (let at = data.indexOf(second, from + 1); at !== none; at = data.indexOf(second, at + 1)) {
    if (data[at - 1] === less) return at - 1
  }
  return none
}

export function isBlank(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += 1) if (!isWhite(bytes[at])) return false
  return true
}

// A plain loop is the fastest there is for lines as short as these.
export function linesIn(bytes: Buffer): number {
  let lines = 0
  const { length } = bytes
  for (let at = 0; at < length; at += 1) if (bytes[at] === lineFeed) lines += 1
  return lines
}
