import Sqlite from 'better-sqlite3'
import { expect, inject, it, onTestFinished } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { preferences } from '../../../src/sign-in/sign-in.table.ts'

function opened(file: string): Sqlite.Database {
  const sqlite = new Sqlite(file, { readonly: file !== ':memory:' })
  onTestFinished(() => void sqlite.close())
  return sqlite
}

// Left aside: the tables of SQLite and Drizzle, and those in which FTS5 keeps its index.
const ownTables = (sqlite: Sqlite.Database) =>
  sqlite
    .prepare<[], { name: string; strict: number }>(
      "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '__drizzle_migrations'",
    )
    .all()

const notStrict = (sqlite: Sqlite.Database) =>
  ownTables(sqlite)
    .filter(({ strict }) => strict === 0)
    .map(({ name }) => name)

// An index that begins with the column, whole or through the primary key; one for some rows only is of no use here.
// One that leaves out the rows that point nowhere serves as well.
const withoutIndex = (sqlite: Sqlite.Database) =>
  sqlite
    .prepare<[], string>(
      `SELECT t.name || '.' || f."from" FROM pragma_table_list t JOIN pragma_foreign_key_list(t.name) f
       WHERE NOT EXISTS (SELECT 1 FROM pragma_index_list(t.name) l JOIN pragma_index_info(l.name) i
          JOIN sqlite_master m ON m.name = l.name
         WHERE (l.partial = 0 OR lower(m.sql) LIKE '%"' || f."from" || '" is not null') AND i.seqno = 0 AND i.name = f."from")
       AND NOT EXISTS (SELECT 1 FROM pragma_table_info(t.name) c WHERE c.name = f."from" AND c.pk = 1)`,
    )
    .pluck()
    .all()

it('has only strict tables', () => {
  const loose = opened(':memory:')
  loose.exec('CREATE TABLE good (id integer PRIMARY KEY) STRICT; CREATE TABLE loose (id integer PRIMARY KEY)')
  expect(notStrict(loose)).toEqual(['loose'])
  const real = opened(inject('template'))
  expect(ownTables(real).map(({ name }) => name)).toEqual(expect.arrayContaining(['users', 'user_entry', 'codes', 'changes']))
  expect(notStrict(real)).toEqual([])
})

it('has an index for every foreign key', () => {
  const bare = opened(':memory:')
  bare.exec(
    `CREATE TABLE users (id integer PRIMARY KEY); CREATE TABLE a (u REFERENCES users(id)); CREATE TABLE b (u REFERENCES users(id));
     CREATE TABLE c (u integer PRIMARY KEY REFERENCES users(id)); CREATE INDEX b_u ON b (u); CREATE INDEX a_u ON a (u) WHERE u = 1;
     CREATE TABLE d (u REFERENCES users(id)); CREATE INDEX d_u ON d (u) WHERE "u" is not null`,
  )
  expect(withoutIndex(bare)).toEqual(['a.u'])
  const real = opened(inject('template'))
  expect(real.prepare("SELECT count(*) FROM pragma_foreign_key_list('emails')").pluck().get()).toBe(1)
  expect(withoutIndex(real)).toEqual([])
})

it('refuses a row that points to nobody', async () => {
  const db = testDatabase()
  const write = db.write(async (tx) => void (await tx.insert(preferences).values({ userId: 4711, shortcuts: true })))
  await expect(write).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT_FOREIGNKEY' })
})

it('holds record type, account type and status to their values', () => {
  const checks = opened(inject('template')).prepare("SELECT sql FROM sqlite_master WHERE name = 'users'").pluck().get() as string
  for (const name of ['users_record_type', 'users_account_type', 'users_status']) expect(checks).toContain(`"${name}" CHECK`)
})
