import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { codesOf, describer, settingOf } from '#code-tables/code-tables.queries.ts'
import { codes, settingValues } from '#code-tables/code-tables.table.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { seedCodes } from '#code-tables/seed.ts'
import { changeSetting } from '#code-tables/settings.ts'
import { fixedClock } from '#platform/clock.ts'
import { testDatabase } from '#test/database.ts'
import { setUpActor } from '#test/people.ts'

const shown = async (table: CodeTable) => [...(await codesOf(testDatabase().read, table)).values()]
const texts = async (table: CodeTable) => (await shown(table)).map(({ code, description }) => `${code} ${description}`)

// Typed from the issue and from DOMAIN.md 6.2.
const shipped: Partial<Record<CodeTable, string[]>> = {
  UserGroups: [
    'UNDERGRAD Undergraduate student',
    'POSTGRAD Postgraduate student',
    'FACULTY Faculty',
    'STAFF Library staff',
    'ADMINSTAFF Administrative staff',
    'ALUMNI Alumni',
    'COMMUNITY Community member',
  ],
  JobTitles: [
    'CATALOGER Cataloger',
    'CIRCULATION Circulation',
    'ACQUISITIONS Acquisitions',
    'REFERENCE Reference',
    'SYSTEMS Systems',
    'MANAGEMENT Management',
  ],
  UserTitles: ['MR Mr.', 'MS Ms', 'MX Mx', 'DR Dr', 'PROF Prof.'],
  Genders: ['FEMALE Female', 'MALE Male'],
  UserPreferredLanguage: ['en English', 'no Norwegian'],
  CatalogerLevel: ['00 Default level'],
  NoteTypes: [
    'POPUP General',
    'ADDRESS Address',
    'BARCODE Barcode',
    'CIRCULATION Circulation',
    'ERP ERP',
    'LIBRARY Library',
    'OTHER Other',
    'REGISTAR Registrar',
  ],
  UserBlockTypes: ['GENERAL General', 'LOAN Loan', 'USER User'],
  LibraryNotices: ['FulUserBorrowingActivityLetter Borrowing activity'],
  Libraries: [],
  CirculationDesks: [],
}
const onlyCodes: Partial<Record<CodeTable, [people: string[], contacts: string[]]>> = {
  UserAddressTypes: [
    ['home', 'work', 'school', 'alternative'],
    ['billing', 'claim', 'order', 'payment', 'returns', 'shipping'],
  ],
  UserPhoneTypes: [
    ['home', 'office', 'mobile'],
    ['claimPhone', 'orderPhone', 'paymentPhone', 'returnsPhone'],
  ],
  UserEmailTypes: [
    ['personal', 'work', 'school', 'alternative'],
    ['claimMail', 'orderMail', 'paymentMail', 'queries', 'returnsMail'],
  ],
  UserIdentifierTypes: [['BARCODE', 'INST_ID', 'UNIV_ID', '01', '02', 'OTHER_ID_1', 'OTHER_ID_2', 'FACEBOOK'], []],
}

