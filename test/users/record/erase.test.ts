import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changeSetting } from '#code-tables/settings.ts'
import { changes } from '#history/changes.table.ts'
import { findEntries } from '#search-index/search-index.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { addProxy } from '#users/proxies/proxies.ts'
import { erasedUsers } from '#users/record/bin.table.ts'
import { eraseTheBinned } from '#users/record/erase.job.ts'
import { findUser, holderOf } from '#users/users.queries.ts'
import { actsOf, recordOf } from '../records.ts'
import { anaLee, binned, house, toBin } from './bin-house.ts'

const day = 24 * 60 * 60_000
const historyOf = ({ db }: TestApp, id: number) => db.read.select().from(changes).where(eq(changes.subjectId, id))

it('erases at once when the primary identifier was typed: the record goes, history keeps who, when and what kind', async () => {
  const { app, user, visitor, url } = await binned()
  const before = (await historyOf(app, user.id)).map(({ at, action, actorName }) => [at, action, actorName])
  const done = await visitor.submit(await visitor.get(url), 'Erase now', { primaryId: ' ANA7 ' })
  expect([done.status, done.location]).toEqual([303, '/users/bin'])
  expect(await findUser(app.db.read, user.id)).toBeUndefined()
  const after = await historyOf(app, user.id)
  expect(after.map(({ at, action, actorName }) => [at, action, actorName])).toEqual([
    ...before,
    [app.clock.now(), 'erased', 'Max Manager'],
  ])
  expect(JSON.stringify(after)).not.toMatch(/Lee|ana7|2777|large print/)
  expect(await app.db.read.select().from(erasedUsers)).toMatchObject([{ userId: user.id, erasedBy: 'Max Manager' }])
  expect((await visitor.get(`/users/${user.id}/general`)).status).toBe(404)
})

it('never gives its number again, and frees its identifiers', async () => {
  const { app, user, visitor, url } = await binned()
  await visitor.post(`${url}/erasure`, { primaryId: 'ana7' })
  expect(await holderOf(app.db.read, '2777')).toBeUndefined()
  const again = await app.makeUser({ ...anaLee, values: { ...anaLee.values } })
  expect(again.id).toBeGreaterThan(user.id)
})

it('refuses with the typing kept while something else was typed', async () => {
  const { app, user, visitor, url } = await binned()
  const page = await visitor.submit(await visitor.get(url), 'Erase now', { primaryId: 'anna7' })
  expect(page.status).toBe(422)
  expect(page.field('Primary identifier')).toMatchObject({
    value: 'anna7',
    error: 'Type the primary identifier ana7 to erase this user.',
  })
  expect((await recordOf(app, user)).binnedAt).not.toBeNull()
})

it('erases nobody who is not in the bin, whoever asks (two at once)', async () => {
  const { app, user, visitor, url } = await binned()
  const ada = await app.as('administrator')
  const question = await ada.get(url)
  expect((await visitor.submit(await visitor.get(url), 'Restore')).status).toBe(303)
  const page = await ada.submit(question, 'Erase now', { primaryId: 'ana7' })
  expect(page.status).toBe(409)
  expect(page.text).toContain('This user is not in the bin any more, and is not erased.')
  expect((await recordOf(app, user)).primaryId).toBe('ana7')
})

it('is closed to whoever may not delete, or is signed out', async () => {
  const { app, user, url } = await binned()
  const otto = await app.as('deskOperator')
  expect((await otto.post(`${url}/erasure`, { primaryId: 'ana7' })).status).toBe(403)
  expect((await otto.post(`${url}/restoration`, {})).status).toBe(403)
  expect((await app.visitor().post(`${url}/erasure`, { _csrf: 'x', primaryId: 'ana7' })).location).toContain('/sign-in')
  expect((await recordOf(app, user)).binnedAt).not.toBeNull()
})

it('by itself it erases whoever lay there for as long as the library set, and nobody else', async () => {
  const { app, user } = await binned()
  app.clock.move(20 * day)
  const later = await app.makeUser({ values: { primaryId: 'zoe', firstName: 'Zoe', lastName: 'Later' } })
  await toBin(app, later)
  const job = () => eraseTheBinned({ db: app.db, clock: app.clock })
  expect(await job()).toBe(0)
  app.clock.move(11 * day)
  expect(await job()).toBe(1)
  expect(await findUser(app.db.read, user.id)).toBeUndefined()
  await app.db.write((tx) => changeSetting(tx, setUpActor(app.clock), 'bin_days', '5'))
  expect(await job()).toBe(1)
  expect(await findUser(app.db.read, later.id)).toBeUndefined()
  expect((await actsOf(app, later))[0]).toMatchObject({ action: 'erased', actorName: 'Foyer', door: 'job' })
})

it('whoever acted for the person acts for them no more, and their history says so', async () => {
  const { app, user, visitor, url } = await house()
  const proxy = await app.makeUser({ values: { primaryId: 'pia', firstName: 'Pia', lastName: 'Proxy' } })
  await app.db.write((tx) => addProxy(tx, setUpActor(app.clock), proxy, { forUserId: user.id }))
  expect((await visitor.get(url)).text).toContain('1 proxy')
  await toBin(app, user)
  await visitor.post(`${url}/erasure`, { primaryId: 'ana7' })
  expect((await actsOf(app, proxy))[0]).toMatchObject({ action: 'removed', lines: [['forUserId', user.id, null]] })
  expect((await visitor.get(`/users/${proxy.id}/general`)).status).toBe(200)
})

it('a backup that is put back does not bring the erased back: their numbers stand in a file of their own', async () => {
  const { app, user } = await binned()
  const file = join(mkdtempSync(join(tmpdir(), 'foyer-erased-')), 'erased')
  app.clock.move(31 * day)
  await eraseTheBinned({ db: app.db, clock: app.clock, file })
  expect(readFileSync(file, 'utf8')).toMatch(new RegExp(`^${user.id} 2026-12-23T`))
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const restored = await testApp()
  const back = await restored.makeUser({ ...anaLee, values: { ...anaLee.values } })
  const other = await restored.makeUser({ values: { primaryId: 'zoe', firstName: 'Zoe', lastName: 'Stays' } })
  writeFileSync(file, `${back.id} 2026-12-23T00:00:00Z\nnonsense\n${other.id} 2020-01-01T00:00:00Z\n999 2026-12-23T00:00:00Z\n`)
  await eraseTheBinned({ db: restored.db, clock: restored.clock, file })
  expect(await findUser(restored.db.read, back.id)).toBeUndefined()
  expect(await findEntries(restored.db.read, { text: 'lee', index: 'all' }, { limit: 9, offset: 0, descending: false })).toEqual(
    [],
  )
  // Somebody made after that instant is another person.
  expect(await findUser(restored.db.read, other.id)).toBeDefined()
})
