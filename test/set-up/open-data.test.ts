import { chmodSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { codesOf, settingOf } from '#code-tables/code-tables.queries.ts'
import { settingNow } from '#code-tables/settings.queries.ts'
import { changesOf } from '#history/history.queries.ts'
import { takeLock } from '#platform/db/lock.ts'
import { hasAdministrator, openData } from '#set-up/open-data.ts'
import { openGate } from '#sign-in/gate.ts'
import { signIn } from '#sign-in/sign-in.ts'
import { readConfig } from '#src/config.ts'
import { testFolder } from '#test/database.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'

const admin = { FOYER_ADMIN_ID: 'admin', FOYER_ADMIN_PASSWORD: 'a long enough secret' }
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

function place() {
  const folder = join(testFolder(), 'data')
  const open = async (environment: Record<string, string> = {}, options: { serve?: boolean } = {}) => {
    const data = await openData(readConfig({ FOYER_DATA: folder, FOYER_TIME_ZONE: 'UTC', ...environment }), options)
    let closed = false
    const close = () => {
      if (!closed) data.close()
      closed = true
    }
    onTestFinished(close)
    return { ...data, close }
  }
  return { folder, open }
}

describe('an empty data folder', () => {
  it('is made, for its owner alone, with a database that holds the codes', async () => {
    const { folder, open } = place()
    const { db, clock } = await open()
    expect([modeOf(folder), modeOf(join(folder, 'foyer.sqlite'))]).toEqual(['700', '600'])
    expect((await codesOf(db.read, 'UserGroups')).size).toBe(7)
    expect(await db.read.$count(users)).toBe(0)
    expect(await hasAdministrator(db, clock)).toBe(false)
  })

  it('is closed to others where it was open to them', async () => {
    const { folder, open } = place()
    mkdirSync(folder)
    chmodSync(folder, 0o755)
    await open()
    expect(modeOf(folder)).toBe('700')
  })

  it('gets the administrator whom the settings name, who can sign in', async () => {
    const { open } = place()
    const { db, clock } = await open({ ...admin, FOYER_INSTITUTION: 'Northfield' })
    const all = await db.read.select().from(users)
    expect(all).toMatchObject([
      { primaryId: 'admin', firstName: 'Foyer', lastName: 'Administrator', recordType: 'STAFF', accountType: 'INTERNAL' },
    ])
    const roles = await db.read.select().from(userRoles)
    expect(roles.map(({ role, scope }) => [role, scope])).toEqual([
      [26, 'INSTITUTION'],
      [50, 'INSTITUTION'],
    ])
    expect(await settingOf(db.read, 'institution')).toBe('Northfield')
    const typed = { identifier: 'ADMIN', password: 'a long enough secret', address: null }
    expect((await signIn({ db, clock, gate: openGate(clock) }, typed)).userId).toBe(all[0]?.id)
    const acts = await changesOf(db.read, 'user', all[0]?.id ?? 0, { limit: 10, offset: 0 })
    expect(acts.map(({ action, door }) => `${door}: ${action}`).reverse()).toEqual([
      'set-up: created',
      'set-up: role granted',
      'set-up: role granted',
      'set-up: password set',
    ])
    expect(JSON.stringify(acts)).not.toMatch(/argon2|long enough/)
  })

  it.each([
    ['short', 'Use at least 8 characters.'],
    ['password', 'This password is among the first that anyone would guess.'],
    ['my-admin-word', 'Choose a password that does not contain a name or identifier of this person.'],
  ])('refuses the weak password %j in words, and can be opened again', async (password, words) => {
    const { open } = place()
    await expect(open({ ...admin, FOYER_ADMIN_PASSWORD: password })).rejects.toMatchObject({
      status: 422,
      message: expect.stringContaining(`FOYER_ADMIN_PASSWORD: ${words}`),
    })
    const { db, clock } = await open(admin, { serve: true })
    expect(await hasAdministrator(db, clock)).toBe(true)
  })
})

describe('a data folder in use', () => {
  it('gets no second administrator from the settings, nor another name', async () => {
    const { open } = place()
    ;(await open(admin)).close()
    const { db } = await open({ ...admin, FOYER_ADMIN_ID: 'other', FOYER_INSTITUTION: 'Other library' })
    expect((await db.read.select().from(users)).map(({ primaryId }) => primaryId)).toEqual(['admin'])
    expect(await settingNow(db.read, 'institution')).toBe('My library')
  })

  it('refuses a second server in words, and takes it when the first has ended', async () => {
    const { folder, open } = place()
    const first = await open({}, { serve: true })
    await expect(open({}, { serve: true })).rejects.toMatchObject({
      status: 409,
      message: `Another Foyer server is running on ${folder}. Stop it first.`,
    })
    first.close()
    expect((await open({}, { serve: true })).serverIsRunning()).toBe(true)
  })

  it('lets commands in beside a server, and tells them that it runs', async () => {
    const { open } = place()
    const before = await open()
    expect(before.serverIsRunning()).toBe(false)
    before.close()
    const server = await open({}, { serve: true })
    const beside = await open()
    expect(beside.serverIsRunning()).toBe(true)
    server.close()
    expect(beside.serverIsRunning()).toBe(false)
  })

  it('is not brought up to date below a running server', async () => {
    const { folder, open } = place()
    mkdirSync(folder)
    const server = takeLock(join(folder, 'server.lock'))
    onTestFinished(() => server?.release())
    await expect(open()).rejects.toMatchObject({ status: 409, message: expect.stringContaining('Restart the server first.') })
  })
})
