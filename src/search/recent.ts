import { and, eq, notInArray } from 'drizzle-orm'
import type { Tx } from '#platform/db/database.ts'
import { recentKept, recentOf, standing } from './recent.queries.ts'
import { recentUsers } from './recent.table.ts'

/** Writes down who was opened, and forgets all but the latest of each person. */
export async function writeRecent(tx: Tx, notes: { personId: number; userId: number; at: number }[]): Promise<void> {
  // Between the look and this moment somebody may have been erased.
  const there = await standing(tx, notes)
  for (const note of notes) {
    if (!there.has(note.userId) || !there.has(note.personId)) continue
    await tx
      .insert(recentUsers)
      .values(note)
      .onConflictDoUpdate({ target: [recentUsers.personId, recentUsers.userId], set: { at: note.at } })
  }
  for (const personId of new Set(notes.map((note) => note.personId))) {
    const kept = (await recentOf(tx, personId)).slice(0, recentKept).map(({ id }) => id)
    await tx.delete(recentUsers).where(and(eq(recentUsers.personId, personId), notInArray(recentUsers.userId, kept)))
  }
}
