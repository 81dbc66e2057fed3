import { describe, expect, it } from 'vitest'
import { moveCode } from '#code-tables/code-order.ts'
import { enableCode, makeDefault } from '#code-tables/code-state.ts'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { codeTables, mayBeChosen } from '#code-tables/code-tables.ts'
import { addCode, changeCode, removeCode } from '#code-tables/codes.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import { changesOf } from '#history/history.queries.ts'
import { fixedClock } from '#platform/clock.ts'
import { makeActor } from '#sign-in/actor.ts'
import { testDatabase } from '#test/database.ts'
import { setUpActor } from '#test/people.ts'

const clock = fixedClock('2026-11-22')
const actor = setUpActor(clock)
const code = (values: Partial<{ code: string; description: string; recordTypes: string[]; parent: string }> = {}) => ({
  code: 'NEW',
  description: 'Something new',
  ...values,
})

function library() {
  const db = testDatabase()
  const all = async (table: CodeTable) => [...(await codesOf(db.read, table)).values()]
  return {
    db,
    all,
    codes: async (table: CodeTable) => (await all(table)).map((one) => one.code),
    one: async (table: CodeTable, name: string) => (await all(table)).find((one) => one.code === name) as { id: number },
    add: (table: CodeTable, values = {}) => db.write((tx) => addCode(tx, actor, table, code(values))),
    history: (id: number) => changesOf(db.read, 'code', id, { limit: 20, offset: 0 }),
  }
}

describe('a new code', () => {
  it('stands at the end of its table, open to all that the table knows, with its history', async () => {
    const { add, all, history } = library()
    const id = await add('UserGroups', { code: ' YEAR7 ', description: ' Year 7 ' })
    expect((await all('UserGroups')).at(-1)).toMatchObject({
      id,
      code: 'YEAR7',
      description: 'Year 7',
      enabled: true,
      isDefault: false,
      recordTypes: ['STAFF', 'PUBLIC'],
      parent: null,
    })
    expect((await history(id)).map(({ action, version, items }) => [action, version, items])).toEqual([
      [
        'added',
        1,
        [
          { part: 'code', field: 'tableName', before: null, after: 'UserGroups' },
          { part: 'code', field: 'code', before: null, after: 'YEAR7' },
          { part: 'code', field: 'description', before: null, after: 'Year 7' },
          { part: 'code', field: 'recordTypes', before: null, after: ['STAFF', 'PUBLIC'] },
        ],
      ],
    ])
  })

  it.each<[CodeTable, object, string]>([
    ['UserTitles', { code: '' }, 'Code is required'],
    ['UserTitles', { code: 'x'.repeat(256) }, 'Keep Code to 255 characters'],
    ['UserTitles', { code: 'a\u0000b' }, 'cannot be stored'],
    ['UserTitles', { code: 'a,b' }, 'no comma'],
    ['UserTitles', { code: 'a;b' }, 'no semicolon'],
    ['UserTitles', { description: '  ' }, 'Description is required'],
    ['UserTitles', { description: 'x'.repeat(256) }, 'Keep Description to 255'],
    ['UserTitles', { code: 'MR' }, 'There is a title MR already: Mr.'],
    ['UserTitles', { code: 'mr' }, 'must differ by more than letter case'],
    ['UserGroups', { code: 'YEAR 7' }, 'letters and digits only'],
    ['UserGroups', { recordTypes: [] }, 'at least one record type'],
    ['UserGroups', { recordTypes: ['CONTACT'] }, 'at least one record type'],
    ['Libraries', { code: 'Institution' }, 'stands for the whole institution'],
    ['CirculationDesks', {}, 'Choose the library that it belongs to'],
    ['CirculationDesks', { parent: 'NOWHERE' }, 'There is no library "NOWHERE"'],
  ])('is refused in %s as %j', async (table, values, words) => {
    const { add, codes } = library()
    const before = await codes(table)
    await expect(add(table, values)).rejects.toThrow(words)
    expect(await codes(table)).toEqual(before)
  })

  it('may be like a code of another table, and is told by letter case', async () => {
    const { add, codes } = library()
    await add('Campuses', { code: 'home' })
    await add('Libraries', { code: 'home' })
    expect([await codes('Campuses'), (await codes('UserAddressTypes')).includes('home')]).toEqual([['home'], true])
  })

  it('belongs to an enabled library, and may stay with one that was disabled since', async () => {
    const { db, add, one } = library()
    const main = await add('Libraries', { code: 'MAIN' })
    const desk = await add('CirculationDesks', { code: 'FRONT', parent: 'MAIN' })
    await db.write((tx) => enableCode(tx, actor, 'Libraries', main, false))
    await expect(add('CirculationDesks', { code: 'BACK', parent: 'MAIN' })).rejects.toThrow('MAIN is disabled')
    await db.write((tx) => changeCode(tx, actor, 'CirculationDesks', desk, { description: 'Front', parent: 'MAIN' }))
    expect(await one('CirculationDesks', 'FRONT')).toMatchObject({ description: 'Front', parent: 'MAIN' })
  })

  it('stands where its name belongs in the table of countries', async () => {
    const { add, all } = library()
    await add('CountryCodes', { code: 'NEV', description: 'Nevermark' })
    const names = (await all('CountryCodes')).map(({ description }) => description)
    expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other, 'en')))
  })
})

