import { describe, expect, it } from 'vitest'
import { everyPermission } from '#roles/permissions.ts'
import { permissionsOf } from '#roles/rights.ts'
import { permittingRoles, roleByCode, roleName, roles } from '#roles/roles.ts'

// Typed from the table "Who may what" of DOMAIN.md, its columns in the same order; never to be derived from the code.
const columns = [26, 50, 21, 221, 32, 9001, 9002]
const table: [permission: string, held: string][] = [
  ['see users', '✓✓✓✓✓✓✓'],
  ['see notes', '✓✓✓✓✓✓✓'],
  ['see history', '✓✓✓✓---'],
  ['edit users', '✓✓✓✓✓--'],
  ['edit identifiers', '✓✓✓✓✓--'],
  ['edit notes', '✓✓✓✓✓✓-'],
  ['place and lift blocks', '✓✓✓✓✓✓-'],
  ['reset passwords', '✓✓✓✓---'],
  ['manage roles', '✓✓✓----'],
  ['delete and restore users', '✓✓✓----'],
  ['export and change many', '✓✓✓----'],
  ['synchronise', '✓✓-----'],
  ['configure', '✓✓-----'],
  ['see activity', '✓✓-----'],
  ['run the system', '✓------'],
]

const names: [code: number, name: string][] = [
  [26, 'General System Administrator'],
  [50, 'User Administrator'],
  [21, 'User Manager'],
  [221, 'Circulation Desk Manager'],
  [32, 'Circulation Desk Operator'],
  [9001, 'Circulation Desk Operator – Limited'],
  [9002, 'Fulfillment Services Operator'],
  [200, 'Patron'],
  [0, 'Deposit Manager'],
  [204, 'Cataloger'],
  [233, 'API User Information Read'],
  [234, 'API User Information Write'],
  [428, 'Printout Queue Manager'],
]

// The other roles of DOMAIN.md 4.5 whose number is confirmed.
const confirmed = [
  0, 1, 2, 12, 21, 26, 29, 32, 33, 34, 36, 37, 41, 44, 46, 47, 48, 50, 51, 52, 54, 55, 58, 200, 204, 208, 209, 210, 214, 215, 217,
  221, 223, 224, 225, 226, 227, 228, 229, 231, 232, 233, 234, 235, 236, 238, 239, 244, 247, 248, 250, 301, 372, 428,
]

const unconfirmed = [
  'Acquisitions Administrator',
  'Receiving Operator Limited',
  'Catalog Manager',
  'Catalog Administrator',
  'Repository Administrator',
  'Course Reserves Operator',
  'Instructor',
  'Trial Participant',
  'Design Analytics',
  'Analytics Administrator',
  'Selector Limited',
  'Super Selector',
  'Rialto Manager',
  'Rialto Administrator',
  'Leganto Course Operator',
  'Leganto Interface Administrator',
  'Research Asset Manager',
  'Researcher Manager',
]

describe('who may what', () => {
  it.each(table)('%s: %s', (permission, held) => {
    const permitted = columns.map((code) => roleByCode(code)?.permits.map(String).includes(permission))
    expect(permitted).toEqual([...held].map((mark) => mark === '✓'))
  })

  it('knows no other permission', () => {
    expect([...everyPermission].sort()).toEqual(table.map(([permission]) => permission).sort())
  })

  it('lets every other role permit nothing', () => {
    expect(roles.filter(({ code, permits }) => permits.length > 0 && !columns.includes(code))).toEqual([])
    expect([...permittingRoles].sort()).toEqual([...columns].sort())
  })
})

describe('the catalogue of roles', () => {
  it('gives each number and each name once', () => {
    expect(new Set(roles.map(({ code }) => code)).size).toBe(roles.length)
    expect(new Set(roles.map(({ name }) => name)).size).toBe(roles.length)
  })

  it('holds the confirmed numbers, and from 9001 on those that are not', () => {
    const codes = roles.map(({ code }) => code)
    expect(codes.filter((code) => code < 9000).sort((one, other) => one - other)).toEqual(confirmed)
    expect(roles.filter(({ code }) => code >= 9003).map(({ code, name }) => [code, name])).toEqual(
      unconfirmed.map((name, position) => [9003 + position, name]),
    )
  })

  it.each(names)('%i is the %s', (code, name) => expect(roleName(code)).toBe(name))

  it('shows the number of a role that it does not know', () => {
    expect(roleByCode(4711)).toBeUndefined()
    expect(roleName(4711)).toBe('4711')
  })
})

describe('roles that a person holds', () => {
  const today = '2026-11-22'
  const held = (role: number, given: { status?: string; expiryDate?: string | null } = {}) => ({
    role,
    scope: 'INSTITUTION',
    status: 'ACTIVE',
    expiryDate: null,
    ...given,
  })
  const permitted = (...roles: ReturnType<typeof held>[]) => [...permissionsOf(roles, today)]

  it('permit together what each permits', () => {
    expect(permitted(held(9002), held(200))).toEqual(['see users', 'see notes'])
    expect(permitted(held(9002), held(9001)).sort()).toEqual(['edit notes', 'place and lift blocks', 'see notes', 'see users'])
  })

  it('count to the end of their last day, and only while active', () => {
    expect(permitted(held(9002, { expiryDate: today }))).toHaveLength(2)
    expect(permitted(held(9002, { expiryDate: '2026-11-21' }))).toEqual([])
    expect(permitted(held(26, { status: 'INACTIVE' }))).toEqual([])
  })

  it('permit nothing when nobody knows them', () => expect(permitted(held(4711), held(200), held(204))).toEqual([]))
})
