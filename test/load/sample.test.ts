import { describe, expect, it } from 'vitest'
import { defaultSeed, type SampleUser, sampleSize, sampleUsers } from '../../src/load/sample/sample-users.ts'

const today = '2026-03-01'
const people = (count: number, seed = defaultSeed) => [...sampleUsers({ count, seed, today })]
const many = people(20_000)

const ofType = (recordType: string) => many.filter((user) => user.fields.record_type === recordType)
const values = (user: SampleUser) => [user.fields.primary_id ?? '', ...user.identifiers.map((identifier) => identifier.value)]
const barcodes = (user: SampleUser) => user.identifiers.filter((identifier) => identifier.type === 'BARCODE')
const share = (users: SampleUser[], holds: (user: SampleUser) => unknown) => users.filter(holds).length / users.length
const names = ({ fields }: SampleUser) => [fields.first_name, fields.middle_name, fields.last_name].join(' ')
const lists = (user: SampleUser) => [user.identifiers, user.addresses, user.emails, user.phones, user.notes]

describe('the same for the same seed', () => {
  it('gives the same people again', () => expect(people(sampleSize)).toEqual(people(sampleSize)))

  it('does not change a person when more are asked for', () => expect(people(sampleSize)).toEqual(many.slice(0, sampleSize)))

  it('gives other identifiers for another seed', () => {
    const ours = new Set(many.flatMap(values))
    expect(
      people(20_000, 2)
        .flatMap(values)
        .filter((value) => ours.has(value)),
    ).toEqual([])
  })
})

describe('uniqueness', () => {
  it('gives no identifier to two people, in either letter case', () => {
    const all = many.flatMap(values).map((value) => value.toLowerCase())
    expect(new Set(all).size).toBe(all.length)
  })

  it('gives no e-mail address to two people', () => {
    const all = many.flatMap((user) => user.emails.map((email) => email.address))
    expect(new Set(all).size).toBe(all.length)
  })
})

describe('what a person holds', () => {
  it('comes to between 8 and 9 rows', () => {
    const users = [...ofType('PUBLIC'), ...ofType('STAFF')]
    const rows = users.flatMap(lists).flat().length + users.length + ofType('PUBLIC').length
    expect(rows / users.length).toBeGreaterThan(8)
    expect(rows / users.length).toBeLessThan(9)
  })

  it('has a barcode of 14 digits with a valid check digit', () => {
    const users = [...ofType('PUBLIC'), ...ofType('STAFF')]
    expect(users.filter((user) => barcodes(user).length === 0)).toEqual([])
    const written = users.flatMap(barcodes).map((barcode) => barcode.value)
    expect(written.filter((value) => !/^2\d{13}$/.test(value) || luhnSum(value) % 10 !== 0)).toEqual([])
  })

  it('keeps a lost card as an inactive barcode for a few', () => {
    const lost = many.flatMap((user) => user.identifiers).filter((identifier) => identifier.status === 'INACTIVE')
    expect(lost.length / many.length).toBeCloseTo(0.02, 2)
    expect(new Set(lost.map((identifier) => identifier.note))).toEqual(new Set(['Lost card']))
  })

  it('is trimmed, filled and short enough everywhere', () => {
    const texts = many.flatMap(allTexts)
    expect(
      texts.filter((text) => text === '' || text !== text.trim() || text.length > 255 || /[{}]|undefined|NaN/.test(text)),
    ).toEqual([])
  })

  it('stays within made-up e-mail domains', () => {
    const domains = many.flatMap((user) => user.emails.map((email) => email.address.split('@')[1] ?? ''))
    expect(domains.filter((domain) => !/(^|\.)example(\.edu|\.org)?$/.test(domain))).toEqual([])
  })

  it('writes logins and e-mail addresses in plain letters', () => {
    const written = many.flatMap((user) => [user.fields.primary_id ?? '', ...user.emails.map((email) => email.address)])
    expect(written.filter((text) => !/^[a-z0-9._@]+$/.test(text))).toEqual([])
  })
})

