import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { seedCodes } from '#code-tables/seed.ts'
import { clearLeftovers } from '#files/disk.ts'
import type { Clock } from '#platform/clock.ts'
import { systemClock } from '#platform/clock.ts'
import type { CommandRoom } from '#platform/commands.ts'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { isLocked, takeLock } from '#platform/db/lock.ts'
import { migrate, pendingMigrations } from '#platform/db/migrate.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import { everyPermission } from '#roles/permissions.ts'
import { makeActor } from '#sign-in/actor.ts'
import { hashPassword } from '#sign-in/passwords.ts'
import { administrators } from '#sign-in/sign-in.queries.ts'
import type { Config } from '#src/config.ts'
import { seedProfiles } from '#sync/profiles.ts'
import { setUpInstitution } from './set-up.ts'

const files = { database: 'foyer.sqlite', server: 'server.lock', opening: 'opening.lock', kept: 'files', sync: 'sync' }
export type Data = CommandRoom & { close(): void }

/**
 * Opens the data folder: makes it when missing, brings the database to the newest shape, fills an empty one with the
 * codes, and makes the first administrator that the settings name. `serve` holds the folder against a second server.
 * Throws Spoken with a sentence for the person at the terminal.
 */
export async function openData(config: Config, options: { serve?: boolean } = {}): Promise<Data> {
  mkdirSync(config.dataFolder, { recursive: true, mode: 0o700 })
  chmodSync(config.dataFolder, 0o700)
  const at = (file: string) => join(config.dataFolder, file)
  const held = options.serve ? takeLock(at(files.server)) : undefined
  if (options.serve && !held)
    throw new Spoken(409, _('Another Foyer server is running on {folder}. Stop it first.', { folder: config.dataFolder }))
  const opening = takeLock(at(files.opening), 60_000)
  if (!opening)
    throw new Spoken(
      409,
      _('Another command has been opening {folder} for a minute. Try again when it has ended.', { folder: config.dataFolder }),
    )
  try {
    // Nobody uploads yet.
    if (options.serve) await clearLeftovers(at(files.kept), { all: true })
    bringUpToDate(at(files.database), !options.serve && isLocked(at(files.server)))
    const db = openDatabase(at(files.database))
    const clock = systemClock(config.timeZone)
    await db.write(seedCodes)
    await db.write((tx) => seedProfiles(tx, clock.now()))
    await makeFirstAdministrator(db, clock, config)
    const close = () => {
      db.close()
      held?.release()
    }
    const places = { files: at(files.kept), database: at(files.database), sync: at(files.sync), inbox: config.inbox }
    return { db, clock, timeZone: config.timeZone, ...places, serverIsRunning: () => isLocked(at(files.server)), close }
  } catch (error) {
    held?.release()
    throw error
  } finally {
    opening.release()
  }
}

function bringUpToDate(file: string, serverRuns: boolean): void {
  if (pendingMigrations(file) === 0) return
  if (serverRuns)
    throw new Spoken(409, _('The database is to be brought up to date, and a server is using it. Restart the server first.'))
  migrate(file)
  chmodSync(file, 0o600)
}

async function makeFirstAdministrator(db: Db, clock: Clock, config: Config): Promise<void> {
  const made = config.firstAdministrator
  if (!made || (await hasAdministrator(db, clock))) return
  const passwordHash = await hashPassword(made.password, [made.id, made.firstName, made.lastName], 'FOYER_ADMIN_PASSWORD').catch(
    (error) => {
      throw error instanceof Spoken ? new Spoken(422, `FOYER_ADMIN_PASSWORD: ${error.message}`) : error
    },
  )
  const { firstName, lastName, institution } = made
  await db.write((tx) =>
    setUpInstitution(tx, setUpActor(clock), { primaryId: made.id, firstName, lastName, institution, passwordHash }),
  )
}

/** Whether somebody can sign in as administrator today. */
export const hasAdministrator = async (db: Db, clock: Clock): Promise<boolean> =>
  (await administrators(db.read, clock.today())).length > 0

/** The first run acts before anybody has rights. */
export const setUpActor = (clock: Clock) =>
  makeActor({ id: null, name: _('Set-up'), door: 'set-up', clock, permissions: everyPermission })
