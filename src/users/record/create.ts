import { codesOf } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { Refusal } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { NewContact } from '../contact/contact.ts'
import { contactProblems, enterContact } from '../contact/contact.ts'
import type { Field, UserValues } from '../fields.ts'
import { missingIn, userFields } from '../fields.ts'
import type { NewIdentifier } from '../identifiers/identifiers.ts'
import { enterIdentifiers } from '../identifiers/identifiers.ts'
import type { NewNote } from '../notes/notes.ts'
import { enterNotes } from '../notes/notes.ts'
import { enterInSearch } from '../search-entry.ts'
import { takeIdentifier } from '../taken-identifiers.ts'
import { enterPatron } from '../user-roles/user-roles.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'
import { requiredFields } from '../users.ts'

/** A user who is not there yet: values of the row and rows of the lists, all parsed by the catalogue. */
export type NewUser = NewContact & { values: UserValues; identifiers?: NewIdentifier[]; notes?: NewNote[] }

const insert = inserter(users)
const emptyRow = Object.fromEntries(Object.keys(userFields).map((name) => [name, null]))

/**
 * Creates a user with all that belongs to it, whatever the door, and answers the row. Throws Refusal, with every
 * problem found, when it cannot stand.
 */
export async function createUser(tx: Tx, actor: Actor, made: NewUser): Promise<User> {
  actor.must('edit users')
  const values = await withDefaults(tx, made.values)
  const problems = [
    ...missingIn('general', Object.fromEntries(requiredFields.map((name) => [name, values[name]]))),
    ...contactProblems(made),
  ]
  if (problems.length > 0) throw new Refusal(problems)
  const user = await insertRow(tx, actor, values)
  await takeIdentifier(tx, actor, user.id, user.primaryId, 'primaryId')
  const changes = [
    ...diff('general', {}, values),
    ...(await enterIdentifiers(tx, actor, user, made.identifiers ?? [])),
    ...(await enterContact(tx, user, made)),
    ...(await enterNotes(tx, actor, user, made.notes ?? [])),
    ...(await enterPatron(tx, user)),
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

/** What a new user has where nothing was said: Public, Internal, Active, and the default code of each table. */
async function withDefaults(tx: Tx, given: UserValues): Promise<UserValues> {
  const values: UserValues = { recordType: 'PUBLIC', accountType: 'INTERNAL', status: 'ACTIVE' }
  for (const [name, value] of Object.entries(given))
    if (value !== undefined && value !== null) values[name as keyof UserValues] = value
  for (const [name, field] of Object.entries<Field>(userFields)) {
    if (!field.codes || name in given) continue
    const code = [...(await codesOf(tx, field.codes)).values()].find(
      (one) => one.isDefault && mayBeChosen(one, values.recordType ?? ''),
    )
    if (code) values[name as keyof UserValues] = code.code
  }
  return values
}
