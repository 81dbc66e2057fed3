import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { Refusal } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { enterBlocks } from '../blocks/blocks.ts'
import { contactProblems, enterContact } from '../contact/contact.ts'
import type { UserValues } from '../fields.ts'
import { userFields } from '../fields.ts'
import { enterIdentifiers } from '../identifiers/identifiers.ts'
import { enterNotes } from '../notes/notes.ts'
import { enterInSearch } from '../search-entry.ts'
import { enterStatistics } from '../statistics/statistics.ts'
import { takeIdentifier } from '../taken-identifiers.ts'
import { assignRoles } from '../user-roles/assignment.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'
import type { NewUser } from './complete.ts'
import { lacking, withDefaults } from './complete.ts'

export type { NewUser } from './complete.ts'

const insert = inserter(users)
const outsideCatalogue = { photo: null, binnedAt: null, binnedBy: null }
const emptyRow = { ...Object.fromEntries(Object.keys(userFields).map((name) => [name, null])), ...outsideCatalogue }

/**
 * Creates a user with all that belongs to it, whatever the door, and answers the row. Throws Refusal, with every
 * problem found, when it cannot stand. `asShipped` asks only for what every record must have, and no rule gives it roles.
 */
export async function createUser(tx: Tx, actor: Actor, made: NewUser, asShipped = false): Promise<User> {
  actor.must('edit users')
  const values = await withDefaults(tx, made.values)
  const problems = [...(await lacking(tx, values, made, asShipped)), ...contactProblems(made)]
  if (problems.length > 0) throw new Refusal(problems)
  const user = await insertRow(tx, actor, values)
  await takeIdentifier(tx, actor, user.id, user.primaryId, 'primaryId')
  const owner = { id: user.id, recordType: user.recordType, origin: made.origin }
  const changes = [
    ...diff('general', {}, values),
    ...(await enterIdentifiers(tx, actor, owner, made.identifiers ?? [])),
    ...(await enterContact(tx, owner, made)),
    ...(await enterNotes(tx, actor, owner, made.notes ?? [])),
    ...(await enterBlocks(tx, actor, owner, made.blocks ?? [])),
    ...(await enterStatistics(tx, owner, made.statistics ?? [])),
    ...(asShipped ? [] : await assignRoles(tx, actor, user)),
  ]
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version: user.version, action: 'created', changes })
  await enterInSearch(tx, user)
  return user
}

async function insertRow(tx: Tx, actor: Actor, values: UserValues): Promise<User> {
  const now = actor.now()
  const row = {
    ...emptyRow,
    ...values,
    version: 1,
    primaryIdKey: caseFold(values.primaryId ?? ''),
    statusDate: actor.clock.today(),
    createdAt: now,
    changedAt: now,
  } as Omit<User, 'id'>
  return { ...row, id: await insert(tx, row) }
}
