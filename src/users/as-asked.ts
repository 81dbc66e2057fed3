import { changedSince } from '#history/edits.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import { fieldOf } from './fields.ts'
import { getUser } from './users.ts'

type Row = Record<string, unknown> & { id: number }

/**
 * Throws Conflict where others changed what a row says since a person was asked whether to remove it. Flags do not
 * count: a row loses "preferred" because another took it.
 */
export async function mustReadAsAsked(tx: Tx, user: { id: number }, part: string, row: Row, askedAt: number | undefined) {
  const { version } = await getUser(tx, user.id)
  const place = { subject: 'user', subjectId: user.id, part, row: row.id }
  const changed = await changedSince(tx, place, { version, values: row }, askedAt)
  if (changed.some((field) => fieldOf(part, field)?.kind !== 'flag'))
    throw new Conflict(_('Someone changed this since you were asked. It stands here as it reads now, and nothing was removed.'))
}