describe('changing a code', () => {
  it('writes and records what differs, and nothing where nothing does', async () => {
    const { db, one, history } = library()
    const { id } = await one('UserGroups', 'FACULTY')
    const change = (values: object) => db.write((tx) => changeCode(tx, actor, 'UserGroups', id, values))
    await change({ description: 'Teachers', recordTypes: ['STAFF'] })
    expect((await change({ description: ' Teachers ', recordTypes: ['STAFF'] })).changes).toEqual([])
    expect(await one('UserGroups', 'FACULTY')).toMatchObject({ description: 'Teachers', recordTypes: ['STAFF'] })
    expect((await history(id)).map(({ items }) => items.map(({ field }) => field))).toEqual([['description', 'recordTypes']])
  })

  it('two at once: merges what only one touched, asks where both did', async () => {
    const { db, one } = library()
    const { id } = await one('UserGroups', 'FACULTY')
    const change = (values: object) => db.write((tx) => changeCode(tx, actor, 'UserGroups', id, values, { drawnFrom: 0 }))
    await change({ description: 'Teachers', recordTypes: ['STAFF', 'PUBLIC'] })
    expect((await change({ description: 'Faculty', recordTypes: ['STAFF'] })).theirs).toEqual(['description'])
    expect(await one('UserGroups', 'FACULTY')).toMatchObject({ description: 'Teachers', recordTypes: ['STAFF'] })
    await expect(change({ description: 'Lecturers' })).rejects.toThrow('Someone else saved this record')
  })
})

describe('disabling and the default', () => {
  it('keeps a disabled code from being chosen, and a disabled default is none', async () => {
    const { db, one, history } = library()
    const { id } = await one('UserPreferredLanguage', 'en')
    await db.write((tx) => enableCode(tx, actor, 'UserPreferredLanguage', id, false))
    const now = await one('UserPreferredLanguage', 'en')
    expect(now).toMatchObject({ enabled: false, isDefault: false })
    expect(mayBeChosen(now as never, 'PUBLIC')).toBe(false)
    expect((await history(id))[0]?.items.map(({ field }) => field)).toEqual(['enabled', 'isDefault'])
    await expect(db.write((tx) => makeDefault(tx, actor, 'UserPreferredLanguage', id, true))).rejects.toThrow('Enable it first')
  })

  it('makes one code the default in place of another, or none', async () => {
    const { db, one, all } = library()
    const { id } = await one('UserPreferredLanguage', 'no')
    const defaults = async () => (await all('UserPreferredLanguage')).filter((each) => each.isDefault).map((each) => each.code)
    await db.write((tx) => makeDefault(tx, actor, 'UserPreferredLanguage', id, true))
    expect(await defaults()).toEqual(['no'])
    await db.write((tx) => makeDefault(tx, actor, 'UserPreferredLanguage', id, false))
    expect(await defaults()).toEqual([])
  })

  it('is refused where Foyer relies on the code, or the table has no default', async () => {
    const { db, one } = library()
    const { id } = await one('UserIdentifierTypes', 'BARCODE')
    await expect(db.write((tx) => enableCode(tx, actor, 'UserIdentifierTypes', id, false))).rejects.toThrow('relies on BARCODE')
    const home = await one('UserAddressTypes', 'home')
    const makeHomeDefault = db.write((tx) => makeDefault(tx, actor, 'UserAddressTypes', home.id, true))
    await expect(makeHomeDefault).rejects.toThrow('has no default')
    await expect(db.write((tx) => removeCode(tx, actor, 'UserIdentifierTypes', id))).rejects.toThrow('relies on BARCODE')
  })
})

