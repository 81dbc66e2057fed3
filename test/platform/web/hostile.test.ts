import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import { parseBody } from '#platform/web/forms.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeCode } from '#test/libraries.ts'
import { makeProfile, makeRule, role } from '../../role-profiles/house.ts'
import { makeStaff } from '../../sign-in/staff.ts'

// Every route of the application has a row there: a test beside it sees to that.
const rows: { method: string; url: string }[] = parse(readFileSync(join(import.meta.dirname, '../../roles/access.csv')), {
  columns: true,
})
const routes = (method: string) => [
  ...new Set(rows.filter((row) => row.method === method).map(({ url }) => url.split('?')[0] ?? '')),
]

const script = '<script>alert(1)</script>"\'><b id=evil>'

/** A library in which every name that somebody gives is mark-up, and the address of a page of it. */
async function house() {
  const app = await testApp()
  await makeCode(app.db, 'Libraries', 'EVIL', { description: script })
  await makeCode(app.db, 'UserGroups', 'EVIL', { description: script })
  const values = { firstName: script, lastName: script, userGroup: 'EVIL', jobDescription: script, recordType: 'STAFF' }
  const user = await app.makeUser({
    values: { ...values, primaryId: script },
    notes: [{ type: 'OTHER', text: script, ownerLibrary: 'EVIL', popup: true }],
    addresses: [{ line1: script, city: script }],
    phones: [{ number: '1' }],
    emails: [{ address: 'a@x.example' }],
    identifiers: [{ type: 'INST_ID', value: `${script}2` }],
  })
  await makeStaff(app, { values: { ...values, primaryId: 'mal' } }, [{ role: 26 }])
  const ada = app.visitor()
  const agent = { 'user-agent': script }
  await ada.post('/sign-in', { identifier: 'mal', password: 'a long enough secret' }, agent)
  await ada.post('/configuration/institution', { institution: script })
  await ada.post(`/users/${user.id}/general/roles/new`, { role: '32', scope: 'EVIL' })
  await app.as('administrator')
  const profile = await makeProfile(app, script, [role(32, { scope: 'EVIL' })])
  const rule = await makeRule(app, { name: script, profileId: profile, userGroup: 'EVIL', enabled: false })
  const filled = (url: string, as = 1) =>
    url
      .replace(':id', String(user.id))
      .replace(':profile', String(profile))
      .replace(/:rule\b/, String(rule))
      .replace(':role/:scope', '32/EVIL')
      .replace(':table', 'Libraries')
      .replace(/:\w+/g, String(as))
  return { app, ada, user, filled }
}

const acts = async ({ db }: TestApp) => (await db.read.select({ id: changes.id }).from(changes)).length

it('no post is carried out without its token, whatever the address, not even by an administrator', async () => {
  const { app, ada, filled } = await house()
  const before = await acts(app)
  const other = await (await app.as('administrator')).token()
  expect(routes('POST').length).toBeGreaterThan(50)
  for (const url of routes('POST'))
    for (const body of ['a=1', '_csrf=', '_csrf=invented', `_csrf=${encodeURIComponent(other)}`])
      expect([url, body, (await ada.post(filled(url), body)).status]).toEqual([url, body, 403])
  expect([await acts(app), (await ada.get('/keys')).status]).toEqual([before, 200])
})

it('no page shows the mark-up of others as mark-up, nor names a host that the request made up', async () => {
  const { ada, user, filled } = await house()
  const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
  const queries = [
    '',
    `?q=${encodeURIComponent('script')}&days=0`,
    `?who=${encodeURIComponent(script)}&from=${encodeURIComponent(script)}`,
  ]
  let seen = 0
  for (const url of routes('GET'))
    for (const query of queries) {
      const page = await ada.get(filled(url) + query, forged)
      expect([url, query, page.$('#evil').length, page.html.includes('evil.example')]).toEqual([url, query, 0, false])
      seen += page.html.includes('&lt;script&gt;') ? 1 : 0
    }
  expect(seen).toBeGreaterThan(40)
  expect((await ada.get(`/users/${user.id}/notes`)).text).toContain(script)
})

const odd = ['%00', '%ED%A0%80', '-1', '99999999999999999999', '__proto__']

it('no address breaks a page: neither what stands in it nor what is asked after it', async () => {
  const { ada, filled } = await house()
  const names = ['q', 'page', 'index', 'sort', 'type', 'who', 'from', 'to', 'before', 'after', 'days', 'profile', 'find', 'note']
  for (const url of routes('GET'))
    for (const value of odd) {
      const query = names.map((name) => `${name}=${value}`).join('&')
      const asked = [`${filled(url)}?${query}&${query}`]
      if (url.includes(':')) asked.push(url.replace(/:\w+/g, value))
      for (const address of asked) {
        const { status } = await ada.get(address)
        expect([url, value.slice(0, 30), status]).toEqual([url, value.slice(0, 30), expect.toSatisfy((code) => code < 500)])
      }
    }
}, 120_000)

