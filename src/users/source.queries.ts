import { and, desc, eq, isNotNull, sql } from 'drizzle-orm'
import { hasBit, unpackBits } from '#platform/bits.ts'
import { cachedByVersion } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { caseFold } from '#platform/text.ts'
import { syncProfiles } from '#sync/profiles.table.ts'
import { syncRuns } from '#sync/runs.table.ts'
import { syncSeen } from '#sync/states.table.ts'

const code = sql.placeholder('code')
const profile = prepared((db) =>
  db
    .select({
      name: syncProfiles.name,
      protectedFields: syncProfiles.protectedFields,
      staffFollow: syncProfiles.staffFollow,
    })
    .from(syncProfiles)
    .where(eq(syncProfiles.codeKey, code))
    .prepare(),
)
export type Profile = { name: string; protectedFields: readonly string[]; staffFollow: boolean }

type Owned = { id: number; source: string | null }

// A page asks for its user's from several places.
const asked = new WeakMap<Owned, Promise<Profile | undefined>>()

/** How users of this one's source are kept in step with it; undefined for a source that nobody has described here. */
export function profileOf(reader: Reader, user: Owned): Promise<Profile | undefined> {
  const found = asked.get(user) ?? findProfile(reader, user)
  asked.set(user, found)
  return found
}

const findProfile = async (reader: Reader, { source }: Owned): Promise<Profile | undefined> =>
  source === null ? undefined : (await profile(reader).execute({ code: caseFold(source) }))[0]

// Who was met is kept for no more runs than these.
const mostRuns = 30
const finishedRuns = prepared((db) =>
  db
    .select({ id: syncSeen.runId, at: syncRuns.endedAt })
    .from(syncSeen)
    .innerJoin(syncRuns, eq(syncRuns.id, syncSeen.runId))
    .where(
      and(
        eq(syncSeen.profileCode, code),
        eq(syncRuns.state, 'finished'),
        eq(syncRuns.dryRun, false),
        isNotNull(syncRuns.endedAt),
      ),
    )
    .orderBy(desc(syncSeen.runId))
    .limit(sql.placeholder('most'))
    .offset(sql.placeholder('from'))
    .prepare(),
)
const seen = prepared((db) =>
  db
    .select({ users: syncSeen.users })
    .from(syncSeen)
    .where(eq(syncSeen.runId, sql.placeholder('run')))
    .prepare(),
)

// A finished run meets nobody any more, so what it says never changes.
const met = cachedByVersion<Uint8Array>(2 * mostRuns)
const metIn = (reader: Reader, run: number) =>
  met(reader, run, '', async () => unpackBits((await seen(reader).execute({ run }))[0]?.users ?? packedNothing))
const packedNothing = 'AwA='

export type Met = { run: number; at: number }

/** The newest finished run of a user's source that found the user in its file, and when it ended. */
export async function lastMet(reader: Reader, user: Owned): Promise<Met | undefined> {
  if (user.source === null) return undefined
  // Nearly everybody was met in the last one.
  return (await metAmong(reader, user, { from: 0, most: 1 })) ?? metAmong(reader, user, { from: 1, most: mostRuns })
}

async function metAmong(reader: Reader, { id, source }: Owned, part: { from: number; most: number }): Promise<Met | undefined> {
  for (const run of await finishedRuns(reader).execute({ code: source, ...part }))
    if (hasBit(await metIn(reader, run.id), id)) return { run: run.id, at: run.at as number }
  return undefined
}

/** The source of an external user, by the name of its profile where it has one, and when it was last heard of the user. */
export type Source = { name: string; profile: Profile | undefined; met: Met | undefined }

export async function sourceOf(reader: Reader, user: Owned): Promise<Source> {
  const profile = await profileOf(reader, user)
  return { name: profile?.name ?? user.source ?? '', profile, met: await lastMet(reader, user) }
}
