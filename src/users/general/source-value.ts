import { changedSince } from '#history/edits.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { FieldLock } from '../locks.ts'
import { locksOf, useSourceValue } from '../locks.ts'
import { getUser } from '../users.ts'

/** What a person read when choosing the source's value: which version of the record, and what the source said. */
export type Seen = { drawnFrom: number | undefined; seen: unknown }

/** What the source says of a field, as a form sends it back. */
export const seenOf = ({ field, sourceValue }: FieldLock): string => `${field}:${JSON.stringify(sourceValue)}`

/**
 * Gives a field the value of the source that a person saw. False when it has it already. Throws Conflict where somebody
 * changed the field since, or the source says something else by now.
 */
export async function useValueSeen(tx: Tx, actor: Actor, user: { id: number }, field: string, { drawnFrom, seen }: Seen) {
  const current = await getUser(tx, user.id)
  actor.must('edit users', current)
  const lock = (await locksOf(tx, user.id)).find((one) => one.field === field)
  if (lock && typeof seen === 'string' && seen !== seenOf(lock))
    throw new Conflict(_('The source says something else by now. Nothing was changed: it stands here as it is today.'))
  const place = { subject: 'user', subjectId: user.id, part: 'general' }
  const changed = await changedSince(tx, place, { version: current.version, values: current }, drawnFrom)
  if (lock && changed.includes(field))
    throw new Conflict(
      _('Someone changed this field since you opened the page. It stands here as it is now; nothing was changed.'),
    )
  return useSourceValue(tx, actor, user, field)
}
