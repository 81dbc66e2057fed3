import { eq } from 'drizzle-orm'
import type { Clock } from '#platform/clock.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { clearLeftovers, keptOnDisk } from './disk.ts'
import type { KeptFile } from './files.queries.ts'
import { everyFile, fileOf, unusedBefore, wronglyMarked } from './files.queries.ts'
import { files } from './files.table.ts'
import { dropStray } from './files.ts'

type Parts = { db: Db; clock: Clock; files: string; stopping?: AbortSignal | undefined }

const keptMilliseconds = 30 * 24 * 60 * 60_000

/** Removes the files that nothing has referred to for 30 days, and what failed uploads left behind. */
export async function sweepFiles({ db, clock, files: folder, stopping }: Parts): Promise<void> {
  await clearLeftovers(folder, { all: false })
  for (const file of await wronglyMarked(db.read)) await db.write((tx) => markAnew(tx, file, clock.now()))
  for (const { hash } of await unusedBefore(db.read, clock.now() - keptMilliseconds)) {
    if (stopping?.aborted) return
    // The row first: bytes without a row are litter, a row without bytes is a loss.
    await db.write((tx) => dropRow(tx, hash))
    await dropStray(db, folder, hash)
  }
  const known = new Set((await everyFile(db.read)).map(({ hash }) => hash))
  for (const hash of (await keptOnDisk(folder)).keys()) if (!known.has(hash)) await dropStray(db, folder, hash)
}

// A record that was erased took its references along.
async function markAnew(tx: Tx, { hash }: KeptFile, now: number): Promise<void> {
  const file = await fileOf(tx, hash)
  if (file)
    await tx
      .update(files)
      .set({ unusedSince: file.used ? null : (file.unusedSince ?? now) })
      .where(eq(files.hash, hash))
}

async function dropRow(tx: Tx, hash: string): Promise<void> {
  const file = await fileOf(tx, hash)
  if (file && !file.used) await tx.delete(files).where(eq(files.hash, hash))
}
