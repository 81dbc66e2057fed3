import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { forgetTheOld } from '#activity/prune.ts'
import { settingValues } from '#code-tables/code-tables.table.ts'
import { changes } from '#history/changes.table.ts'
import { forgetChangesBefore } from '#history/forget-changes.ts'
import { forgetCached } from '#platform/db/cached.ts'
import { makeActor } from '#sign-in/actor.ts'
import { forgetSignInsBefore } from '#sign-in/forget-sign-ins.ts'
import { signIns } from '#sign-in/sign-in.table.ts'
import type { TestApp } from '#test/app.ts'
import { day, house, rename, tryToSignIn } from './house.ts'

const keep = ({ db }: TestApp, name: string, value: string) =>
  db.write(async (tx) => {
    await tx.insert(settingValues).values({ name, value }).onConflictDoUpdate({ target: settingValues.name, set: { value } })
    forgetCached(tx)
  })
const forget = ({ db, clock }: TestApp) => forgetTheOld({ db, clock, timeZone: 'UTC' })
const notes = ({ db }: TestApp) => db.read.select().from(changes).where(eq(changes.action, 'forgotten'))
const namesIn = async ({ db }: TestApp) =>
  (await db.read.select().from(changes)).flatMap(({ items }) => items).map(({ after }) => after)

it('keeps all of the history as shipped, and sign-ins for a year', async () => {
  const app = await house()
  await app.db.write(async (tx) => {
    await tx.delete(signIns)
  })
  await tryToSignIn(app, app.ana.id, 'in', '192.0.2.1')
  app.clock.move(300 * day)
  await tryToSignIn(app, app.ana.id, 'in', '192.0.2.2')
  app.clock.move(300 * day)
  const before = (await app.db.read.select().from(changes)).length
  await forget(app)
  expect((await app.db.read.select().from(signIns)).map(({ address }) => address)).toEqual(['192.0.2.2'])
  expect((await app.db.read.select().from(changes)).length).toBe(before + 1)
  const [note] = await notes(app)
  expect(note).toMatchObject({ subject: 'activity', actorName: 'Foyer', door: 'job', actorId: null })
  expect(note?.items).toEqual([
    { part: 'activity', field: 'signIns', before: 1, after: null },
    { part: 'activity', field: 'before', before: null, after: '2027-10-25' },
  ])
})

it('forgets the history before the day that the library chose, in slices, and nothing else', async () => {
  const app = await house()
  for (let n = 1; n <= 250; n += 1) await rename(app, app.ana, `Old ${n}`)
  app.clock.move(100 * day)
  await rename(app, app.ana, 'New')
  await keep(app, 'history_retention_days', '90')
  await forget(app)
  expect((await namesIn(app)).filter((name) => /^(Old|New)/.test(String(name)))).toEqual(['New'])
  const [note] = await notes(app)
  expect(note?.items[0]?.before).toBeGreaterThan(250)
  await forget(app)
  expect(await notes(app)).toHaveLength(1)
  const ada = await app.as('administrator')
  const page = await ada.get('/activity?subject=activity')
  expect(page.rows('Activity')[0]).toEqual([
    '2027-06-12 10:00',
    'Foyerby itself',
    'Activity',
    'ChangesOld entries forgotten',
    expect.stringMatching(/^\d{3}$/),
    '',
  ])
})

it.each(['0', 'soon', '-5', ''])('forgets no history for the setting %s', async (value) => {
  const app = await house()
  await keep(app, 'history_retention_days', value)
  app.clock.move(9000 * day)
  const before = await namesIn(app)
  await forget(app)
  expect(await namesIn(app)).toEqual(expect.arrayContaining(before))
})

it('leaves a month of history in any case, so that a page opened before is merged still', async () => {
  const app = await house()
  const { ana, clock } = app
  await rename(app, ana, 'Li')
  clock.move(20 * day)
  const ada = await app.as('administrator')
  const page = await ada.get(`/users/${ana.id}/general`)
  await rename(app, ana, 'Lo')
  await keep(app, 'history_retention_days', '1')
  await forget(app)
  expect(await namesIn(app)).toContain('Li')
  const saved = await ada.submit(page, 'Save', { firstName: 'Anna' })
  expect(saved.status).toBe(303)
  expect((await ada.get(`/users/${ana.id}/general`)).field('Last name').value).toBe('Lo')
})

it('shows and saves a user whose history is gone', async () => {
  const app = await house()
  const { ana, clock } = app
  clock.move(400 * day)
  await keep(app, 'history_retention_days', '30')
  await forget(app)
  const ada = await app.as('administrator')
  const page = await ada.get(`/users/${ana.id}/general`)
  expect(page.status).toBe(200)
  expect((await ada.get(`/users/${ana.id}/history`)).rows('History')).toEqual([])
  expect((await ada.submit(page, 'Save', { firstName: 'Anna' })).status).toBe(303)
  expect((await ada.get(`/users/${ana.id}/history`)).rows('History')).toHaveLength(1)
})

it('stops between slices when it is told to', async () => {
  const app = await house()
  for (let n = 1; n <= 150; n += 1) await rename(app, app.ana, `Old ${n}`)
  app.clock.move(100 * day)
  await keep(app, 'history_retention_days', '90')
  const before = (await namesIn(app)).length
  await forgetTheOld({ db: app.db, clock: app.clock, timeZone: 'UTC', stopping: AbortSignal.abort() })
  expect((await namesIn(app)).length).toBe(before)
})

it('is for nobody without the right', async () => {
  const { db, clock } = await house()
  const actor = makeActor({ id: 1, name: 'X', door: 'form', clock, permissions: new Set(['configure'] as const) })
  await expect(db.write((tx) => forgetChangesBefore(tx, actor, 9999, 10))).rejects.toThrow('run the system')
  await expect(db.write((tx) => forgetSignInsBefore(tx, actor, 9e15, 10))).rejects.toThrow('run the system')
})
