import type { Author } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Permission } from '#roles/permissions.ts'
import { mandatoryNames, mandatorySetting } from './mandatory.queries.ts'
import { putSetting } from './put-setting.ts'

/** What was ticked, and what had been ticked when the page was drawn. Both name fields of the catalogue. */
export type Ticked = { drawn: readonly string[]; chosen: readonly string[] }

/**
 * Changes what is mandatory for a record type: what was ticked is added, what was unticked goes, and what others changed
 * meanwhile stands. Answers whether anything changed. The caller has checked the names by its catalogue.
 */
export async function changeMandatory(
  tx: Tx,
  actor: Author & { must(permission: Permission): void },
  recordType: string,
  { drawn, chosen }: Ticked,
): Promise<boolean> {
  actor.must('configure')
  const before = [...(await mandatoryNames(tx, recordType))]
  const kept = before.filter((name) => chosen.includes(name) || !drawn.includes(name))
  const added = chosen.filter((name) => !drawn.includes(name) && !kept.includes(name))
  const after = [...kept, ...added].sort()
  const change = { before: before.length === 0 ? null : before, after: after.length === 0 ? null : after }
  return putSetting(tx, actor, mandatorySetting(recordType), change)
}
