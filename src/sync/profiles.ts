import { eq } from 'drizzle-orm'
import { markOf } from '#code-tables/settings.queries.ts'
import { startMark } from '#code-tables/settings-marks.ts'
import type { Edit } from '#history/edits.ts'
import { mergeSince } from '#history/edits.ts'
import type { Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, Refusal, refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { ProfileValues } from './profile-values.ts'
import { checkedProfile, usualProfile } from './profile-values.ts'
import { profileKeys, profileNumbered, profileOfCode } from './profiles.queries.ts'
import type { CsvColumn, SyncProfile } from './profiles.table.ts'
import { syncProfiles } from './profiles.table.ts'
import { isBeingWorkedOn } from './runs.queries.ts'

export type { ProfileValues } from './profile-values.ts'

const part = 'sync profile'
type Changed = { changes: Change[]; theirs: string[] }

/** The profile as the database holds it now. Throws Gone when somebody removed it. */
export async function getProfile(reader: Reader, id: number): Promise<SyncProfile> {
  const profile = await profileNumbered(reader, id)
  if (!profile) throw new Gone(_('This profile was removed meanwhile.'))
  return profile
}

/** Makes a profile; what is not said is as usual. Answers its number. */
export async function addProfile(tx: Tx, actor: Actor, typed: ProfileValues): Promise<number> {
  mustKeep(actor)
  const values = (await checkedProfile(tx, typed, true)) as Required<ProfileValues>
  await mustBeFree(tx, values.code)
  const id = await insertProfile(tx, actor.now(), values)
  await note(tx, actor, { id, version: 1 }, 'created', diff(part, {}, told(values)))
  return id
}

async function insertProfile(tx: Tx, now: number, values: Required<ProfileValues>): Promise<number> {
  const [row] = await tx
    .insert(syncProfiles)
    .values({ ...values, version: 1, codeKey: caseFold(values.code), createdAt: now, changedAt: now })
    .returning({ id: syncProfiles.id })
  return row?.id ?? 0
}

/**
 * Changes what a profile says. Its code stays: the users that it made carry it. Throws Clash where a person must choose,
 * Refusal for what cannot stand.
 */
export async function changeProfile(tx: Tx, actor: Actor, id: number, typed: ProfileValues, edit: Edit = {}): Promise<Changed> {
  mustKeep(actor)
  const current = await getProfile(tx, id)
  const { code, columns, ...words } = await checkedProfile(tx, typed, false)
  if (code !== undefined && code !== current.code)
    refuse('code', _('The code stays {code}: the users of this source carry it.', { code: current.code }))
  const before: Record<string, unknown> = told(current)
  const place = { subject: part, subjectId: id, part }
  const { values, theirs } = await mergeSince(tx, place, { version: current.version, values: before }, words, edit)
  const changes = diff(part, before, { ...values, ...(columns ? { columns: columns.map(columnText) } : {}) })
  if (changes.length === 0) return { changes, theirs }
  const version = current.version + 1
  const set = { ...values, ...(columns ? { columns } : {}), version, changedAt: actor.now() }
  await tx.update(syncProfiles).set(set).where(eq(syncProfiles.id, id))
  await note(tx, actor, { id, version }, 'changed', changes)
  return { changes, theirs }
}

/** Takes a profile away. Its users stay as they are, and its runs can be looked at still. */
export async function removeProfile(tx: Tx, actor: Actor, id: number): Promise<void> {
  mustKeep(actor)
  const profile = await getProfile(tx, id)
  if (await isBeingWorkedOn(tx, id))
    refuse('', _('A run of {name} is going on or waits. Let it end, or stop it first.', { name: profile.name }))
  await tx.delete(syncProfiles).where(eq(syncProfiles.id, id))
  const before = told(profile)
  const nothing = Object.fromEntries(Object.keys(before).map((name) => [name, null]))
  await note(tx, actor, { id, version: profile.version + 1 }, 'removed', diff(part, before, nothing))
}

const mark = 'seeded: sync profile'

/** Gives a Foyer its first profile, once: the library may change or remove it. */
export async function seedProfiles(tx: Tx, now: number): Promise<void> {
  if (await markOf(tx, mark)) return
  await startMark(tx, mark, 'yes')
  if ((await profileKeys(tx)).size > 0) return
  await insertProfile(tx, now, { ...usualProfile, code: 'SIS', name: _('Student information system') })
}

function mustKeep(actor: Actor): void {
  actor.must('synchronise')
  actor.must('configure')
}

async function mustBeFree(reader: Reader, code: string): Promise<void> {
  const other = await profileOfCode(reader, code)
  if (other) throw new Refusal([{ field: 'code', message: _('{name} has this code. Choose another.', { name: other.name }) }])
}

const columnText = ({ heading, target, fallback }: CsvColumn) =>
  fallback ? `${heading} → ${target} (${fallback})` : `${heading} → ${target}`

/** A profile in the words of its history. */
function told(profile: Required<ProfileValues>) {
  const { id, version, codeKey, createdAt, changedAt, columns, ...rest } = profile as SyncProfile
  return { ...rest, columns: columns.map(columnText) }
}

type At = { id: number; version: number }
async function note(tx: Tx, actor: Actor, at: At, action: string, changes: Change[]): Promise<void> {
  forgetCached(tx)
  await recordChange(tx, actor, { subject: part, subjectId: at.id, version: at.version, action, changes })
}
