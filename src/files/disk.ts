import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { mkdir, open, readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { teller } from './media-types.ts'

/** A file that came in whole and waits below tmp/, until it is kept or dropped. */
export type Incoming = { path: string; hash: string; size: number; mediaType: string }
export type Unfit = 'too large' | 'empty' | 'cut off'
/** A stream that says by itself that it was cut: it ended at a limit. */
type Source = AsyncIterable<Uint8Array> & { truncated?: boolean }

const pending = (folder: string) => join(folder, 'tmp')
/** Where the bytes of a hash lie. */
export const placeOf = (folder: string, hash: string) => join(folder, hash.slice(0, 2), hash.slice(2))
const isHash = (text: string) => /^[0-9a-f]{64}$/.test(text)

/**
 * Writes a stream to disk while it comes in, counting and hashing it; never more than the limit, and none of it in memory.
 * What does not fit leaves nothing behind; the rest of it is read and dropped, so that what follows it can be read.
 */
export async function takeIn(folder: string, source: Source, limit: number): Promise<Incoming | Unfit> {
  await mkdir(pending(folder), { recursive: true, mode: 0o700 })
  const path = join(pending(folder), randomUUID())
  const handle = await open(path, 'wx', 0o600)
  const [hash, told] = [createHash('sha256'), teller()]
  let size = 0
  let outcome: Incoming | Unfit = 'cut off'
  try {
    for await (const chunk of source) {
      size += chunk.length
      if (size > limit) continue
      hash.update(chunk)
      told.see(chunk)
      await handle.writeFile(chunk)
    }
    if (size > limit || source.truncated) outcome = 'too large'
    else if (size === 0) outcome = 'empty'
    else {
      await handle.sync()
      outcome = { path, hash: hash.digest('hex'), size, mediaType: await told.mediaType() }
    }
    return outcome
  } catch (error) {
    if (isBroken(error)) return 'cut off'
    throw error
  } finally {
    await handle.close()
    if (typeof outcome === 'string') await rm(path, { force: true })
  }
}

// The disk may be full, and that is nobody's half upload.
const isBroken = (error: unknown) => !['ENOSPC', 'EIO', 'EDQUOT', 'EROFS'].includes(String((error as { code?: string }).code))

/** Takes a file that waited to where its hash belongs. The same bytes twice are kept once. */
export function putInPlace(folder: string, { path, hash }: Incoming): void {
  const place = placeOf(folder, hash)
  if (existsSync(place)) {
    rmSync(path, { force: true })
    return
  }
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  renameSync(path, place)
}

export const dropIncoming = (incoming: Incoming) => rm(incoming.path, { force: true })
export const removeBytes = (folder: string, hash: string) => rmSync(placeOf(folder, hash), { force: true })

/** The bytes, or undefined where they are missing. */
export async function bytesOf(folder: string, hash: string): Promise<Readable | undefined> {
  const handle = await open(placeOf(folder, hash)).catch(() => undefined)
  return handle?.createReadStream()
}

export async function hashOf(folder: string, hash: string): Promise<string> {
  const found = createHash('sha256')
  for await (const chunk of createReadStream(placeOf(folder, hash))) found.update(chunk)
  return found.digest('hex')
}

const namesIn = (folder: string) => readdir(folder).catch(() => [])

/** Everything that lies where kept files lie, with its size. */
export async function keptOnDisk(folder: string): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  for (const start of (await namesIn(folder)).filter((name) => name !== 'tmp'))
    for (const rest of await namesIn(join(folder, start))) {
      const size = isHash(start + rest) ? (await stat(join(folder, start, rest)).catch(() => undefined))?.size : -1
      if (size !== undefined) found.set(start + rest, size)
    }
  return found
}

const dayMilliseconds = 24 * 60 * 60_000

/** What is below tmp/, and whether it is so old that nobody can be uploading it any more. */
export async function leftovers(folder: string): Promise<{ name: string; old: boolean }[]> {
  const found: { name: string; old: boolean }[] = []
  for (const name of await namesIn(pending(folder))) {
    const changed = (await stat(join(pending(folder), name)).catch(() => undefined))?.mtimeMs
    if (changed !== undefined) found.push({ name, old: Date.now() - changed > dayMilliseconds })
  }
  return found
}

/** Removes what uploads left behind: at the start of a server all of it, later only what is old. */
export async function clearLeftovers(folder: string, { all }: { all: boolean }): Promise<void> {
  for (const { name, old } of await leftovers(folder)) if (all || old) await rm(join(pending(folder), name), { force: true })
}