describe('the order', () => {
  it('moves a code by one, not past the ends, and records its place', async () => {
    const { db, one, codes, history } = library()
    const { id } = await one('UserTitles', 'MS')
    const move = (direction: 'up' | 'down') => db.write((tx) => moveCode(tx, actor, 'UserTitles', id, direction))
    expect(await move('up')).toBe(true)
    expect(await codes('UserTitles')).toEqual(['MS', 'MR', 'MX', 'DR', 'PROF'])
    expect(await move('up')).toBe(false)
    await move('down')
    await move('down')
    expect(await codes('UserTitles')).toEqual(['MR', 'MX', 'MS', 'DR', 'PROF'])
    expect((await history(id)).map(({ items }) => [items[0]?.before, items[0]?.after])).toEqual([
      [2, 3],
      [1, 2],
      [2, 1],
    ])
  })

  it('is that of the names where the table says so', async () => {
    const { db, one } = library()
    const { id } = await one('CountryCodes', 'AUT')
    await expect(db.write((tx) => moveCode(tx, actor, 'CountryCodes', id, 'up'))).rejects.toThrow('order of its names')
  })
})

describe('removing a code', () => {
  it('takes away what nothing holds; history keeps what it was', async () => {
    const { db, one, codes, history } = library()
    const { id } = await one('UserTitles', 'MX')
    await db.write((tx) => removeCode(tx, actor, 'UserTitles', id))
    expect(await codes('UserTitles')).not.toContain('MX')
    expect((await history(id))[0]).toMatchObject({
      action: 'removed',
      items: [
        { field: 'tableName', before: 'UserTitles' },
        { field: 'code', before: 'MX' },
        { field: 'description', before: 'Mx' },
        { field: 'position', before: 3 },
      ],
    })
    await expect(db.write((tx) => changeCode(tx, actor, 'UserTitles', id, { description: 'X' }))).rejects.toThrow('Test removed')
  })

  it('two at once: is asked again when the code reads otherwise by now', async () => {
    const { db, one, codes } = library()
    const { id } = await one('UserTitles', 'MX')
    await db.write((tx) => changeCode(tx, actor, 'UserTitles', id, { description: 'Mixed' }))
    await expect(db.write((tx) => removeCode(tx, actor, 'UserTitles', id, { drawnFrom: 0 }))).rejects.toThrow(
      'since you were asked',
    )
    expect(await codes('UserTitles')).toContain('MX')
  })
})

it('every verb asks for the right first', async () => {
  const { db, one } = library()
  const { id } = await one('UserTitles', 'MX')
  const max = makeActor({ id: 1, name: 'Max', door: 'form', clock, permissions: new Set(['edit users', 'manage roles']) })
  const acts = [
    db.write((tx) => addCode(tx, max, 'UserTitles', code())),
    db.write((tx) => changeCode(tx, max, 'UserTitles', id, { description: 'X' })),
    db.write((tx) => moveCode(tx, max, 'UserTitles', id, 'up')),
    db.write((tx) => makeDefault(tx, max, 'UserTitles', id, true)),
    db.write((tx) => enableCode(tx, max, 'UserTitles', id, false)),
    db.write((tx) => removeCode(tx, max, 'UserTitles', id)),
  ]
  for (const act of acts) await expect(act).rejects.toThrow('right to configure')
})

it('every table has its facts, and a parent is a table', () => {
  expect(Object.keys(tableFacts).sort()).toEqual(Object.keys(codeTables).sort())
  for (const { one, about, parent } of Object.values(tableFacts)) {
    expect([one, about]).toEqual([expect.stringMatching(/^[a-z]/), expect.stringMatching(/^[A-Z].*\.$/)])
    if (parent) expect(tableFacts[parent]).toBeDefined()
  }
})
