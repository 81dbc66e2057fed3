import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import { fixedClock } from '#platform/clock.ts'
import { commandActor } from '#sign-in/actor.ts'
import { profileOfCode } from '#sync/profiles.queries.ts'
import { addProfile, changeProfile, getProfile, removeProfile, seedProfiles } from '#sync/profiles.ts'
import { testDatabase } from '#test/database.ts'

const actor = commandActor('sync', fixedClock('2026-11-22'))

it('is made as usual where nothing else is said, changed with its history, and removed', async () => {
  const db = testDatabase()
  const id = await db.write((tx) => addProfile(tx, actor, { code: 'HR', name: 'Staff office' }))
  expect(await getProfile(db.read, id)).toMatchObject({ format: 'alma', unmatched: 'add', guardShare: 50, version: 1 })
  const { changes: made } = await db.write((tx) => changeProfile(tx, actor, id, { guardShare: 10, name: 'Staff office' }))
  expect(made).toEqual([{ part: 'sync profile', field: 'guardShare', before: 50, after: 10 }])
  await db.write((tx) => removeProfile(tx, actor, id))
  await expect(getProfile(db.read, id)).rejects.toThrow('removed meanwhile')
  const acts = await db.read.select().from(changes).where(eq(changes.subject, 'sync profile'))
  expect(acts.map(({ action }) => action)).toEqual(['created', 'changed', 'removed'])
})

it('is refused with words for each field that cannot stand', async () => {
  const db = testDatabase()
  const wrong = { code: 'a b', format: 'xls', guardShare: 0, matchBy: 'NOPE', schedule: 'often', folder: '../x', colour: 'red' }
  const refused = db.write((tx) => addProfile(tx, actor, wrong as never))
  await expect(refused).rejects.toMatchObject({
    problems: expect.arrayContaining(
      ['code', 'format', 'guardShare', 'schedule', 'folder', 'colour', 'name'].map((field) => expect.objectContaining({ field })),
    ),
  })
  await db.write((tx) => addProfile(tx, actor, { code: 'HR', name: 'Staff office' }))
  await expect(db.write((tx) => addProfile(tx, actor, { code: 'hr', name: 'Again' }))).rejects.toThrow('has this code')
})

it('is there once for a fresh Foyer, and does not come back once it was removed', async () => {
  const db = testDatabase()
  await db.write((tx) => seedProfiles(tx, 0))
  const profile = await profileOfCode(db.read, 'sis')
  expect(profile).toMatchObject({ code: 'SIS', format: 'alma', matchBy: '', enabled: true })
  await db.write((tx) => removeProfile(tx, actor, profile?.id ?? 0))
  await db.write((tx) => seedProfiles(tx, 0))
  expect(await profileOfCode(db.read, 'SIS')).toBeUndefined()
})
