import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { Entry, ZipFile } from 'yauzl'
import yauzl from 'yauzl'
import { _ } from '#platform/i18n/i18n.ts'
import type { Limits } from './limits.ts'
import type { OnRead, Opened } from './opened.ts'
import { UnreadableSource } from './unreadable.ts'
import type { ZipEntry } from './zip-entries.ts'
import { isStored, zipEntries } from './zip-entries.ts'

/** How much was unpacked, and out of how much, over all files of a zip. */
type Tally = { packed: number; unpacked: number; size: number }

/** The files of a zip in its order, each unpacked while it is read. */
export async function* unzipped(path: string, limits: Limits, onRead: OnRead): AsyncGenerator<Opened> {
  const zip = await opened(path)
  try {
    const tally: Tally = { packed: 0, unpacked: 0, size: zip.fileSize }
    for (const { name, entry } of await toldInWords(() => zipEntries(zip, limits))) {
      const told = (packed: number) => onRead(tally.packed + packed)
      yield { file: name, bytes: checked(unpacked(zip, entry, limits, told), { name, entry }, tally, limits) }
      tally.packed += entry.compressedSize
    }
  } finally {
    zip.close()
  }
}

const opened = (path: string): Promise<ZipFile> =>
  toldInWords(() => yauzl.openPromise(path, { autoClose: false, decodeStrings: false }))

async function toldInWords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw inWords(error)
  }
}

function inWords(error: unknown, file = ''): unknown {
  const { message, code = '' } = error as NodeJS.ErrnoException
  if (error instanceof UnreadableSource || /^E[A-Z]+$/.test(code)) return error
  if (/encrypt/.test(message)) return new UnreadableSource(_('The zip is encrypted. Pack it without a password.'))
  if (/End of central directory/.test(message))
    return new UnreadableSource(_('The zip is cut off: its end is missing. Send it again, whole.'))
  return new UnreadableSource(_('The zip is damaged or cut off. Pack it anew, or send it again.'), { file })
}

async function* unpacked(zip: ZipFile, entry: Entry, { chunkBytes }: Limits, told: OnRead): AsyncGenerator<Buffer> {
  const raw = await zip.openReadStreamPromise(entry, isStored(entry) ? {} : { decodeFileData: false })
  if (isStored(entry)) return yield* counted(raw, told)
  const inflate = createInflateRaw({ chunkSize: chunkBytes })
  // Errors of either stream arrive where the last one is read.
  pipeline(raw, inflate, () => {})
  for await (const chunk of inflate) {
    told(inflate.bytesWritten)
    yield chunk
  }
}

async function* counted(raw: Readable, told: OnRead): AsyncGenerator<Buffer> {
  let read = 0
  for await (const chunk of raw) {
    read += chunk.length
    told(read)
    yield chunk
  }
}

/** Lets bytes pass that are what the zip says of them, and not more than it may become. */
async function* checked(bytes: AsyncIterable<Buffer>, { name, entry }: ZipEntry, tally: Tally, limits: Limits) {
  let [size, sum] = [0, 0]
  const damaged = () => new UnreadableSource(_('The zip is damaged or cut off. Pack it anew, or send it again.'), { file: name })
  try {
    for await (const chunk of bytes) {
      size += chunk.length
      tally.unpacked += chunk.length
      if (size > entry.uncompressedSize)
        throw new UnreadableSource(_('The file is larger than its zip says. Pack it anew.'), { file: name })
      mustNotSwell(name, entry, { size, total: tally.unpacked, zip: tally.size }, limits)
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw inWords(error, name)
  }
  if (size !== entry.uncompressedSize || sum !== entry.crc32) throw damaged()
}

type Sizes = { size: number; total: number; zip: number }
function mustNotSwell(file: string, { compressedSize }: Entry, { size, total, zip }: Sizes, limits: Limits): void {
  const swells = (to: number, from: number) => to > limits.ratioFrom && to > limits.ratio * from
  if (total <= limits.unpackedBytes && !swells(size, compressedSize) && !swells(total, zip)) return
  throw new UnreadableSource(
    total > limits.unpackedBytes
      ? _('The zip unpacks to more than {n} bytes. Send it in several parts.', { n: limits.unpackedBytes })
      : _('The zip unpacks to more than {n} times its size, which user files never do. It was not read.', { n: limits.ratio }),
    { file },
  )
}
