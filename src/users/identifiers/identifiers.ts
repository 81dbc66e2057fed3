import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { takeIdentifier } from '../taken-identifiers.ts'
import { identifiers } from './identifiers.table.ts'

export type NewIdentifier = { type: string; value: string; note?: string | null; status?: string }

const insert = inserter(identifiers)

/** Enters the additional identifiers of a new user. Part of creating a user; throws Refusal for one that is taken. */
export async function enterIdentifiers(
  tx: Tx,
  actor: Actor,
  user: { id: number; recordType: string },
  rows: NewIdentifier[],
): Promise<Change[]> {
  if (rows.length === 0) return []
  actor.must('edit identifiers', user)
  if (user.recordType === 'CONTACT') refuse('identifier.value', _('A contact has no additional identifiers. Leave them out.'))
  const changes: Change[] = []
  for (const row of rows) {
    await takeIdentifier(tx, actor, user.id, row.value, 'identifier.value')
    const values = { ...row, status: row.status ?? 'ACTIVE' }
    const id = await insert(tx, { ...values, userId: user.id, valueKey: caseFold(row.value), origin: 'INTERNAL' })
    changes.push(...diff('identifier', {}, values, id))
  }
  return changes
}