describe('the codes of a new library', () => {
  it.each(Object.entries(shipped) as [CodeTable, string[]][])('%s', async (table, expected) => {
    expect(await texts(table)).toEqual(expected)
  })

  it.each(Object.entries(onlyCodes) as [CodeTable, [string[], string[]]][])('%s, by record type', async (table, expected) => {
    const all = await shown(table)
    const open = (recordType: string) => all.filter((code) => mayBeChosen(code, recordType)).map(({ code }) => code)
    expect([open('PUBLIC'), open('STAFF'), open('CONTACT')]).toEqual([expected[0], expected[0], expected[1]])
  })

  it('open groups to Staff and Public, job categories to Staff, titles to all', async () => {
    const open = async (table: CodeTable, recordType: string) =>
      (await shown(table)).filter((code) => mayBeChosen(code, recordType)).length
    const types = ['STAFF', 'PUBLIC', 'CONTACT']
    expect(await Promise.all(types.map((type) => open('UserGroups', type)))).toEqual([7, 7, 0])
    expect(await Promise.all(types.map((type) => open('JobTitles', type)))).toEqual([6, 0, 0])
    expect(await Promise.all(types.map((type) => open('UserTitles', type)))).toEqual([5, 5, 5])
  })

  it('have a default where the standard names one', async () => {
    const db = testDatabase()
    const rows = await db.read.select().from(codes)
    const standard = rows.filter(({ isDefault }) => isDefault).map(({ tableName, code }) => `${tableName} ${code}`)
    expect(standard.sort()).toEqual(['CatalogerLevel 00', 'UserBlockTypes GENERAL', 'UserPreferredLanguage en'])
    expect(rows.filter(({ enabled }) => !enabled)).toEqual([])
  })

  it('hold the countries of ISO 3166 by three letters, in the order of their names', async () => {
    const rows = await shown('CountryCodes')
    expect(rows.length).toBeGreaterThanOrEqual(249)
    expect(rows.filter(({ code }) => !/^[A-Z]{3}$/.test(code))).toEqual([])
    expect(rows.filter(({ description }) => description.trim() === '' || /^[A-Z]{3}$/.test(description))).toEqual([])
    const names = rows.map(({ description }) => description)
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')))
    const known = (await describer(testDatabase().read))('CountryCodes', 'AUT')
    expect(known).toBe('Austria')
  })

  it('hold nothing of one place: no code of another library', async () => {
    expect((await shown('UserGroups')).filter(({ code }) => /^\d+$/.test(code))).toEqual([])
  })
})

describe('seeding', () => {
  it('does nothing the second time, whatever the library changed', async () => {
    const db = testDatabase()
    await db.write(async (tx) => void (await tx.delete(codes).where(undefined)))
    await db.write(seedCodes)
    const first = await db.read.select().from(codes)
    await db.write(seedCodes)
    expect(await db.read.select().from(codes)).toEqual(first)
    await db.write(async (tx) => void (await tx.update(codes).set({ description: 'Renamed', enabled: false })))
    await db.write(seedCodes)
    const after = await db.read.select().from(codes)
    expect(after).toHaveLength(first.length)
    expect(new Set(after.map(({ description }) => description))).toEqual(new Set(['Renamed']))
  })
})

describe('a database of before', () => {
  it('gets the codes of tables that came later, once', async () => {
    const db = testDatabase()
    const notices = async () => [...(await codesOf(db.read, 'LibraryNotices')).keys()]
    const others = async () => (await db.read.select().from(codes)).length
    await db.write(async (tx) => {
      await tx.delete(codes).where(eq(codes.tableName, 'LibraryNotices'))
      await tx.delete(settingValues)
    })
    const before = await others()
    await db.write(seedCodes)
    expect([await notices(), await others()]).toEqual([['FulUserBorrowingActivityLetter'], before + 1])
    await db.write(async (tx) => void (await tx.delete(codes).where(eq(codes.tableName, 'LibraryNotices'))))
    await db.write(seedCodes)
    expect(await notices()).toEqual([])
  })
})

describe('codes as people read them', () => {
  it('are described, and stand for themselves where no table knows them', async () => {
    const describe = await describer(testDatabase().read)
    expect(['FACULTY', 'faculty', 'GONE', null].map((code) => describe('UserGroups', code))).toEqual([
      'Faculty',
      'faculty',
      'GONE',
      '',
    ])
  })

  it('show a changed setting at once', async () => {
    const db = testDatabase()
    expect(await settingOf(db.read, 'institution')).toBeUndefined()
    await db.write((tx) => changeSetting(tx, setUpActor(fixedClock('2026-11-22')), 'institution', 'Northfield'))
    expect(await settingOf(db.read, 'institution')).toBe('Northfield')
    await db.write((tx) => changeSetting(tx, setUpActor(fixedClock('2026-11-22')), 'institution', 'Southfield'))
    expect(await settingOf(db.read, 'institution')).toBe('Southfield')
  })
})
