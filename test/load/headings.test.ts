import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { commandActor } from '#sign-in/actor.ts'
import { testDatabase, testFolder } from '#test/database.ts'
import { users } from '#users/users.table.ts'
import { loadFile } from '../../src/load/load.ts'
import { clock, loaded, usersIn } from './files.ts'

const headed = (headings: string) => `${headings}\n${headings.replace(/[^,]+/g, 'x')}\n`
const mandatory = 'primary_id,first_name,last_name'

// Typed from the issue: the names of the catalogue, in the standard's spelling.
const known = [
  'record_type',
  'first_name',
  'middle_name',
  'last_name',
  'primary_id',
  'pref_first_name',
  'pref_middle_name',
  'pref_last_name',
  'title',
  'gender',
  'birth_date',
  'user_group',
  'job_category',
  'job_description',
  'preferred_language',
  'website',
  'cataloger_level',
  'campus',
  'resource_sharing_libraries',
  'library_notices',
  'status',
  'expiry_date',
  'purge_date',
  'email',
  'phone',
  'address_line1',
  'address_line2',
  'address_line3',
  'address_line4',
  'address_line5',
  'city',
  'state_province',
  'postal_code',
  'country',
  'barcode',
  'note',
]

describe('headings that refuse the file', () => {
  it.each([
    ['shoe_size', 'The heading "shoe_size" is not a column that can be loaded.'],
    ['password', 'The heading "password" is not a column that can be loaded.'],
    ['pin', 'The heading "pin" is not a column that can be loaded.'],
    ['role', 'The heading "role" is not a column that can be loaded.'],
    ['roles', 'The heading "roles" is not a column that can be loaded.'],
    ['user_roles', 'The heading "user_roles" is not a column that can be loaded.'],
    ['account_type', 'The heading "account_type" is not a column that can be loaded.'],
    ['source', 'The heading "source" is not a column that can be loaded.'],
    ['external_id', 'The heading "external_id" is not a column that can be loaded.'],
    ['id', 'The heading "id" is not a column that can be loaded.'],
    ['version', 'The heading "version" is not a column that can be loaded.'],
    ['constructor', 'The heading "constructor" is not a column that can be loaded.'],
    ['', 'The heading "" is not a column that can be loaded.'],
    ['last_name', 'The heading last_name stands there twice.'],
    ['Last_Name ', 'The heading last_name stands there twice.'],
    ['user_title,title', 'The heading title stands there twice.'],
  ])('%j, and the known ones are listed', async (heading, words) => {
    const db = testDatabase()
    const content = headed(`${mandatory},${heading}`)
    const error = await loaded(content, { db }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ status: 422, message: expect.stringContaining(words) })
    const listed = /Known ones: (.*)\.$/.exec((error as Error).message)?.[1]?.split(', ')
    expect(listed?.sort()).toEqual([...known].sort())
    expect(await usersIn(db)).toEqual([])
  })

  it('tell all that is wrong at once, the mandatory ones that are missing too', async () => {
    const error = await loaded(headed('first_name,shoe_size,pin,first_name')).catch((thrown: unknown) => thrown)
    expect((error as Error).message.split('\n').slice(0, -1)).toEqual([
      'The heading "shoe_size" is not a column that can be loaded.',
      'The heading "pin" is not a column that can be loaded.',
      'The heading first_name stands there twice.',
      'The file lacks the mandatory columns last_name, primary_id.',
    ])
  })
})

describe('headings that are taken', () => {
  it('may be all that are known', async () => {
    const columns = known.filter((name) => /name|primary_id|line|city|description|website|note/.test(name))
    expect(await loaded(headed(columns.join(',')))).toMatchObject({ created: 1, refused: 0 })
  })

  it('may stand in any letter case, order and quoting, with blanks round them', async () => {
    expect(await loaded('\ufeff"Last_Name", FIRST_NAME,primary_ID\r\nMüller,Ana,am1\r\n')).toMatchObject({
      created: 1,
      refused: 0,
    })
  })

  it('may be called as the standard calls them', async () => {
    const { db, created } = await loaded(`${mandatory},user_title,web_site_url\nam1,Ana,Müller,DR,example.org\n`)
    expect(created).toBe(1)
    const [user] = await db.read.select().from(users)
    expect(user).toMatchObject({ title: 'DR', website: 'example.org' })
  })
})

describe('files that cannot be loaded at all', () => {
  it.each<[string, string | Buffer, string]>([
    ['empty', '', 'The file has no first line that names its columns.'],
    ['blank lines alone', '\n\n  \n', 'The file has no first line that names its columns.'],
    ['a byte-order mark alone', '\ufeff', 'The file has no first line that names its columns.'],
    ['a quote that is never closed at once', '"primary_id,first_name\n', 'The file has no first line that names its columns.'],
    ['another separator', `${mandatory.replaceAll(',', ';')}\nam1;Ana;Müller\n`, 'is not a column that can be loaded.'],
    [
      'another coding of letters',
      Buffer.from(`${mandatory}\nam1,Ana,Müller\n`, 'utf16le'),
      'is not a column that can be loaded.',
    ],
    ['not a table', Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 0x0a]), 'is not a column that can be loaded.'],
  ])('%s', async (_what, content, words) => {
    const error = await loaded(content).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ status: 422, message: expect.stringContaining(words) })
  })

  it('a folder', async () => {
    const folder = join(testFolder(), 'people.csv')
    mkdirSync(folder)
    const options = { dryRun: false, onRefused: () => {}, onProgress: () => {} }
    const load = loadFile(testDatabase(), commandActor('people.csv', clock, 'file'), folder, options)
    await expect(load).rejects.toMatchObject({ status: 422, message: expect.stringContaining('The file cannot be read') })
  })

  it('headings alone create nobody, and nothing is refused', async () => {
    expect(await loaded(`${mandatory}\n`)).toMatchObject({ created: 0, refused: 0, cells: [] })
  })
})
