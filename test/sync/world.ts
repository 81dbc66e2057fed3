import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { and, asc, eq } from 'drizzle-orm'
import { fixedClock } from '#platform/clock.ts'
import type { Db, Reader } from '#platform/db/database.ts'
import { commandActor } from '#sign-in/actor.ts'
import type { ProfileValues } from '#sync/profiles.ts'
import { addProfile } from '#sync/profiles.ts'
import type { SyncRow, SyncRun } from '#sync/runs.table.ts'
import { syncRows } from '#sync/runs.table.ts'
import { applyPlan, getRun, startRun } from '#sync/runs.ts'
import { startTakingBack } from '#sync/take-back.ts'
import { workOff } from '#sync/work-off.ts'
import { testDatabase, testFolder } from '#test/database.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { addresses, emails, phones } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { fieldLocks } from '#users/locks.table.ts'
import { notes } from '#users/notes/notes.table.ts'
import { statistics } from '#users/statistics/statistics.table.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import type { User } from '#users/users.table.ts'
import { takenIdentifiers, users } from '#users/users.table.ts'

export type Said = { id: string; first?: string; last?: string; card?: string; mail?: string; more?: string }

/** One user as a source's file has it. */
export const userXml = ({ id, first = 'Ana', last = 'Lee', card, mail, more = '' }: Said): string => `<user>
  <primary_id>${id}</primary_id><first_name>${first}</first_name><last_name>${last}</last_name>${more}
  ${mail ? `<contact_info><emails><email preferred="true"><email_address>${mail}</email_address><email_types><email_type>school</email_type></email_types></email></emails></contact_info>` : ''}
  ${card ? `<user_identifiers><user_identifier><id_type>BARCODE</id_type><value>${card}</value><status>ACTIVE</status></user_identifier></user_identifiers>` : ''}
</user>`
export const fileXml = (people: Said[]): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<users>\n${people.map(userXml).join('\n')}\n</users>\n`

type Choice = { action?: 'synchronise' | 'import'; dryRun?: boolean; full?: boolean }

/** A library with a profile, into which files are run as a command would. */
export async function syncWorld(profile: Partial<ProfileValues> = {}) {
  const db = testDatabase()
  const folder = join(testFolder(), 'sync')
  const clock = fixedClock('2026-11-22')
  const actor = commandActor('sync', clock)
  const room = { db, clock, folder }
  const addOne = (values: Partial<ProfileValues>) =>
    db.write((tx) => addProfile(tx, actor, { code: 'SIS', name: 'Records office', guardShare: 100, ...values } as ProfileValues))
  const id = await addOne(profile)
  const work = async (run: number): Promise<SyncRun> => {
    await workOff(room, new AbortController().signal)
    return getRun(db.read, run)
  }
  return {
    ...{ db, clock, actor, room, folder, profile: id, addProfile: addOne, work },
    async begin(people: Said[] | string, { action = 'synchronise', dryRun = false, full = false }: Choice = {}) {
      const path = join(testFolder(), 'users.xml')
      writeFileSync(path, typeof people === 'string' ? people : fileXml(people))
      return startRun(room, actor, { profile: { id }, file: { path, name: 'users.xml' }, action, dryRun, full })
    },
    async run(people: Said[] | string, choice: Choice = {}) {
      return work(await this.begin(people, choice))
    },
    async apply(run: number, confirm = false) {
      await db.write((tx) => applyPlan(tx, actor, run, confirm))
      return work(run)
    },
    undo: async (run: number, dryRun = false) => work(await startTakingBack(db, actor, run, dryRun)),
    rows: async (run: number, does?: string): Promise<SyncRow[]> =>
      db.read
        .select()
        .from(syncRows)
        .where(and(eq(syncRows.runId, run), does === undefined ? undefined : eq(syncRows.does, does)))
        .orderBy(asc(syncRows.id)),
    user: async (primaryId: string): Promise<User> => {
      const [found] = await db.read.select().from(users).where(eq(users.primaryId, primaryId))
      if (!found) throw new Error(`Nobody is ${primaryId}.`)
      return found
    },
  }
}

export const told = ({ state, counts: { created, updated, unchanged, rejected, deactivated } }: SyncRun) => ({
  state,
  counts: [created, updated, unchanged, rejected, deactivated],
})

const lists = { addresses, phones, emails, identifiers, notes, blocks, statistics, userRoles, takenIdentifiers, fieldLocks }
// Told by the clock, or by how often something was written.
const ofWriting = { id: 0, createdAt: 0, grantedAt: 0, lockedAt: 0 }

/** All that is kept of everybody, without what tells how often and when it was written. */
export async function everything(db: Db | { read: Reader }, withoutNumbers = false): Promise<unknown> {
  const people = await db.read.select().from(users).orderBy(asc(users.primaryId))
  const nameOf = new Map(people.map(({ id, primaryId }) => [id, primaryId]))
  const rest: Record<string, unknown[]> = {}
  for (const [name, table] of Object.entries(lists)) {
    const rows = (await db.read.select().from(table as typeof emails)) as unknown as Record<string, unknown>[]
    rest[name] = rows
      .map((row) => ({ ...row, userId: nameOf.get(row.userId as number), ...(withoutNumbers ? ofWriting : {}) }))
      .sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1))
  }
  const bare = people.map(({ version, changedAt, ...user }) => (withoutNumbers ? { ...user, id: 0, createdAt: 0 } : user))
  return { people: bare, ...rest }
}
