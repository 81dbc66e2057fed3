import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { setUpActor } from '#test/people.ts'
import { contactOf } from '#users/contact/contact.queries.ts'
import { identifiersOf } from '#users/identifiers/identifiers.queries.ts'
import { notes } from '#users/notes/notes.table.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { makeProfile, makeRule, role } from '../role-profiles/house.ts'
import { makeStaff } from '../sign-in/staff.ts'

// access.csv is written by hand from what was decided, never from the code. `in` = led to Sign in.
const columns = ['none', '26', '50', '21', '221', '32', '9001', '9002', '200'] as const
type Row = Record<'act' | 'method' | 'url' | 'target' | 'body' | (typeof columns)[number], string>
const rows: Row[] = parse(readFileSync(join(import.meta.dirname, 'access.csv')), { columns: true })

let made = 0
const listOf = (url: string) => /(\w+)\/:row/.exec(url)?.[1] ?? ''

/** Somebody new to act upon, with one row in each list; who is staff holds the role of that number. */
async function target(app: TestApp, kind: string, self: { id: number }) {
  if (kind === '' || kind === 'self') return self
  made += 1
  const type = kind === 'patron' ? 'PUBLIC' : kind === 'contact' ? 'CONTACT' : 'STAFF'
  const user = await app.makeUser({
    values: { primaryId: `t${made}`, firstName: 'Tam', lastName: `Target ${made}`, recordType: type },
    ...(type === 'CONTACT' ? {} : { identifiers: [{ type: 'BARCODE', value: `b${made}` }] }),
    addresses: [{ line1: '1 High Street', city: 'Lund' }],
    phones: [{ number: '1' }],
    emails: [{ address: `t${made}@x.example` }],
    notes: [{ type: 'OTHER', text: 'A note' }],
  })
  if (type === 'STAFF') await app.db.write((tx) => grantRole(tx, setUpActor(app.clock), user, { role: Number(kind) }))
  return user
}

async function rowsOf({ db }: TestApp, id: number): Promise<Record<string, { id: number }[]>> {
  const ofNotes = await db.read.select({ id: notes.id }).from(notes).where(eq(notes.userId, id))
  const roles = await userRolesOf(db.read, id)
  const table = [...(await codesOf(db.read, 'UserGroups')).values()]
  return { ...(await contactOf(db.read, id)), additional: await identifiersOf(db.read, id), notes: ofNotes, roles, table }
}

/** A profile that holds the role of that number, and a rule that gives it. */
async function profileOf(app: TestApp, kind: string) {
  made += 1
  const code = /^\d+$/.test(kind) ? Number(kind) : 32
  const profile = await makeProfile(app, `Profile ${made}`, [role(code)])
  const spare = await makeProfile(app, `Spare ${made}`, [role(code)])
  return { role: code, profile, spare, rule: await makeRule(app, { profileId: spare, enabled: false }) }
}

const outcome = ({ status, location }: Page) => (status === 303 && location.startsWith('/sign-in') ? 'in' : String(status))

it.each(columns)('a person with the role %s may what the table says, and nothing else', async (column) => {
  const app = await testApp()
  const roles = column === 'none' ? [] : [{ role: Number(column) }]
  const self = await makeStaff(app, { values: { primaryId: `me-${column}` } }, roles)
  const visitor = app.visitor()
  await visitor.signIn(self.primaryId)
  const other: string[] = []
  for (const row of rows) {
    for (const kind of row.target.split(' ')) {
      const user = await target(app, kind, self)
      const lists = row.url.includes(':row') || `${row.url}${row.body}`.includes(':note') ? await rowsOf(app, user.id) : {}
      const given = /:profile|:rule\b/.test(row.url + row.body) ? await profileOf(app, kind) : undefined
      const filled = (text: string) =>
        text
          .replace(':id', String(user.id))
          .replace(':row', String(lists[listOf(row.url)]?.[0]?.id ?? 0))
          .replace(/:note\b/, String(lists.notes?.[0]?.id ?? 0))
          .replace(':table', 'UserGroups')
          .replace(':profile', String(given?.profile))
          .replace(/:rule\b/, String(given?.rule))
          .replace(':spare', String(given?.spare))
          .replace(':role/:scope', `${given?.role}/INSTITUTION`)
          .replaceAll('{n}', `x${made}q`)
      const url = filled(row.url)
      const body = row.method === 'GET' ? '' : `_csrf=${encodeURIComponent(await visitor.token())}&${filled(row.body)}`
      const page = row.method === 'GET' ? await visitor.get(url) : await visitor.post(url, body)
      if (outcome(page) !== row[column])
        other.push(
          `${row.act} (${row.method} ${row.url} of ${kind || 'none'}): ${outcome(page)}, not ${row[column]}. ${page.problems}`,
        )
    }
  }
  expect(other).toEqual([])
})

/** Every route of the application, as "GET /users/:id/general". */
function routesOf(app: TestApp['app']): string[] {
  const path: string[] = []
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', part = '', methods = ''] = /^([│├└─\s]*)(\S+) \((.*)\)$/.exec(line) ?? []
      if (part === '') return []
      path.length = indent.length / 4 - 1
      path.push(part.replace(/\(.*?\)\$?(?=\/|$)|\(\^.*?\$\)/g, ''))
      return methods.split(', ').map((method) => `${method} ${path.join('').replace(/\/{2,}/g, '/')}`)
    })
}

it('every route of the application has a row, and every row a route', async () => {
  const { app } = await testApp()
  const unnamed = /^HEAD | \/\*$/
  const routes = routesOf(app).filter((route) => !unnamed.test(route))
  const named = new Set(rows.map(({ method, url }) => `${method} ${url.replace(/\?.*/, '').replace('999999', ':id')}`))
  expect(routes.filter((route) => !named.has(route))).toEqual([])
  expect([...named].filter((row) => !routes.includes(row))).toEqual([])
})
