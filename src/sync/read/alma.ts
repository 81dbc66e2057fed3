import { _ } from '#platform/i18n/i18n.ts'
import type { FoundUser } from './cutter.ts'
import { Cutter } from './cutter.ts'
import { asUtf8, BadBytes } from './encoding.ts'
import { hashOf } from './hash.ts'
import type { Hear } from './hear-bytes.ts'
import { hearing } from './hear-bytes.ts'
import type { Limits } from './limits.ts'
import type { Opened } from './opened.ts'
import type { ItemWithoutPosition } from './source.ts'
import { UnreadableSource } from './unreadable.ts'

/** The users of an XML file of the public user object, as many at once as its pieces hold. */
export async function* almaItems({ file, bytes }: Opened, salt: string, limits: Limits): AsyncGenerator<ItemWithoutPosition[]> {
  const cutter = new Cutter(file, limits)
  const hear = hearing(file, limits)
  const items = (found: FoundUser[]) => found.map((user) => item(user, { file, salt, hear }))
  let isFirst = true
  try {
    for await (const chunk of asUtf8(bytes)) {
      if (isFirst) mustBeXml(chunk, file)
      isFirst = false
      yield items(cutter.take(chunk))
    }
  } catch (error) {
    if (!(error instanceof BadBytes)) throw error
    if (isFirst) mustBeXml(error.before, file)
    throw new UnreadableSource(error.what, { file, line: cutter.lineAfter(error.before) })
  }
  if (isFirst) throw new UnreadableSource(_('The file is empty.'), { file })
  yield items(cutter.end())
}

function mustBeXml(chunk: Buffer, file: string): void {
  const begins = chunk.toString('utf8', 0, 1000).trimStart()
  if (begins === '' || begins.startsWith('<')) return
  throw new UnreadableSource(_('The file is neither XML nor a zip of XML files.'), { file })
}

type About = { file: string; salt: string; hear: Hear }
function item(user: FoundUser, { file, salt, hear }: About): ItemWithoutPosition {
  const { line } = user
  if ('heard' in user) return { file, line, hash: hashOf(salt, JSON.stringify(inOrder(user.heard))), hear: () => user.heard }
  return { file, line, hash: hashOf(salt, user.bytes), hear: () => hear(user.bytes, line) }
}

// The order of elements says nothing, that of rows does.
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([name, inside]) => [name, inOrder(inside)])
  return Object.fromEntries(entries.toSorted(([one], [other]) => (String(one) < String(other) ? -1 : 1)))
}
