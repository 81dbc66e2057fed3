import { and, asc, eq, isNotNull, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { SyncProfile } from './profiles.table.ts'
import { syncProfiles } from './profiles.table.ts'

const byId = prepared((db) =>
  db
    .select()
    .from(syncProfiles)
    .where(eq(syncProfiles.id, sql.placeholder('id')))
    .prepare(),
)
export const profileNumbered = async (reader: Reader, id: number): Promise<SyncProfile | undefined> =>
  (await byId(reader).execute({ id }))[0]

export async function profileOfCode(reader: Reader, code: string): Promise<SyncProfile | undefined> {
  const [found] = await reader
    .select()
    .from(syncProfiles)
    .where(eq(syncProfiles.codeKey, caseFold(code)))
  return found
}

/** The same. Throws in words when there is none. */
export async function mustBeProfile(reader: Reader, code: string): Promise<SyncProfile> {
  const profile = await profileOfCode(reader, code)
  if (!profile) throw new Spoken(404, _('There is no profile {code}.', { code }))
  return profile
}

/** The profiles whose folders are looked into by themselves. */
export async function scheduledProfiles(reader: Reader): Promise<{ id: number; version: number; schedule: string }[]> {
  const rows = await reader
    .select({ id: syncProfiles.id, version: syncProfiles.version, schedule: syncProfiles.schedule })
    .from(syncProfiles)
    .where(and(eq(syncProfiles.enabled, true), isNotNull(syncProfiles.schedule), isNotNull(syncProfiles.folder)))
  return rows.map(({ schedule, ...row }) => ({ ...row, schedule: schedule ?? '' }))
}

/** The codes of all profiles, letter case folded. */
export async function profileKeys(reader: Reader): Promise<Set<string>> {
  const rows = await reader.select({ key: syncProfiles.codeKey }).from(syncProfiles).orderBy(asc(syncProfiles.id))
  return new Set(rows.map(({ key }) => key))
}
