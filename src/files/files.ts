import { eq } from 'drizzle-orm'
import type { Db, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Incoming } from './disk.ts'
import { dropIncoming, putInPlace, removeBytes } from './disk.ts'
import { fileOf } from './files.queries.ts'
import { files } from './files.table.ts'

/** Keeps a file that came in: its bytes in their place, and its row, which waits for whoever refers to it. */
export async function keep(tx: Tx, folder: string, incoming: Incoming, now: number): Promise<void> {
  const { hash, size, mediaType } = incoming
  if (!(await fileOf(tx, hash))) await tx.insert(files).values({ hash, size, mediaType, createdAt: now, unusedSince: now })
  putInPlace(folder, incoming)
}

/** To be called by whoever refers to a file from now on. Throws Conflict when it is kept no more. */
export async function claim(tx: Tx, hash: string): Promise<void> {
  const file = await fileOf(tx, hash)
  if (!file) throw new Conflict(_('This file was removed for good: it is kept for 30 days after nobody needs it.'))
  if (file.unusedSince !== null) await tx.update(files).set({ unusedSince: null }).where(eq(files.hash, hash))
}

/** To be called after a reference to a file went: where it was the last one, the file goes some time later. */
export async function release(tx: Tx, hash: string, now: number): Promise<void> {
  const file = await fileOf(tx, hash)
  if (file && !file.used && file.unusedSince === null)
    await tx.update(files).set({ unusedSince: now }).where(eq(files.hash, hash))
}

/** A write that keeps files: when it fails, none of them is left on disk. */
export async function keeping<T>(db: Db, folder: string, incoming: Incoming[], work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await db.write(work)
  } catch (error) {
    for (const { hash } of incoming) await dropStray(db, folder, hash)
    throw error
  } finally {
    await Promise.all(incoming.map(dropIncoming))
  }
}

/** Removes bytes that have no row. In a write, so that nobody keeps the same file at that moment. */
export const dropStray = (db: Db, folder: string, hash: string): Promise<void> =>
  db.write(async (tx) => {
    if (!(await fileOf(tx, hash))) removeBytes(folder, hash)
  })
