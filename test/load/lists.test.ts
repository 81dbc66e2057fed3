import { expect, it } from 'vitest'
import { testDatabase } from '#test/database.ts'
import { users } from '#users/users.table.ts'
import { addCodes } from '../code-tables/lists.ts'
import { csv, loaded } from './files.ts'

async function library() {
  const db = testDatabase()
  await addCodes(db, 'Campuses', ['NORTH North campus'])
  await addCodes(db, 'ResourceSharingLibraries', ['MAIN Main library', 'MED Medical library'])
  await addCodes(db, 'LibraryNotices', ['DUE Due dates'])
  return db
}

it.each(['campus,resource_sharing_libraries,library_notices', 'campus_code,rs_library,library_notice'])(
  'takes the columns %s: one campus, lists parted by semicolons, codes or descriptions',
  async (columns) => {
    const db = await library()
    const { created } = await loaded(csv(columns, 'a1,Ana,Lee,North campus,MAIN; medical library;,DUE;DUE', 'a2,Ben,Lee,,,'), {
      db,
    })
    expect(created).toBe(2)
    expect(await db.read.select().from(users)).toMatchObject([
      { campus: 'NORTH', resourceSharingLibraries: ['MAIN', 'MED'], libraryNotices: ['DUE'] },
      { campus: null, resourceSharingLibraries: null, libraryNotices: null },
    ])
  },
)

it('refuses what is not in the list, and what a contact cannot have, naming the column', async () => {
  const db = await library()
  const file = csv('record_type,campus,library_notices', 'a1,Ana,Lee,,WEST,DUE;SPAM', 'a2,Ben,Lee,CONTACT,,DUE')
  const { places } = await loaded(file, { db })
  expect(places).toEqual([
    [2, 'campus', 'WEST'],
    [2, 'library_notices', 'DUE;SPAM'],
    [3, 'library_notices', 'DUE'],
  ])
})
