import { isUtf8 } from 'node:buffer'
import { _ } from '#platform/i18n/i18n.ts'
import { UnreadableSource } from './unreadable.ts'

/** Bytes that are no text in the encoding they should have; `before` is what stood before them in the same piece. */
export class BadBytes extends Error {
  what: string
  before: Buffer
  constructor(what: string, before: Buffer) {
    super(what)
    this.what = what
    this.before = before
  }
}

/** Which encoding a text begins in: by its first bytes, and as it says itself. */
type Encoding = { name: string; mark: number }

const declared = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.:-]*)["']/
const headBytes = 1024

/** The bytes of a text as UTF-8 without byte-order mark, in pieces that cut no character. Throws BadBytes. */
export async function* asUtf8(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const rest = bytes[Symbol.asyncIterator]()
  try {
    const head = await headOf(rest)
    const { name, mark } = encodingOf(head)
    const all = chained(head.subarray(mark), rest)
    yield* name === 'utf-8' ? wholeCharacters(all) : transcoded(all, name)
  } finally {
    await rest.return?.()
  }
}

async function headOf(rest: AsyncIterator<Buffer>): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0)
  while (head.length < headBytes) {
    const { value, done } = await rest.next()
    if (done) break
    head = head.length === 0 ? value : Buffer.concat([head, value])
  }
  return head
}

async function* chained(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  if (head.length > 0) yield head
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value
}

function encodingOf(head: Buffer): Encoding {
  const begins = (hex: string) => head.toString('hex', 0, hex.length / 2) === hex
  if (begins('efbbbf')) return { name: 'utf-8', mark: 3 }
  if (begins('fffe')) return { name: 'utf-16le', mark: 2 }
  if (begins('feff')) return { name: 'utf-16be', mark: 2 }
  if (begins('3c003f00') || begins('3c007500')) return { name: 'utf-16le', mark: 0 }
  if (begins('003c003f') || begins('003c0075')) return { name: 'utf-16be', mark: 0 }
  return { name: named(declared.exec(head.toString('latin1', 0, headBytes))?.[1] ?? 'utf-8'), mark: 0 }
}

function named(label: string): string {
  const wrong = /^(utf-?16|ucs-?2|utf-?32|iso-10646-ucs)/i.test(label)
  if (wrong) throw new UnreadableSource(wronglyDeclared(label), { line: 1 })
  try {
    const { encoding } = new TextDecoder(label, { fatal: true })
    return encoding === 'utf-8' || /^(us-)?ascii$/i.test(label) ? 'utf-8' : encoding
  } catch {
    const what = _('The file says that its encoding is {label}, which is not known here. Save it as UTF-8.', { label })
    throw new UnreadableSource(what, { line: 1 })
  }
}

const wronglyDeclared = (label: string) =>
  _('The file says that its encoding is {label}, and it is not. Correct the first line, or save it as UTF-8.', { label })

async function* wholeCharacters(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let cut: Buffer = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const all = cut.length === 0 ? chunk : Buffer.concat([cut, chunk])
    const end = all.length - unfinished(all)
    const whole = all.subarray(0, end)
    if (!isUtf8(whole)) throw badUtf8(whole)
    cut = all.subarray(end)
    if (end > 0) yield whole
  }
  if (cut.length > 0) throw badUtf8(cut)
}

/** How many bytes at the end are the beginning of a character. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? back : 0
  }
  return 0
}

function badUtf8(bytes: Buffer): BadBytes {
  let [good, bad] = [0, bytes.length]
  // The longest beginning that is right, or lacks only the end of its last character.
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    const part = bytes.subarray(0, middle)
    if (isUtf8(part.subarray(0, middle - unfinished(part)))) good = middle
    else bad = middle
  }
  good -= unfinished(bytes.subarray(0, good))
  const byte = (bytes[good] ?? 0).toString(16).toUpperCase()
  const what = _('The byte {byte} (hexadecimal) is not UTF-8. Save the file as UTF-8, or name its encoding in its first line.', {
    byte,
  })
  return new BadBytes(what, bytes.subarray(0, good))
}

const oneByte = /^(iso-8859-|windows-125)/

async function* transcoded(bytes: AsyncIterable<Buffer>, name: string): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true })
  const decode = (chunk?: Buffer) => {
    try {
      return Buffer.from(decoder.decode(chunk, { stream: chunk !== undefined }))
    } catch {
      throw new BadBytes(wronglyDeclared(name), Buffer.alloc(0))
    }
  }
  let isPlain = oneByte.test(name)
  for await (const chunk of bytes) {
    if (isPlain && chunk.some((byte) => byte >= 0x80)) {
      isPlain = false
      // Letters of a one-byte encoding hardly ever happen to be UTF-8: then it is UTF-8, and every name would be spoilt.
      if (isUtf8(chunk.subarray(0, chunk.length - unfinished(chunk)))) throw new BadBytes(wronglyDeclared(name), Buffer.alloc(0))
    }
    yield decode(chunk)
  }
  const last = decode()
  if (last.length > 0) yield last
}