it('no other verb does anything, and HEAD tells nothing that GET does not', async () => {
  const { app, filled } = await house()
  const before = await acts(app)
  for (const url of new Set([...routes('POST'), ...routes('GET')]).values()) {
    for (const method of ['PUT', 'DELETE', 'PATCH', 'OPTIONS'] as const)
      expect([url, method, (await app.app.inject({ method, url: filled(url) })).statusCode]).toEqual([url, method, 404])
    const head = await app.app.inject({ method: 'HEAD', url: filled(url) })
    expect([url, head.body, head.statusCode]).toEqual([url, '', expect.toSatisfy((code) => code < 500)])
  }
  expect(await acts(app)).toBe(before)
})

it('a name sent a hundred thousand times is read at once: the post of somebody unknown stops nobody’s work', async () => {
  expect(parseBody('a&'.repeat(100_000)).a).toHaveLength(100_000)
  const { visitor } = await testApp()
  const page = await visitor().post('/sign-in', `${'identifier&'.repeat(80_000)}x`)
  expect(page.status).toBe(403)
})

it('a hundred thousand ticks are refused in words, and a text of nearly a million signs too', async () => {
  const { app, ada, user } = await house()
  const before = await acts(app)
  const token = `_csrf=${encodeURIComponent(await ada.token())}`
  const ticks: [string, string][] = [
    [`/users/${user.id}/notes/removals`, 'note=1&'],
    [`/users/${user.id}/general/roles/new`, 'more=1&'],
    ['/configuration/settings', 'restricted_groups=X&'],
    ['/configuration/mandatory', 'chosen=x&'],
  ]
  for (const [url, tick] of ticks) {
    const most = Math.min(100_000, Math.floor(990_000 / tick.length))
    const page = await ada.post(url, `${tick.repeat(most)}${token}`)
    expect([url, page.status, page.text.includes('More was ticked than one form carries')]).toEqual([url, 413, true])
  }
  const long = 'x'.repeat(990_000)
  const texts: [string, string][] = [
    [`/users/${user.id}/general`, `lastName=${long}`],
    [`/users/${user.id}/notes/notes/new`, `type=OTHER&acknowledge=${long}`],
    ['/configuration/institution', `institution=${long}`],
    ['/configuration/names', `pattern=${long}`],
    ['/configuration/codes/UserGroups/new', `code=${long}&description=x`],
    ['/configuration/profiles/new', `name=${long}`],
    ['/account/password', `currentPassword=${long}&newPassword=a+new+one+here&verifyPassword=a+new+one+here`],
  ]
  for (const [url, body] of texts)
    expect([url, (await ada.post(url, `${token}&${body}`)).status]).toEqual([
      url,
      expect.toSatisfy((code) => [409, 422].includes(code)),
    ])
  expect(await acts(app)).toBe(before)
}, 60_000)

it('cookies that are none, or another one’s, open and break nothing', async () => {
  const { app } = await testApp()
  const signed = async (text: string) => {
    const token = Buffer.from(text).toString('base64url')
    const { cookies } = await app.inject(`/password-reset?token=${token}`)
    return cookies.find(({ name }) => name === 'password-reset')?.value ?? ''
  }
  const values = ['x', '%', '%00', 's:x.y', '__proto__', 'x'.repeat(4000)]
  for (const text of ['{"message":1', 'null', '["http://[",1,1,1]', '5']) values.push(await signed(text))
  const login = await app.inject({ url: '/sign-in' })
  const token = /name="_csrf" value="([^"]+)"/.exec(login.body)?.[1] ?? ''
  const payload = new URLSearchParams({ _csrf: token, identifier: 'ada', password: 'a long enough secret' }).toString()
  const csrf = Object.fromEntries(login.cookies.map(({ name, value }) => [name, value]))
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const entered = await app.inject({ method: 'POST', url: '/sign-in', payload, headers, cookies: csrf })
  const mine = entered.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
  for (const value of values)
    for (const name of ['flash', 'session', 'kept', 'csrf', 'setup', 'password-reset', 'result'])
      for (const url of ['/sign-in', '/users', '/users/1/general', '/users/result?step=next', '/password-reset', '/keys']) {
        const ask = async (cookie: string) => (await app.inject({ url, headers: { cookie } })).statusCode
        const shown = [name, value.slice(0, 20), url]
        expect([...shown, await ask(`${name}=${value}; ${name}`)]).toEqual([...shown, expect.toSatisfy((code) => code < 500)])
        if (name !== 'session')
          expect([...shown, await ask(`${mine}; ${name}=${value}`)]).toEqual([...shown, expect.toSatisfy((code) => code < 500)])
      }
}, 60_000)
