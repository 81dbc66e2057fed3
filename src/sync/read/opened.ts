import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { _ } from '#platform/i18n/i18n.ts'
import type { Limits } from './limits.ts'
import { UnreadableSource } from './unreadable.ts'
import { unzipped } from './zip.ts'

/** A stream of bytes to read: a file by itself (its name is empty then), or one that lies in a zip. */
export type Opened = { file: string; bytes: AsyncIterable<Buffer> }
/** Is told how many bytes of the file were read so far, packed as they are. */
export type OnRead = (bytes: number) => void

const zipMarks = ['504b0304', '504b0506', '504b0708']
const otherPackers: [mark: string, name: string][] = [
  ['1f8b', 'gzip'],
  ['425a68', 'bzip2'],
  ['fd377a585a', 'xz'],
  ['377abcaf271c', '7z'],
  ['526172211a', 'rar'],
]

/** What a file holds, by its content whatever its name: itself, or each file of a zip in turn. */
export async function* openSource(file: string, limits: Limits, onRead: OnRead = () => {}): AsyncGenerator<Opened> {
  const mark = await firstBytes(file)
  if (mark === '') throw new UnreadableSource(_('The file is empty.'))
  const packer = otherPackers.find(([bytes]) => mark.startsWith(bytes))?.[1]
  if (packer) throw new UnreadableSource(_('The file is packed with {packer}. Send it unpacked, or as a zip.', { packer }))
  if (zipMarks.some((bytes) => mark.startsWith(bytes))) yield* unzipped(file, limits, onRead)
  else yield { file: '', bytes: plain(file, limits, onRead) }
}

async function firstBytes(file: string): Promise<string> {
  const handle = await open(file)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(8), 0, 8, 0)
    return buffer.toString('hex', 0, bytesRead)
  } finally {
    await handle.close()
  }
}

async function* plain(file: string, { chunkBytes }: Limits, onRead: OnRead): AsyncGenerator<Buffer> {
  let read = 0
  for await (const chunk of createReadStream(file, { highWaterMark: chunkBytes })) {
    read += chunk.length
    onRead(read)
    yield chunk
  }
}
