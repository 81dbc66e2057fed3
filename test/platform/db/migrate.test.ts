import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, inject, it } from 'vitest'
import { migrate, migrationsFolder, pendingMigrations, readJournal } from '#platform/db/migrate.ts'
import { testFolder } from '#test/database.ts'

type Migration = { when: number; sql: string }

const first = `CREATE TABLE people (id integer PRIMARY KEY, name text) STRICT;
--> statement-breakpoint
CREATE TABLE phones (id integer PRIMARY KEY, person_id integer NOT NULL REFERENCES people(id) ON DELETE CASCADE) STRICT;`
const rebuild = `PRAGMA foreign_keys=OFF;
--> statement-breakpoint
CREATE TABLE __new_people (id integer PRIMARY KEY, name text NOT NULL) STRICT;
--> statement-breakpoint
INSERT INTO __new_people SELECT id, name FROM people;
--> statement-breakpoint
DROP TABLE people;
--> statement-breakpoint
ALTER TABLE __new_people RENAME TO people;
--> statement-breakpoint
PRAGMA foreign_keys=ON;`

function folderOf(migrations: Migration[]): string {
  const folder = testFolder()
  mkdirSync(join(folder, 'meta'))
  const entries = migrations.map(({ when }, idx) => ({ idx, version: '6', when, tag: `000${idx}_step`, breakpoints: true }))
  writeFileSync(join(folder, 'meta', '_journal.json'), JSON.stringify({ version: '7', dialect: 'sqlite', entries }))
  for (const [idx, { sql }] of migrations.entries()) writeFileSync(join(folder, `000${idx}_step.sql`), sql)
  return folder
}

function inside<T>(file: string, work: (sqlite: Sqlite.Database) => T): T {
  const sqlite = new Sqlite(file)
  try {
    return work(sqlite)
  } finally {
    sqlite.close()
  }
}
const rowsOf = (file: string, table: string) =>
  inside(file, (sqlite) => sqlite.prepare(`SELECT count(*) FROM ${table}`).pluck().get())

function filledDatabase(): string {
  const file = join(testFolder(), 'foyer.sqlite')
  migrate(file, folderOf([{ when: 1, sql: first }]))
  inside(file, (sqlite) => {
    sqlite.exec("INSERT INTO people VALUES (1, 'Ana'), (2, 'Ben'); INSERT INTO phones (person_id) VALUES (1), (1), (2)")
  })
  return file
}

it('keeps every row of a filled database when a table is rebuilt, those that point to it too', () => {
  const file = filledDatabase()
  const newer = folderOf([
    { when: 1, sql: first },
    { when: 2, sql: rebuild },
  ])
  expect(pendingMigrations(file, newer)).toBe(1)
  migrate(file, newer)
  expect([rowsOf(file, 'people'), rowsOf(file, 'phones')]).toEqual([2, 3])
  expect(pendingMigrations(file, newer)).toBe(0)
})

it('does nothing the second time', () => {
  const file = filledDatabase()
  migrate(file, folderOf([{ when: 1, sql: first }]))
  expect([rowsOf(file, 'people'), rowsOf(file, 'phones')]).toEqual([2, 3])
})

it('refuses a migration after which rows point to nothing', () => {
  const file = filledDatabase()
  const losing = folderOf([
    { when: 1, sql: first },
    { when: 2, sql: 'DELETE FROM people WHERE id = 1;' },
  ])
  expect(() => migrate(file, losing)).toThrow('2 rows point to rows that are not there')
})

it('refuses to leave out a migration that is older than the last one applied', () => {
  const file = join(testFolder(), 'foyer.sqlite')
  migrate(file, folderOf([{ when: 5, sql: first }]))
  const merged = folderOf([
    { when: 5, sql: first },
    { when: 4, sql: 'CREATE TABLE late (id integer PRIMARY KEY) STRICT;' },
  ])
  expect(() => migrate(file, merged)).toThrow('1 migrations were left out')
})

it('takes a broken migration back whole', () => {
  const file = filledDatabase()
  const broken = folderOf([
    { when: 1, sql: first },
    { when: 2, sql: `${rebuild}\n--> statement-breakpoint\nINSERT INTO nowhere VALUES (1);` },
  ])
  expect(() => migrate(file, broken)).toThrow()
  expect([rowsOf(file, 'people'), rowsOf(file, 'phones')]).toEqual([2, 3])
  expect(pendingMigrations(file, broken)).toBe(1)
})

it('counts what a database that is not there lacks', () => {
  const file = join(testFolder(), 'none.sqlite')
  expect(pendingMigrations(file)).toBe(readJournal(migrationsFolder).entries.length)
  expect(existsSync(file)).toBe(false)
})

it('has a journal whose times rise, a file for each entry, and all of them applied', () => {
  const { entries } = readJournal(migrationsFolder)
  const times = entries.map(({ when }) => when)
  expect(entries.length).toBeGreaterThan(1)
  expect(times).toEqual([...new Set(times)].sort((one, other) => one - other))
  const files = readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql'))
  expect(files.sort()).toEqual(entries.map(({ tag }) => `${tag}.sql`))
  expect(rowsOf(inject('template'), '__drizzle_migrations')).toBe(entries.length)
})
