import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'

/** A file as it waits for the number of its run, in the folder of runs, under a name that nobody guesses. */
export type Taken = { path: string; hash: string; bytes: number }
/** `move`: the file is nobody else's, and need not be copied. */
export type Given = { path: string; move?: boolean }

/** Where the file of a run lies. */
export const keptAt = (folder: string, run: number) => join(folder, String(run))

const incoming = 'incoming-'
/** Whether a name in the folder of runs is that of a file that waits for its number. */
export const isIncoming = (name: string) => name.startsWith(incoming)

/** Takes a copy of a file into the folder of runs, for its owner alone, with the hash of its bytes. */
export async function takeFile(folder: string, { path, move = false }: Given): Promise<Taken> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) throw new Spoken(422, _('There is no file {file}.', { file: path }))
  const place = join(folder, `${incoming}${randomUUID()}`)
  try {
    if (
      !move ||
      !(await rename(path, place).then(
        () => true,
        () => false,
      ))
    )
      await copyFile(path, place)
    await chmod(place, 0o600)
    return { path: place, hash: await hashOf(place), bytes: (await stat(place)).size }
  } catch (error) {
    await rm(place, { force: true })
    throw error
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}
