import { forgetCached } from '#platform/db/cached.ts'
import type { Tx } from '#platform/db/database.ts'
import { settingValues } from './code-tables.table.ts'

/** Settings that the library keeps in its database, each with the value it has until someone changes it. */
export const settingDefaults = { institution: 'My library' } as const
export type Setting = keyof typeof settingDefaults

/** Stores a setting. */
export async function changeSetting(tx: Tx, name: Setting, value: string): Promise<void> {
  await tx.insert(settingValues).values({ name, value }).onConflictDoUpdate({ target: settingValues.name, set: { value } })
  forgetCached(tx)
}