describe('blocks', () => {
  it('stop a few readers, today at least', () => {
    const blocks = many.flatMap((user) => user.blocks)
    expect(share(ofType('PUBLIC'), (user) => user.blocks.length > 0)).toBeCloseTo(0.015, 2)
    expect(blocks.filter(({ expiryDate = today }) => expiryDate < today)).toEqual([])
    expect([...ofType('STAFF'), ...ofType('CONTACT')].flatMap((user) => user.blocks)).toEqual([])
  })
})

describe('record types', () => {
  it('gives contacts neither group nor identifiers nor birth date nor job', () => {
    const contacts = ofType('CONTACT')
    expect(contacts.length).toBeGreaterThan(0)
    expect(contacts.flatMap((user) => user.identifiers)).toEqual([])
    const absent = ['user_group', 'birth_date', 'job_category']
    expect(contacts.filter(({ fields }) => absent.some((field) => field in fields))).toEqual([])
  })

  it('gives jobs to staff alone', () => {
    expect(share(ofType('STAFF'), ({ fields }) => fields.job_category)).toBe(1)
    expect(share(ofType('PUBLIC'), ({ fields }) => fields.job_category)).toBe(0)
  })

  it('purges after the expiry, never before', () => {
    const purged = many.filter(({ fields }) => fields.purge_date)
    expect(purged.filter(({ fields }) => !((fields.purge_date ?? '') > (fields.expiry_date ?? '9999')))).toEqual([])
  })
})

describe('variety', () => {
  it.each(['Latin', 'Han', 'Hiragana', 'Hangul', 'Cyrillic', 'Greek', 'Arabic', 'Hebrew', 'Devanagari'])(
    'has names in %s',
    (script) => {
      const written = new RegExp(`\\p{Script=${script}}`, 'u')
      expect(many.some((user) => written.test(names(user)))).toBe(true)
    },
  )

  it.each([
    ['staff', 0.02, (user: SampleUser) => user.fields.record_type === 'STAFF'],
    ['contacts', 0.01, (user: SampleUser) => user.fields.record_type === 'CONTACT'],
    ['a letter beyond ASCII', 0.2, (user: SampleUser) => /\P{ASCII}/u.test(names(user))],
    ['another script', 0.06, (user: SampleUser) => /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(names(user))],
    ['Smith', 0.01, (user: SampleUser) => user.fields.last_name === 'Smith'],
    ['a middle name', 0.3, (user: SampleUser) => user.fields.middle_name],
    ['a preferred first name', 0.08, (user: SampleUser) => user.fields.pref_first_name],
    ['a title', 0.3, (user: SampleUser) => user.fields.title],
    ['a gender', 0.6, (user: SampleUser) => user.fields.gender],
    ['a birth date', 0.7, (user: SampleUser) => user.fields.birth_date],
    ['an expiry date', 0.89, (user: SampleUser) => user.fields.expiry_date],
    ['a purge date', 0.3, (user: SampleUser) => user.fields.purge_date],
    ['active', 0.92, (user: SampleUser) => user.fields.status === 'ACTIVE'],
    ['expired', 0.11, (user: SampleUser) => (user.fields.expiry_date ?? today) < today],
  ])('%s: a share of %f', (_what, expected, holds) => {
    expect(Math.abs(share(many, holds) - expected)).toBeLessThan(0.004 + expected * 0.05)
  })

  it('has family names by the thousand', () => {
    expect(new Set(many.map(({ fields }) => fields.last_name)).size).toBeGreaterThan(4000)
  })
})

const luhnSum = (digits: string) =>
  [...digits]
    .reverse()
    .reduce((sum, digit, place) => sum + [...String(Number(digit) * (1 + (place % 2)))].reduce((a, b) => a + Number(b), 0), 0)

function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(allTexts) : []
}
