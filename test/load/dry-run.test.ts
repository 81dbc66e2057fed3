import { getTableName } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import type { Db } from '#platform/db/database.ts'
import { testDatabase } from '#test/database.ts'
import { emails } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { takenIdentifiers, users } from '#users/users.table.ts'
import { countEntries } from '../search-index/entries.ts'
import { csv, loaded, usersIn } from './files.ts'

const tables = [users, takenIdentifiers, identifiers, emails, userRoles, changes]
async function rowCounts(db: Db) {
  const counts: Record<string, number> = {}
  for (const table of tables) counts[getTableName(table)] = await db.read.$count(table)
  const entries = await countEntries(db.read, { text: '', index: 'all' }, 100)
  return { ...counts, entries: [...entries.values()].reduce((sum, n) => sum + n, 0) }
}
const files: [what: string, content: string][] = [
  ['good rows', csv('barcode', 'a1,Ana,Lee,B1', 'a2,Ben,Lee,B2')],
  ['a barcode twice', csv('barcode', 'a1,Ana,Lee,B1', 'a2,Ben,Lee,b1', 'a3,Cid,Lee,A1')],
  ['a primary identifier twice', csv('barcode', 'a1,Ana,Lee,', 'A1,Ben,Lee,', 'a3,Cid,Lee,')],
  ['one value twice on one user', csv('barcode', '0012,Ana,Lee,0012', 'a2,Ben,Lee,')],
  ['an identifier of a row that was refused', csv('email', 'a1,Ana,Lee,nobody', 'a1,Ana,Lee,ana@example.org')],
  ['a barcode of a contact that was refused', csv('record_type,barcode', 'a1,Ana,Lee,CONTACT,B1', 'a2,Ben,Lee,,B1')],
  ['a taken identifier and a bad address in one row', csv('email', 'a1,Ana,Lee,', 'a1,Ben,Lee,nobody')],
  ['cells that are refused', csv('user_group', 'a1,Ana,Lee,WIZARD', 'a2,Ben', 'a3,,Lee,', 'a4,Dan,Lee,')],
  ['a quote that is never closed', csv('city', 'a1,Ana,Lee,', 'a2,"Ben,Lee,', 'a3,Cid,Lee,')],
]

describe('a dry run', () => {
  it.each(files)('of a file with %s writes nothing and finds what a load finds', async (_what, content) => {
    const db = testDatabase()
    const before = await rowCounts(db)
    const rehearsed = await loaded(content, { db, dryRun: true })
    expect(await rowCounts(db)).toEqual(before)
    const real = await loaded(content, { db })
    expect([rehearsed.created, rehearsed.refused]).toEqual([real.created, real.refused])
    expect(rehearsed.places).toEqual(real.places)
    expect(real.created + real.refused).toBeGreaterThan(0)
  })

  it('names the line of the row that has the identifier', async () => {
    const rows = ['a1,Ana,Lee,B1', 'a2,Ben,Lee,b1']
    const { cells } = await loaded(csv('barcode', ...Array.from({ length: 1000 }, () => ''), ...rows), { dryRun: true })
    const message = 'b1 already belongs to the user on line 1002 of this file. Choose another.'
    expect(cells).toEqual([{ line: 1003, column: 'barcode', value: 'b1', message }])
  })

  it('finds who is there already', async () => {
    const db = testDatabase()
    await loaded(csv('city', 'a1,Ana,Lee,'), { db })
    const { places, created } = await loaded(csv('city', 'a1,Ana,Lee,', 'a2,Ben,Lee,'), { db, dryRun: true })
    expect([created, places]).toEqual([1, [[2, 'primary_id', 'a1']]])
  })
})

describe('a second load', () => {
  it('refuses all who are there, and changes nothing', async () => {
    const db = testDatabase()
    const content = csv('barcode', 'a1,Ana,Lee,B1', 'a2,Ben,Lee,', 'a3,Cid,Lee,B3')
    expect(await loaded(content, { db })).toMatchObject({ created: 3, refused: 0 })
    const before = await rowCounts(db)
    const again = await loaded(content, { db })
    expect([again.created, again.refused]).toEqual([0, 3])
    expect(again.places).toEqual([
      [2, 'primary_id', 'a1'],
      [3, 'primary_id', 'a2'],
      [4, 'primary_id', 'a3'],
    ])
    expect(await rowCounts(db)).toEqual(before)
    expect(await usersIn(db)).toEqual(['a1', 'a2', 'a3'])
  })

  it('creates those who came to the file since', async () => {
    const db = testDatabase()
    await loaded(csv('city', 'a1,Ana,Lee,'), { db })
    expect(await loaded(csv('city', 'a1,Ana,Lee,', 'a2,Ben,Lee,'), { db })).toMatchObject({ created: 1, refused: 1 })
  })
})
