import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import type { Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { wide } from './access.ts'

// What one may not see does not exist. By hand from what was decided: through which way a role learns of a user.
const rows: Record<string, string>[] = parse(readFileSync(join(import.meta.dirname, 'side-channels.csv')), { columns: true })

const essentials = { recordType: 'PUBLIC', firstName: 'Tamsin', lastName: 'Hollow' }
const tells =
  (...words: string[]) =>
  (page: Page) =>
    page.status < 400 && words.every((word) => page.html.includes(word))

type Told = { id: number }
const channels: Record<string, (visitor: Visitor, user: Told) => Promise<boolean>> = {
  counts: async (visitor) => tells('1 found')(await visitor.get('/users?q=hollow&index=last_name')),
  'names in a list': async (visitor) => tells('Hollow, Tamsin')(await visitor.get('/users?q=hollow&index=last_name')),
  async 'recent users'(visitor, { id }) {
    await visitor.get(`/users/${id}/general`)
    return tells('Hollow')(await visitor.get('/users/recent'))
  },
  'exact identifier': async (visitor, { id }) => (await visitor.get('/users?q=card4711')).location.startsWith(`/users/${id}`),
  'duplicate panel': async (visitor) => tells('Hollow, Tamsin')(await visitor.post('/users/add/check', essentials)),
  async 'holder of a taken identifier'(visitor) {
    const page = await visitor.post('/users/add', { ...essentials, primaryId: 'card4711' })
    return page.html.includes('Hollow, Tamsin')
  },
  'summary of last change': async (visitor, { id }) => tells('Changed by')(await visitor.get(`/users/${id}/general`)),
  history: async (visitor, { id }) => tells('Created')(await visitor.get(`/users/${id}/history`)),
  notes: async (visitor, { id }) => tells('Asked twice')(await visitor.get(`/users/${id}/notes`)),
  activity: async (visitor) => tells('Hollow')(await visitor.get('/activity')),
  'export of the activity': async (visitor) => tells('Hollow')(await visitor.post('/activity/export', {})),
  reports: async (visitor) => tells('Hollow')(await visitor.get('/reports/roles?role=all')),
}

it.each(wide)('a person with the role %s learns of a user by the ways of the table, and by no other', async (column) => {
  const app = await testApp()
  const user = await app.makeUser({
    values: { ...essentials, primaryId: 'tamsin' },
    identifiers: [{ type: 'BARCODE', value: 'card4711' }],
    notes: [{ type: 'OTHER', text: 'Asked twice' }],
  })
  await makeStaff(app, { values: { primaryId: 'me' } }, column === 'none' ? [] : [{ role: Number(column) }])
  const visitor = app.visitor()
  await visitor.signIn('me')
  const told: string[][] = []
  for (const [name, ask] of Object.entries(channels)) told.push([name, (await ask(visitor, user)) ? 'yes' : 'no'])
  expect(told).toEqual(rows.map((row) => [row.channel, row[column]]))
})
