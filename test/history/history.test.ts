import { describe, expect, it } from 'vitest'
import { changesOf, lastChangeOf } from '#history/history.queries.ts'
import type { Author, Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Db } from '#platform/db/database.ts'
import { testDatabase } from '#test/database.ts'

describe('what differs', () => {
  const before = { firstName: 'Ana', middleName: null, lastName: 'Müller', types: ['home'], popup: false }

  it('is told field by field, in the order of what is new', () => {
    expect(diff('general', before, { lastName: 'Schmidt', firstName: 'Anna' })).toEqual([
      { part: 'general', field: 'lastName', before: 'Müller', after: 'Schmidt' },
      { part: 'general', field: 'firstName', before: 'Ana', after: 'Anna' },
    ])
  })

  it('is nothing where nothing differs, or where a field is not named', () => {
    expect(diff('general', before, {})).toEqual([])
    expect(diff('general', before, { ...before, types: ['home'] })).toEqual([])
  })

  it('takes absent, undefined and empty as one', () => {
    expect(diff('general', before, { middleName: undefined, prefLastName: null })).toEqual([])
    expect(diff('general', before, { firstName: undefined })).toEqual([
      { part: 'general', field: 'firstName', before: 'Ana', after: null },
    ])
  })

  it('tells letter case, lists and flags apart', () => {
    const fields = diff('email', before, { lastName: 'müller', types: ['home', 'work'], popup: true }).map(({ field }) => field)
    expect(fields).toEqual(['lastName', 'types', 'popup'])
    expect(diff('email', before, { types: ['work'] })).toHaveLength(1)
    expect(diff('email', { n: 0 }, { n: '0' })).toHaveLength(1)
  })

  it('names the row where the part is a list', () => {
    expect(diff('note', {}, { text: 'Lost card' }, 7)).toEqual([
      { part: 'note', row: 7, field: 'text', before: null, after: 'Lost card' },
    ])
  })
})

describe('what happened', () => {
  const author = (given: Partial<Author> = {}): Author => ({
    id: 3,
    name: 'Otto Operator',
    door: 'form',
    doorDetail: null,
    now: () => 1000,
    ...given,
  })
  const items: Change[] = [{ part: 'general', field: 'types', before: null, after: ['home', 'work'] }]
  const record = (db: Db, subjectId: number, action: string, by = author(), subject = 'user') =>
    db.write((tx) => recordChange(tx, by, { subject, subjectId, version: 2, action, changes: items }))

  it('is written down with who, when, through which door, and what', async () => {
    const db = testDatabase()
    await record(db, 42, 'changed', author({ id: null, name: 'Command line', door: 'file', doorDetail: 'people.csv' }))
    const [row] = await changesOf(db.read, 'user', 42, { limit: 10, offset: 0 })
    expect(row).toEqual({
      id: expect.any(Number),
      at: 1000,
      subject: 'user',
      subjectId: 42,
      version: 2,
      action: 'changed',
      actorId: null,
      actorName: 'Command line',
      door: 'file',
      doorDetail: 'people.csv',
      items,
      undoes: null,
    })
  })

  it('is shown newest first, page by page, for one record alone', async () => {
    const db = testDatabase()
    for (const action of ['first', 'second', 'third']) await record(db, 42, action)
    await record(db, 43, 'of somebody else')
    await record(db, 42, 'of something else', author(), 'block')
    const actions = async (limit: number, offset: number) =>
      (await changesOf(db.read, 'user', 42, { limit, offset })).map(({ action }) => action)
    expect(await actions(10, 0)).toEqual(['third', 'second', 'first'])
    expect(await actions(2, 0)).toEqual(['third', 'second'])
    expect(await actions(2, 2)).toEqual(['first'])
    expect(await actions(2, 4)).toEqual([])
  })

  it('goes by the order of writing where clocks go back', async () => {
    const db = testDatabase()
    await record(db, 42, 'first', author({ now: () => 5000 }))
    await record(db, 42, 'second', author({ now: () => 10, name: 'Max Manager' }))
    expect(await lastChangeOf(db.read, 'user', 42)).toEqual({ at: 10, by: 'Max Manager' })
    expect(await lastChangeOf(db.read, 'user', 99)).toBeUndefined()
  })

  it('is not written when the change is taken back', async () => {
    const db = testDatabase()
    const write = db.write(async (tx) => {
      await recordChange(tx, author(), { subject: 'user', subjectId: 42, version: 2, action: 'changed', changes: items })
      throw new Error('boom')
    })
    await expect(write).rejects.toThrow('boom')
    expect(await changesOf(db.read, 'user', 42, { limit: 10, offset: 0 })).toEqual([])
  })
})
