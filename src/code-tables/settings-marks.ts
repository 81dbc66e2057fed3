import { and, eq, lt, sql } from 'drizzle-orm'
import { forgetCached } from '#platform/db/cached.ts'
import type { Tx } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { settingValues } from './code-tables.table.ts'

// Marks are kept among the settings and set by the program alone: how far something has come. They only rise.

const raise = prepared((db) =>
  db
    .update(settingValues)
    .set({ value: sql`${sql.placeholder('value')}` })
    .where(and(eq(settingValues.name, sql.placeholder('name')), lt(settingValues.value, sql.placeholder('value'))))
    .prepare(),
)

/** Sets a mark that is not there yet. */
export async function startMark(tx: Tx, name: string, value: string): Promise<void> {
  await tx.insert(settingValues).values({ name, value })
  forgetCached(tx)
}

/** Raises a mark; one that stands higher, as text, is left alone. Cheap: nothing that is cached depends on its value. */
export async function raiseMark(tx: Tx, name: string, value: string): Promise<void> {
  await raise(tx).execute({ name, value })
}
