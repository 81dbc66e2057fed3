import { expect, it } from 'vitest'
import { permissions } from '#roles/permissions.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { ana, give, toSignIn } from '../users/user-roles/house.ts'

const held = 'Roles held'
const pages = ['/reports/roles', '/reports/permissions', '/reports/leavers', '/reports/leavers/ending', '/roles/compare']

it('works: who holds what, where, since when, by whom, expiring when', async () => {
  const app = await testApp({ people: ['manager', 'patron'] })
  await makeLibraries(app.db)
  const user = await app.makeUser(ana)
  await give(app, user, { role: 32, scope: 'SCI', circulationDesk: 'SCI-DESK', expiryDate: '2026-12-01' })
  const max = await app.as('manager')
  await max.post(`/users/${user.id}/general/roles/new`, { role: '9001' })
  const page = await max.get('/reports/roles')
  expect([page.heading, page.text.includes('5 roles held')]).toEqual(['Roles held', true])
  expect(page.rows(held).slice(0, 2)).toEqual([
    ['Lee, Anaana', 'Circulation Desk Operator – Limited', 'Institution', '2026-11-22', 'Max Manager', '—', 'Active'],
    [
      'Lee, Anaana',
      'Circulation Desk OperatorScience desk',
      'Science library',
      '2026-11-22',
      'Test',
      '2026-12-01 9 days left',
      'Active',
    ],
  ])
  expect(page.$('nav[aria-label=Main] a[href="/reports/roles"]').attr('aria-current')).toBe('page')
})

it('works: the filters, each by itself and together', async () => {
  const app = await testApp({ people: ['manager', 'patron'] })
  await makeLibraries(app.db)
  const user = await app.makeUser(ana)
  await give(app, user, { role: 32, scope: 'SCI', expiryDate: '2026-12-01' })
  await give(app, user, { role: 221, scope: 'MAIN', expiryDate: '2026-11-21' })
  await give(app, user, { role: 9002, expiryDate: '2027-11-21' })
  const max = await app.as('manager')
  const found = async (query: string) => (await max.get(`/reports/roles?${query}`)).rows(held).map((cells) => cells[1])
  const [operator, deskManager, viewer] = [
    'Circulation Desk Operator',
    'Circulation Desk Manager',
    'Fulfillment Services Operator',
  ]
  expect(await found('role=32')).toEqual([operator])
  expect(await found('role=200')).toEqual(['Patron'])
  expect(await found('role=all')).toHaveLength(7)
  expect(await found('scope=SCI')).toEqual([operator])
  expect(await found('status=expired')).toEqual([deskManager])
  expect(await found('status=counts&scope=MAIN')).toEqual([])
  expect(await found('within=9')).toEqual([operator])
  expect(await found('within=8')).toEqual([])
  expect(await found('within=400')).toEqual([viewer, operator])
  expect(await found('role=x&scope=%00&status=odd&within=-1&page=0')).toEqual([])
  expect((await max.get('/reports/roles?page=99')).location).toBe('/reports/roles')
})

it('works: long lists are paged by fifty', async () => {
  const app = await testApp()
  for (let n = 0; n < 55; n += 1) await app.makeUser({ values: { primaryId: `p${n}`, firstName: 'P', lastName: `P${n}` } })
  const ada = await app.as('administrator')
  const first = await ada.get('/reports/roles?role=200')
  expect([first.rows(held).length, first.text.includes('1–50 of 55')]).toEqual([50, true])
  expect(first.$('a[rel=next]').attr('href')).toBe('/reports/roles?role=200&page=2')
  expect((await ada.get('/reports/roles?role=200&page=2')).rows(held)).toHaveLength(5)
})

it('works: the table of permissions is the one that the program goes by', async () => {
  const app = await testApp()
  const page = await (await app.as('administrator')).get('/reports/permissions')
  expect(page.$('table[aria-label=Permissions] tbody tr')).toHaveLength(permissions.length)
  const line = (name: string) => {
    const row = page.$('tbody tr').filter((_n, one) => page.$(one).find('th').text() === name)
    return row
      .find('td')
      .toArray()
      .map((cell) => page.$(cell).find('.visually-hidden').text())
  }
  expect(line('See users')).toEqual(['yes', 'yes', 'yes', 'yes', 'yes', 'yes', 'yes'])
  expect(line('Manage roles')).toEqual(['yes', 'yes', 'yes', 'no', 'no', 'no', 'no'])
  expect(line('Run the system')).toEqual(['yes', 'no', 'no', 'no', 'no', 'no', 'no'])
})

it('works: two users are compared, the differences first', async () => {
  const app = await testApp({ people: ['manager'] })
  const one = await app.makeUser(ana)
  const other = await app.makeUser({ values: { ...ana.values, primaryId: 'ben', firstName: 'Ben' } })
  await give(app, one, { role: 200 })
  await give(app, other, { role: 200 })
  await give(app, one, { role: 32 })
  await give(app, other, { role: 32, expiryDate: '2027-01-01' })
  await give(app, other, { role: 9001 })
  const max = await app.as('manager')
  const page = await max.get('/roles/compare?one=ANA&other=ben')
  expect(page.text).toContain('2 differences')
  expect(page.rows('Roles side by side')).toEqual([
    ['Circulation Desk Operator', 'Institution', 'Active', 'Activeuntil 2027-01-01', 'Differs'],
    ['Circulation Desk Operator – Limited', 'Institution', 'not held', 'Active', 'Only one holds it'],
    ['Patron', 'Institution', 'Active', 'Active', 'Same'],
  ])
  const typo = await max.get('/roles/compare?one=ana&other=nobody')
  expect([typo.problems, typo.field('The other user').value]).toEqual([
    ['No user has the identifier nobody. Enter another one.'],
    'nobody',
  ])
  expect((await max.get('/roles/compare?one=ana&other=ana')).text).toContain('Both hold the same roles.')
})

it('signed out: goes to Sign in', async () => {
  const app = await testApp()
  for (const url of pages) expect((await app.visitor().get(url)).location).toMatch(/^\/sign-in/)
  expect(toSignIn(await app.visitor().post('/reports/leavers/ending', {}))).toEqual([303, '/sign-in'])
})

it.each(['deskManager', 'deskOperator', 'viewer'] as const)('not allowed: a %s, who does not manage roles', async (person) => {
  const app = await testApp()
  const visitor = await app.as(person)
  for (const url of pages) expect([url, (await visitor.get(url)).status]).toEqual([url, 403])
  expect((await visitor.post('/reports/leavers/ending', {})).status).toBe(403)
  expect((await visitor.get('/users')).$('a[href="/reports/roles"]')).toHaveLength(0)
})

it('a manager of one library sees the reports, too', async () => {
  const app = await testApp()
  await makeLibraries(app.db)
  await makeStaff(app, { values: { primaryId: 'sam' } }, [{ role: 21, scope: 'SCI' }])
  const sam = app.visitor()
  await sam.signIn('sam')
  for (const url of pages) expect([url, (await sam.get(url)).status]).toEqual([url, 200])
})
