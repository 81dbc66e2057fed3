import type { Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Liking } from './columns.ts'
import { resultPreferences } from './preferences.table.ts'

/** Keeps how a person likes lists: their own choice, which no history tells. */
export async function likeLists(tx: Tx, actor: Actor, { columns, pageSize }: Liking): Promise<void> {
  actor.must('see users')
  if (actor.id === null) return
  await tx
    .insert(resultPreferences)
    .values({ personId: actor.id, columns, pageSize })
    .onConflictDoUpdate({ target: resultPreferences.personId, set: { columns, pageSize } })
}
