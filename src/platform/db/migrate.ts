import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { drizzle } from 'drizzle-orm/better-sqlite3'
import { migrate as applyMigrations } from 'drizzle-orm/better-sqlite3/migrator'

export const migrationsFolder = join(import.meta.dirname, '..', '..', '..', 'drizzle', 'sqlite')

type Journal = { entries: { tag: string; when: number }[] }

export const readJournal = (folder: string): Journal => JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'))

/** How many of the migrations a database file lacks. */
export function pendingMigrations(file: string, folder = migrationsFolder): number {
  const all = readJournal(folder).entries.length
  if (!existsSync(file)) return all
  const sqlite = new Sqlite(file, { readonly: true })
  try {
    return all - appliedCount(sqlite)
  } finally {
    sqlite.close()
  }
}

/**
 * Brings a database file (made when missing) to the newest shape, on a connection of its own.
 * A rebuilt table drops its old self, and with foreign keys on that would delete the rows that point to it: they are
 * off while it runs, checked before it closes. Throws when a migration was left out or a row points nowhere.
 */
export function migrate(file: string, folder = migrationsFolder): void {
  const sqlite = new Sqlite(file, { timeout: 10_000 })
  try {
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma('foreign_keys = OFF')
    applyMigrations(drizzle(sqlite), { migrationsFolder: folder })
    const lost = sqlite.pragma('foreign_key_check') as unknown[]
    if (lost.length > 0)
      throw new Error(`After the migration ${lost.length} rows point to rows that are not there. Restore the backup.`)
    const missing = readJournal(folder).entries.length - appliedCount(sqlite)
    if (missing !== 0) throw new Error(`${missing} migrations were left out because they are older than the last one applied.`)
  } finally {
    sqlite.close()
  }
}

function appliedCount(sqlite: Sqlite.Database): number {
  const table = sqlite.prepare("SELECT 1 FROM sqlite_master WHERE name = '__drizzle_migrations'").get()
  if (!table) return 0
  return (sqlite.prepare('SELECT count(*) AS n FROM __drizzle_migrations').get() as { n: number }).n
}
