import { expect, it } from 'vitest'
import { settingNow } from '#code-tables/settings.queries.ts'
import type { Setting } from '#code-tables/settings.ts'
import { changeSetting, settingDefaults, settingNames, settingSentences } from '#code-tables/settings.ts'
import { changesOf } from '#history/history.queries.ts'
import { fixedClock } from '#platform/clock.ts'
import { luhnDigit } from '#platform/number-pattern.ts'
import { makeActor } from '#sign-in/actor.ts'
import { testDatabase } from '#test/database.ts'
import { setUpActor } from '#test/people.ts'

const clock = fixedClock('2026-11-22')
function settings() {
  const db = testDatabase()
  return {
    db,
    change: (name: Setting, value: string) => db.write((tx) => changeSetting(tx, setUpActor(clock), name, value)),
    now: (name: Setting) => settingNow(db.read, name),
  }
}

it('has a value and a sentence for each, and each value is one that it may have', async () => {
  const { change, now } = settings()
  for (const name of settingNames) {
    expect(settingSentences[name]).toMatch(/^[A-Z].*\.$/)
    expect(await now(name)).toBe(settingDefaults[name])
    expect(await change(name, settingDefaults[name])).toBe(settingDefaults[name])
  }
})

it.each([
  ['prefix=2 length=14 check=luhn', 'prefix=2 length=14 check=luhn'],
  ['  check=luhn   length=8 ', 'length=8 check=luhn'],
  ['prefix=LIB- length=10 check=none', 'prefix=LIB- length=10'],
  ['length=1', 'length=1'],
])('takes the pattern %j', async (typed, kept) => {
  const { change, now } = settings()
  await change('barcode_pattern', typed)
  expect(await now('barcode_pattern')).toBe(kept)
})

it.each([
  ['', 'Write a pattern like prefix=2 length=14 check=luhn'],
  ['2{12}L', '"2{12}L" does not fit'],
  ['prefix=2 lenght=14', '"lenght=14" does not fit'],
  ['length=4 length=5', 'Write a pattern like'],
  ['prefix=2', 'length must be a number up to 24'],
  ['prefix=2 length=25', 'length must be a number up to 24'],
  ['prefix=2 length=-3', 'length must be a number up to 24'],
  ['prefix=222 length=4 check=luhn', 'length=4 leaves no digit to count with.'],
  ['prefix=2 length=14 check=mod11', '"mod11" is neither'],
  ['prefix=LIB length=14 check=luhn', 'With check=luhn the prefix must be of digits only.'],
  ['prefix=ä length=14', 'A prefix holds letters without accents'],
])('refuses the pattern %j', async (typed, words) => {
  const { change, now } = settings()
  await expect(change('primary_id_pattern', typed)).rejects.toThrow(words)
  expect(await now('primary_id_pattern')).toBe('prefix=U length=8')
})

it.each(['', '  ', 'x'.repeat(256), 'two\nlines', 'a\u0000b'])('refuses the name %j of a library', async (typed) => {
  await expect(settings().change('institution', typed)).rejects.toThrow('institution')
})

it('records who changed what, and nothing when nothing changes', async () => {
  const { db, change } = settings()
  await change('institution', ' Northfield ')
  await change('institution', 'Northfield')
  const acts = await changesOf(db.read, 'setting', 0, { limit: 10, offset: 0 })
  expect(acts.map(({ actorName, action, items }) => [actorName, action, items])).toEqual([
    ['Test', 'changed', [{ part: 'setting', field: 'institution', before: 'My library', after: 'Northfield' }]],
  ])
})

it('is changed only by those who configure', async () => {
  const { db, now } = settings()
  const manager = makeActor({ id: 1, name: 'Max', door: 'form', clock, permissions: new Set(['edit users']) })
  await expect(db.write((tx) => changeSetting(tx, manager, 'institution', 'Mine'))).rejects.toThrow('right to configure')
  expect(await now('institution')).toBe('My library')
})

// Known pairs, among them the one of the rule's own description.
it.each([
  ['7992739871', 3],
  ['0', 0],
  ['2000000000001', 4],
  ['453201511283036', 6],
])('knows the check digit of %s', (digits, check) => {
  expect(luhnDigit(digits)).toBe(check)
})
