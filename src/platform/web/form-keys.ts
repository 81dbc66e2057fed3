import { eq, lt } from 'drizzle-orm'
import type { Reader, Tx } from '#platform/db/database.ts'
import { formKeys } from './form-keys.table.ts'

export type Done = { url: string; message: string }
const keptMilliseconds = 24 * 60 * 60_000

/** How a form was answered when it was carried out before; undefined for a new one. */
export async function doneBefore(reader: Reader, key: string | undefined): Promise<Done | undefined> {
  if (key === undefined) return undefined
  const [found] = await reader
    .select({ url: formKeys.url, message: formKeys.message })
    .from(formKeys)
    .where(eq(formKeys.key, key))
  return found
}

/** Remembers, in the transaction of the act, that a form was carried out. */
export async function noteDone(tx: Tx, key: string | undefined, done: Done, now: number): Promise<void> {
  if (key === undefined) return
  await tx.insert(formKeys).values({ key, url: done.url, message: done.message, at: now })
  await tx.delete(formKeys).where(lt(formKeys.at, now - keptMilliseconds))
}
