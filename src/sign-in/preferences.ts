import type { Tx } from '#platform/db/database.ts'
import { preferences } from './sign-in.table.ts'

/** Whether single-key shortcuts work for a person. Their own choice: no right is asked for. */
export async function chooseShortcuts(tx: Tx, userId: number, shortcuts: boolean): Promise<void> {
  await tx
    .insert(preferences)
    .values({ userId, shortcuts })
    .onConflictDoUpdate({ target: preferences.userId, set: { shortcuts } })
}
