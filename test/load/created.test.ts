import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { changesOf } from '#history/history.queries.ts'
import type { Db } from '#platform/db/database.ts'
import { findEntries } from '#search-index/search-index.ts'
import { addresses, emails, phones } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { notes } from '#users/notes/notes.table.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'
import { csv, loaded } from './files.ts'

const userNamed = async (db: Db, primaryId: string) => {
  const [user] = await db.read.select().from(users).where(eq(users.primaryId, primaryId))
  if (!user) throw new Error(`No user ${primaryId}`)
  return user
}
const every = 'record_type,email,phone,address_line1,city,barcode,note'
const cells = 'ana@example.org,+43 1,Rue 1,Paris'

describe('a new user', () => {
  it('is Public, Internal and Active where nothing was said, with the default codes', async () => {
    const { db } = await loaded('primary_id,first_name,last_name\n am1 , Ana ,Müller\n')
    expect(await userNamed(db, 'am1')).toMatchObject({
      firstName: 'Ana',
      lastName: 'Müller',
      recordType: 'PUBLIC',
      accountType: 'INTERNAL',
      status: 'ACTIVE',
      statusDate: '2026-11-22',
      preferredLanguage: 'en',
      catalogerLevel: '00',
      userGroup: null,
      expiryDate: null,
      version: 1,
    })
  })

  it.each([
    ['PUBLIC', ['home'], ['mobile'], ['personal'], [200]],
    ['STAFF', ['work'], ['office'], ['work'], []],
    ['CONTACT', ['order'], ['orderPhone'], ['orderMail'], []],
  ])(
    'of type %s has its contact types, the first row preferred, and Patron only if Public',
    async (type, home, mobile, personal, roles) => {
      const { db, refused } = await loaded(csv(every, `am1,Ana,Müller,${type},${cells},,`))
      expect(refused).toBe(0)
      expect(await db.read.select().from(addresses)).toMatchObject([
        { line1: 'Rue 1', city: 'Paris', types: home, preferred: true },
      ])
      expect(await db.read.select().from(phones)).toMatchObject([{ number: '+43 1', types: mobile, preferred: true }])
      expect(await db.read.select().from(emails)).toMatchObject([
        { address: 'ana@example.org', types: personal, preferred: true },
      ])
      const held = await db.read.select().from(userRoles)
      expect(held.map(({ role, scope, status }) => [role, scope, status])).toEqual(
        roles.map((role) => [role, 'INSTITUTION', 'ACTIVE']),
      )
    },
  )

  it('has the barcode as an active identifier, the note as one that does not pop up', async () => {
    const { db } = await loaded(csv(every, `am1,Ana,Müller,,${cells},0012,"Lost card,\r\ntwice"`))
    expect(await db.read.select().from(identifiers)).toMatchObject([{ type: 'BARCODE', value: '0012', status: 'ACTIVE' }])
    expect(await db.read.select().from(notes)).toMatchObject([
      { type: 'OTHER', text: 'Lost card,\ntwice', popup: false, userViewable: false, createdBy: 'Command line' },
    ])
  })

  it('has no rows of what the file leaves empty', async () => {
    const { db } = await loaded(csv(every, 'am1,Ana,Müller,,,,,,,'))
    for (const table of [addresses, phones, emails, identifiers, notes]) expect(await db.read.select().from(table)).toEqual([])
  })

  it('may have its barcode as primary identifier too', async () => {
    expect(await loaded(csv('barcode', '0012,Ana,Müller,0012'))).toMatchObject({ created: 1, refused: 0 })
  })

  it('is found by a search, and its history names the file', async () => {
    const { db } = await loaded(csv(every, `am1,Ana,Müller,,${cells},0012,`))
    const { id } = await userNamed(db, 'am1')
    const page = { limit: 10, offset: 0, descending: false }
    for (const text of ['muller ana', '0012', 'am1', 'ana@example.org', '+431'])
      expect(await findEntries(db.read, { text, index: 'all' }, page)).toEqual([id])
    const [act, ...older] = await changesOf(db.read, 'user', id, { limit: 10, offset: 0 })
    expect(older).toEqual([])
    expect(act).toMatchObject({
      action: 'created',
      door: 'file',
      doorDetail: 'people.csv',
      actorName: 'Command line',
      actorId: null,
    })
    const told = act?.items.map(({ part, field, after }) => `${part}.${field} ${after}`)
    expect(told).toEqual(
      expect.arrayContaining(['general.lastName Müller', 'identifier.value 0012', 'email.address ana@example.org']),
    )
  })

  it('takes 255 letters, as people count them', async () => {
    const long = '😀'.repeat(255)
    const { db } = await loaded(csv('middle_name', `am1,Ana,Müller,${long}`))
    expect((await userNamed(db, 'am1')).middleName).toBe(long)
  })
})

describe('a column of codes', () => {
  it.each([
    ['user_group', 'UNDERGRAD', 'userGroup', 'UNDERGRAD'],
    ['user_group', 'Undergraduate student', 'userGroup', 'UNDERGRAD'],
    ['user_group', 'undergraduate STUDENT', 'userGroup', 'UNDERGRAD'],
    ['title', 'Prof.', 'title', 'PROF'],
    ['gender', 'female', 'gender', 'FEMALE'],
    ['preferred_language', 'Norwegian', 'preferredLanguage', 'no'],
    ['record_type', 'Staff', 'recordType', 'STAFF'],
    ['status', 'inactive', 'status', 'INACTIVE'],
  ])('%s takes %j by its code or its description', async (column, cell, field, value) => {
    const { db, cells } = await loaded(csv(column, `am1,Ana,Müller,${cell}`))
    expect(cells).toEqual([])
    expect(await userNamed(db, 'am1')).toMatchObject({ [field]: value })
  })

  it('takes a country by its three letters or its name, a job by its description for Staff', async () => {
    const columns = 'record_type,job_category,address_line1,city,country'
    const { db, created } = await loaded(csv(columns, 'a1,Ana,Lee,STAFF,Systems,R 1,Wien,AUT', 'a2,Ben,Lee,,,R 1,Wien,Austria'))
    expect(created).toBe(2)
    expect((await db.read.select().from(addresses)).map(({ country }) => country)).toEqual(['AUT', 'AUT'])
    expect((await userNamed(db, 'a1')).jobCategory).toBe('SYSTEMS')
  })
})
