import type { Author, Value } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { Tx } from '#platform/db/database.ts'
import { settingValues } from './code-tables.table.ts'

/** Writes a setting and its history, unless it stands already. Part of a verb, which has asked and checked. */
export async function putSetting(
  tx: Tx,
  author: Author,
  name: string,
  change: { before: Value; after: Value },
): Promise<boolean> {
  const changes = diff('setting', { [name]: change.before }, { [name]: change.after })
  if (changes.length === 0) return false
  await noteSetting(tx, name, String(change.after ?? ''))
  await recordChange(tx, author, { subject: 'setting', subjectId: 0, version: 0, action: 'changed', changes })
  return true
}

/** Writes what the program alone keeps among the settings, without history. */
export async function noteSetting(tx: Tx, name: string, value: string): Promise<void> {
  await tx.insert(settingValues).values({ name, value }).onConflictDoUpdate({ target: settingValues.name, set: { value } })
  forgetCached(tx)
}
