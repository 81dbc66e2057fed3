import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A file of the inbox as it was taken: by its place, size, time and bytes. `run` is missing while none has begun. */
export type Claim = { path: string; size: number; changed: number; hash: string; at: number; run?: number }

const keptMilliseconds = 400 * 24 * 60 * 60_000
const folderOf = (kept: string) => join(kept, 'claims')
const fileOf = (kept: string, { path, size, changed, hash }: Claim) =>
  join(
    folderOf(kept),
    createHash('sha256')
      .update(JSON.stringify([path, size, changed, hash]))
      .digest('hex'),
  )

/**
 * What was written down of this very file before; undefined when it is taken for the first time, which is written down at
 * once: a process that ends before its run has begun leaves a claim without a run, and the next one can tell.
 */
export async function claimOf(kept: string, claim: Claim): Promise<{ at: number; run?: number } | undefined> {
  await mkdir(folderOf(kept), { recursive: true, mode: 0o700 })
  const text = await readFile(fileOf(kept, claim), 'utf8').catch(() => undefined)
  if (text === undefined) {
    await writeFile(fileOf(kept, claim), JSON.stringify({ at: claim.at }), { mode: 0o600, flag: 'wx' })
    return undefined
  }
  try {
    return JSON.parse(text) as { at: number; run?: number }
  } catch {
    // Cut off while it was written: nothing began after it.
    return { at: claim.at }
  }
}

/** Writes down which run has the file. */
export const settleClaim = (kept: string, claim: Claim): Promise<void> =>
  writeFile(fileOf(kept, claim), JSON.stringify({ at: claim.at, run: claim.run }), { mode: 0o600 })

/** Forgets what was taken more than a year ago. */
export async function forgetOldClaims(kept: string, now: number): Promise<void> {
  for (const name of await readdir(folderOf(kept)).catch(() => [])) {
    const changed = (await stat(join(folderOf(kept), name)).catch(() => undefined))?.mtimeMs
    if (changed !== undefined && now - changed > keptMilliseconds) await rm(join(folderOf(kept), name), { force: true })
  }
}
