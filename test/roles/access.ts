import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { eq } from 'drizzle-orm'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { institutionScope } from '#roles/roles.ts'
import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import type { Page } from '#test/page.ts'
import { setUpActor } from '#test/people.ts'
import { send } from '#test/upload.ts'
import { attachmentsOf } from '#users/attachments/attachments.queries.ts'
import { blocksOf } from '#users/blocks/blocks.queries.ts'
import { contactOf } from '#users/contact/contact.queries.ts'
import { identifiersOf } from '#users/identifiers/identifiers.queries.ts'
import { notes } from '#users/notes/notes.table.ts'
import { sponsorsOf } from '#users/proxies/proxies.queries.ts'
import { addProxy } from '#users/proxies/proxies.ts'
import { statisticsOf } from '#users/statistics/statistics.queries.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import type { NewRole } from '#users/user-roles/user-roles.ts'
import { endRole, grantRole } from '#users/user-roles/user-roles.ts'
import type { User } from '#users/users.table.ts'
import { makePlanned } from '../bulk/world.ts'
import { makeProfile, makeRule, role } from '../role-profiles/house.ts'
import { makeSet } from '../sets/house.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { makeSynchronised } from '../sync/web/house.ts'
import { makeCategories } from '../users/statistics/desk.ts'
import { dot, giveFiles } from './files.ts'
import { restrict } from './restrict.ts'

// access.csv is written by hand from what was decided, never from the code. `in` = led to Sign in.
/** Roles of the whole institution, and none at all. */
export const wide = ['none', '26', '50', '21', '221', '32', '9001', '9002', '200'] as const
/** The same of one library, one that changes nothing of restricted users, and those that count no more. */
export const narrow = [
  ...(['26@SCI', '50@SCI', '21@SCI', '221@SCI', '32@SCI', '9001@SCI', '9002@SCI'] as const),
  ...(['21 restricted', '26 expired', '26 inactive'] as const),
] as const
type Column = (typeof wide)[number] | (typeof narrow)[number]
type Row = Record<'act' | 'method' | 'url' | 'target' | 'body' | Column, string>
export const rows: Row[] = parse(readFileSync(join(import.meta.dirname, 'access.csv')), { columns: true })

let made = 0
const listOf = (url: string) => /(\w+)\/:row/.exec(url)?.[1] ?? ''

/** Somebody new to act upon, with one row in each list; who is staff holds the role of that number. */
async function target(app: TestApp, kind: string, self: { id: number }) {
  if (kind === '' || kind === 'self') return self
  made += 1
  const type = kind === 'patron' ? 'PUBLIC' : kind === 'contact' ? 'CONTACT' : 'STAFF'
  const user = await app.makeUser({
    values: {
      primaryId: `t${made}`,
      firstName: 'Tam',
      lastName: `Target ${made}`,
      recordType: type,
      ...(type === 'CONTACT' ? {} : { userGroup: 'FACULTY' }),
    },
    ...(type === 'CONTACT' ? {} : { identifiers: [{ type: 'BARCODE', value: `b${made}` }] }),
    addresses: [{ line1: '1 High Street', city: 'Lund' }],
    phones: [{ number: '1' }],
    emails: [{ address: `t${made}@x.example` }],
    notes: [{ type: 'OTHER', text: 'A note' }],
    blocks: [{ type: 'GENERAL', description: '06-LOCAL' }],
    statistics: [{ category: 'LAW' }],
  })
  if (type !== 'CONTACT') await app.db.write((tx) => addProxy(tx, setUpActor(app.clock), user, { forUserId: self.id }))
  if (type === 'STAFF') await app.db.write((tx) => grantRole(tx, setUpActor(app.clock), user, { role: Number(kind) }))
  return user
}

