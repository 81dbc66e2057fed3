import { createHash, randomBytes } from 'node:crypto'
import { desc, eq, inArray, lt } from 'drizzle-orm'
import type { Clock } from '#platform/clock.ts'
import type { Db, Reader, Tx } from '#platform/db/database.ts'
import { keptPosts } from './sign-in.table.ts'

const keptMilliseconds = 30 * 60_000
const largest = 64 * 1024
const longestToken = 255
// Nobody is known yet who posts here: whatever they send, this is all the room it takes.
const mostKept = 500

export type Kept = { url: string; fields: Record<string, string | string[]>; token: string }
const digest = (id: string) => createHash('sha256').update(id).digest('base64url')

/** Keeps what a form carried whose session had ended. Answers the key to it, or undefined when it is too large. */
export async function keepPost(db: Db, clock: Clock, kept: Kept): Promise<string | undefined> {
  if (JSON.stringify(kept.fields).length > largest || kept.token.length > longestToken) return undefined
  const id = randomBytes(24).toString('base64url')
  await db.write(async (tx) => {
    await tx.delete(keptPosts).where(lt(keptPosts.at, clock.now() - keptMilliseconds))
    const beyond = tx
      .select({ id: keptPosts.id })
      .from(keptPosts)
      .orderBy(desc(keptPosts.at))
      .limit(mostKept)
      .offset(mostKept - 1)
    await tx.delete(keptPosts).where(inArray(keptPosts.id, beyond))
    await tx.insert(keptPosts).values({ id: digest(id), ...kept, at: clock.now() })
  })
  return id
}

/** What is kept under a key, for half an hour. */
export async function keptUnder(reader: Reader, clock: Clock, id: string): Promise<Kept | undefined> {
  const [found] = await reader
    .select()
    .from(keptPosts)
    .where(eq(keptPosts.id, digest(id)))
  return found && found.at >= clock.now() - keptMilliseconds ? found : undefined
}

export async function dropKept(tx: Tx, id: string): Promise<void> {
  await tx.delete(keptPosts).where(eq(keptPosts.id, digest(id)))
}
