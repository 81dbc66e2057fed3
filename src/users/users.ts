import type { Edit } from '#history/edits.ts'
import { mergeSince } from '#history/edits.ts'
import type { Change, Value } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { updater } from '#platform/db/updater.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, NotFound, Refusal } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import { administratorRole } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mustOutrank } from '#sign-in/actor.ts'
import { keepAdministrator } from '#sign-in/administrators.ts'
import { markEdited } from './edited-fields.ts'
import type { Field, UserField, UserValues } from './fields.ts'
import { missingIn, userFields } from './fields.ts'
import { mandatoryOf } from './mandatory.ts'
import { enterInSearch } from './search-entry.ts'
import { releaseIdentifiers, takeIdentifier } from './taken-identifiers.ts'
import type { KnownUser } from './users.queries.ts'
import { findUser } from './users.queries.ts'
import type { User } from './users.table.ts'
import { users } from './users.table.ts'

const catalogue: Record<string, Field> = userFields
const update = updater(users)

/**
 * The user as the database holds it now: every verb begins here. Throws NotFound when there is none, Conflict when it is
 * in the bin.
 */
export async function getUser(reader: Reader, id: number): Promise<KnownUser> {
  const user = await findUser(reader, id)
  if (!user) throw new NotFound(_('There is no such user. It may have been removed meanwhile.'))
  if (user.binnedAt !== null) throw new Conflict(_('This user is in the bin. Restore it first.'))
  return user
}

/** What a save changed, and the fields that others had changed meanwhile and that it kept. */
export type Changed = { changes: Change[]; theirs: string[] }

/**
 * Changes fields of the user's own row: those that `typed` names and that differ. Writes nothing when none does. What
 * others saved since the page was drawn is merged. Throws Clash where a person must choose, Refusal for a value that
 * cannot stand, Forbidden without the rights.
 */
export async function changeUser(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  typed: UserValues,
  edit: Edit = {},
): Promise<Changed> {
  const current = await getUser(tx, user.id)
  actor.must('edit users', current)
  const place = { subject: 'user', subjectId: user.id, part: 'general' }
  const { values, theirs } = await mergeSince(tx, place, { version: current.version, values: current }, typed, edit)
  const changes = diff('general', current, values)
  if (changes.length === 0) return { changes, theirs }
  mustBeAllowed(actor, current, changes)
  const { fields } = await mandatoryOf(tx, current.recordType)
  const missing = missingIn('general', Object.fromEntries(changes.map((change) => [change.field, change.after])), fields)
  if (missing.length > 0) throw new Refusal(missing)
  const changed = await writeRow(tx, actor, current, changes)
  await markEdited(tx, actor, current, changes)
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version: changed.version, action: 'changed', changes })
  await enterInSearch(tx, changed)
  return { changes, theirs }
}

function mustBeAllowed(actor: Actor, user: KnownUser, changes: Change[]): void {
  const touched = changes.map((change) => change.field)
  if (touched.some((name) => !catalogue[name] || catalogue[name].fixed))
    throw new Error(`Not a field that is edited: ${touched.join(', ')}`)
  if (touched.includes('primaryId')) actor.must('edit identifiers', user)
  if (touched.some((name) => catalogue[name]?.guarded)) mustOutrank(actor, user)
}

async function writeRow(tx: Tx, actor: Actor, user: KnownUser, changes: Change[]): Promise<User> {
  const set: Record<string, Value> = Object.fromEntries(changes.map((change) => [change.field, change.after]))
  const today = actor.clock.today()
  if ('status' in set) set.statusDate = today
  if (typeof set.primaryId === 'string') set.primaryIdKey = caseFold(set.primaryId)
  const ending = changes.find((change) => ['status', 'expiryDate'].includes(change.field))
  const write = () => update(tx, user.id, { ...set, version: user.version + 1, changedAt: actor.now() })
  // Who is no administrator is not the last one.
  const isAdministrator = user.held.some(({ role }) => role === administratorRole)
  const changed = ending && isAdministrator ? await keepAdministrator(tx, today, ending.field, write) : await write()
  if (typeof set.primaryId === 'string') {
    await takeIdentifier(tx, actor, user.id, set.primaryId, 'primaryId')
    await releaseIdentifiers(tx, changed)
  }
  return changed
}

/** The mandatory fields of a new user, as shipped. */
export const requiredFields = Object.entries(catalogue)
  .filter(([, field]) => field.required)
  .map(([name]) => name as UserField)

/** To be called by each verb that wrote to a list of the user: the record moved on, and so does what is searched. */
export async function touchUser(tx: Tx, actor: Actor, user: { id: number }): Promise<User> {
  const current = await getUser(tx, user.id)
  const touched = await update(tx, user.id, { version: current.version + 1, changedAt: actor.now() })
  await enterInSearch(tx, touched)
  return touched
}