async function rowsOf({ db }: TestApp, id: number): Promise<Record<string, { id: number }[]>> {
  const ofNotes = await db.read.select({ id: notes.id }).from(notes).where(eq(notes.userId, id))
  const roles = await userRolesOf(db.read, id)
  const blocks = await blocksOf(db.read, id, { day: '2026-11-22', page: 1 })
  const statistics = await statisticsOf(db.read, id)
  const proxies = (await sponsorsOf(db.read, id, { page: 1 })).map(({ proxy }) => proxy)
  const attachments = await attachmentsOf(db.read, id, 1)
  const table = [...(await codesOf(db.read, 'UserGroups')).values()]
  return {
    ...(await contactOf(db.read, id)),
    additional: await identifiersOf(db.read, id),
    notes: ofNotes,
    blocks,
    statistics,
    attachments,
    proxies,
    roles,
    table,
  }
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

/** What the person of a column may otherwise than the table says. */
export async function otherThanSaid(column: Column): Promise<string[]> {
  const app = await testApp()
  await makeCategories(app.db)
  await makeLibraries(app.db)
  if (column === '21 restricted') await restrict(app, 'restricted_groups', 'FACULTY')
  const self = await makeStaff(app, { values: { primaryId: `me-${column}` } }, rolesOf(column))
  if (column === '26 inactive') await endAll(app, self)
  const visitor = app.visitor()
  await visitor.signIn(self.primaryId)
  const other: string[] = []
  for (const row of rows) {
    for (const kind of row.target.split(' ')) {
      const user = await target(app, kind, self)
      if (/attachments|photo/.test(row.url)) await giveFiles(app, user as User)
      const lists = row.url.includes(':row') || `${row.url}${row.body}`.includes(':note') ? await rowsOf(app, user.id) : {}
      const sync = row.url.startsWith('/synchronisation') ? await makeSynchronised(app) : undefined
      if (sync) lists.rows = [{ id: sync.row }]
      const many = row.url.startsWith('/bulk') ? await makePlanned(app.db, self, user) : undefined
      const search = row.url.endsWith('/fix') ? 'q=target' : null
      const set = row.url.startsWith('/sets')
        ? await makeSet(app.db, self, { name: crypto.randomUUID(), members: [user], search })
        : undefined
      const given = !sync && /:profile|:rule\b/.test(row.url + row.body) ? await profileOf(app, kind) : undefined
      const filled = (text: string) =>
        text
          .replace(':id', String(user.id))
          .replace(':row', String(lists[listOf(row.url)]?.[0]?.id ?? 0))
          .replace(/:note\b/, String(lists.notes?.[0]?.id ?? 0))
          .replace(':table', 'UserGroups')
          .replace(':profile', String(sync?.profile ?? given?.profile))
          .replace(':run', String(sync?.run))
          .replace(':bulk', String(many?.bulk))
          .replace(':members', String(many?.set))
          .replaceAll(':set', String(set))
          .replace(/:rule\b/, String(given?.rule))
          .replace(':spare', String(given?.spare))
          .replace(':change', '999999')
          .replace(':field', 'jobDescription')
          .replace(':role/:scope', `${given?.role}/INSTITUTION`)
          .replaceAll('{n}', `x${made}q`)
      const url = filled(row.url)
      const body = row.method === 'GET' ? '' : `_csrf=${encodeURIComponent(await visitor.token())}&${filled(row.body)}`
      const page = row.method === 'GET' ? await visitor.get(url) : await posted(visitor, url, row.body, body)
      if (outcome(page) !== row[column])
        other.push(
          `${row.act} (${row.method} ${row.url} of ${kind || 'none'}): ${outcome(page)}, not ${row[column]}. ${page.problems}`,
        )
    }
  }
  return other
}

/** What comes of a post; a body such as "file photo" is a form with a file in that field. */
function posted(visitor: Visitor, url: string, asked: string, body: string): Promise<Page> {
  const field = /^file (\w+)$/.exec(asked)?.[1]
  return field ? send(visitor, url, [{ ...dot, field }]) : visitor.post(url, body)
}

/** The roles that a column names: number, scope after @, and in words what else they carry. */
function rolesOf(column: Column): NewRole[] {
  const [, code, scope = institutionScope, word] = /^(\d+)(?:@(\w+))?(?: (\w+))?$/.exec(column) ?? []
  if (code === undefined) return []
  const more = { restricted: { cantEditRestricted: true }, expired: { expiryDate: '2026-11-21' } }[word ?? ''] ?? {}
  return [{ role: Number(code), scope, ...more }]
}

const endAll = ({ db, clock }: TestApp, user: { id: number }) =>
  db.write(async (tx) => {
    for (const { id } of await userRolesOf(tx, user.id)) await endRole(tx, setUpActor(clock), user, id)
  })
