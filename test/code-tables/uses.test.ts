import { expect, it } from 'vitest'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { usesIn, usesOf } from '#code-tables/code-uses.queries.ts'
import { usesInWords } from '#code-tables/code-uses.ts'
import { addCode } from '#code-tables/codes.ts'
import { changeSetting } from '#code-tables/settings.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { notes } from '#users/notes/notes.table.ts'
import { assignmentRules, roleProfiles, userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'

async function library() {
  const app = await testApp()
  const actor = setUpActor(app.clock)
  const { db } = app
  const add = (table: CodeTable, code: string, parent: string | null = null) =>
    db.write((tx) => addCode(tx, actor, table, { code, description: code, parent }))
  const words = async (table: CodeTable, code: string) => {
    const [page, act] = [(await usesIn(db.read, table)).get(code) ?? [], await usesOf(db.read, table, code)]
    expect(page).toEqual(act)
    return usesInWords(page)
  }
  return { ...app, actor, add, words }
}

const person = (n: number, more: object = {}) => ({
  values: { primaryId: `p${n}`, firstName: 'Pia', lastName: `Park ${n}`, userGroup: 'FACULTY', title: 'DR', gender: 'FEMALE' },
  ...more,
})

it('counts the users that hold a code, once each', async () => {
  const { makeUser, words, add } = await library()
  await add('StatisticalTypes', 'DEPT')
  await add('StatisticalCategories', 'LAW', 'DEPT')
  await makeUser(
    person(1, {
      emails: [
        { address: 'a@x.example', types: ['work', 'school'] },
        { address: 'b@x.example', types: ['work'] },
      ],
      addresses: [
        { line1: '1', city: 'Lund', country: 'SWE', types: ['home'] },
        { line1: '2', city: 'Lund', country: 'SWE', types: ['home'] },
      ],
      phones: [{ number: '1', types: ['mobile'] }],
      identifiers: [
        { type: 'BARCODE', value: 'b1' },
        { type: 'BARCODE', value: 'b2' },
      ],
      notes: [
        { type: 'OTHER', text: 'One' },
        { type: 'OTHER', text: 'Two' },
      ],
      blocks: [
        { type: 'GENERAL', description: '06-LOCAL' },
        { type: 'GENERAL', description: '06-LOCAL', status: 'INACTIVE' },
      ],
      statistics: [{ category: 'LAW' }],
    }),
  )
  await makeUser(person(2, { emails: [{ address: 'c@x.example', types: ['work'] }] }))
  const expected: [CodeTable, string, string][] = [
    ['UserGroups', 'FACULTY', '2 users'],
    ['UserGroups', 'ALUMNI', ''],
    ['UserTitles', 'DR', '2 users'],
    ['Genders', 'FEMALE', '2 users'],
    ['UserEmailTypes', 'work', '2 users'],
    ['UserEmailTypes', 'school', '1 user'],
    ['UserAddressTypes', 'home', '1 user'],
    ['UserPhoneTypes', 'mobile', '1 user'],
    ['CountryCodes', 'SWE', '1 user'],
    ['UserIdentifierTypes', 'BARCODE', '1 user'],
    ['NoteTypes', 'OTHER', '1 user'],
    ['UserBlockTypes', 'GENERAL', '1 user'],
    ['UserBlockTypes', 'LOAN', ''],
    ['UserBlockDescription', '06-LOCAL', '1 user'],
    ['StatisticalCategories', 'LAW', '1 user'],
  ]
  for (const [table, code, words_] of expected) expect([table, code, await words(table, code)]).toEqual([table, code, words_])
})

it('counts anew when something changed', async () => {
  const { makeUser, words } = await library()
  expect(await words('UserGroups', 'FACULTY')).toBe('')
  await makeUser(person(1))
  expect(await words('UserGroups', 'FACULTY')).toBe('1 user')
  await makeUser(person(2))
  expect(await words('UserGroups', 'FACULTY')).toBe('2 users')
})

it('counts lists on the record itself', async () => {
  const { db, makeUser, words, add } = await library()
  await add('ResourceSharingLibraries', 'NORTH')
  const user = await makeUser(person(1))
  const lists = { libraryNotices: ['FulUserBorrowingActivityLetter'], resourceSharingLibraries: ['NORTH', 'SOUTH'], campus: 'C' }
  await db.write(async (tx) => void (await tx.update(users).set(lists)))
  expect(user.id).toBeGreaterThan(0)
  expect(await words('LibraryNotices', 'FulUserBorrowingActivityLetter')).toBe('2 users')
  expect(await words('ResourceSharingLibraries', 'NORTH')).toBe('2 users')
  expect(await words('Campuses', 'C')).toBe('2 users')
})

it('counts what the configuration and the roles hold', async () => {
  const { db, actor, makeUser, words, add } = await library()
  await add('Libraries', 'MAIN')
  await add('CirculationDesks', 'FRONT', 'MAIN')
  await add('ServiceUnits', 'BACK', 'MAIN')
  const blocks = [{ type: 'GENERAL', description: '06-LOCAL', ownerLibrary: 'MAIN' }]
  const user = await makeUser(person(1, { notes: [{ type: 'OTHER', text: 'One' }], blocks }))
  await add('StatisticalTypes', 'DEPT')
  await add('StatisticalCategories', 'LAW', 'DEPT')
  const by = { authorName: 'Test', changedAt: 0 }
  await db.write(async (tx) => {
    await tx.update(notes).set({ ownerLibrary: 'MAIN' })
    const held = { role: 32, scope: 'MAIN', status: 'ACTIVE', parameters: { CirculationDesk: 'FRONT' } }
    await tx.insert(userRoles).values({ ...held, userId: user.id })
    const roles = [
      { role: 32, scope: 'MAIN', parameters: { ServiceUnit: 'BACK' } },
      { role: 221, scope: 'MAIN' },
    ]
    const [profile] = await tx
      .insert(roleProfiles)
      .values({ ...by, name: 'Desk', roles })
      .returning({ id: roleProfiles.id })
    const rule = { ...by, name: 'R', position: 1, userGroup: 'ALUMNI', jobCategory: 'SYSTEMS', profileId: profile?.id ?? 0 }
    await tx.insert(assignmentRules).values(rule)
    await changeSetting(tx, actor, 'restricted_groups', 'ALUMNI')
  })
  expect(await words('Libraries', 'MAIN')).toBe('1 role of a user, 1 note, 1 block, 2 codes that belong to it, 1 profile')
  expect(await words('StatisticalTypes', 'DEPT')).toBe('1 code that belongs to it')
  expect(await words('CirculationDesks', 'FRONT')).toBe('1 role of a user')
  expect(await words('ServiceUnits', 'BACK')).toBe('1 profile')
  expect(await words('UserGroups', 'ALUMNI')).toBe('1 rule, 1 setting')
  expect(await words('JobTitles', 'SYSTEMS')).toBe('1 rule')
})
