import { expect, it } from 'vitest'
import { _, _n } from '#platform/i18n/i18n.ts'

it('says a sentence as it stands', () => {
  expect(_('Save and continue')).toBe('Save and continue')
  expect(_('50 % of {everything}')).toBe('50 % of {everything}')
})

it('puts values in, each as often as it is named', () => {
  expect(_('{name} met {other}, and {name} left', { name: 'Ana', other: 'Ben' })).toBe('Ana met Ben, and Ana left')
})

it('takes values as they are, whatever signs they hold', () => {
  expect(_('{a} {b}', { a: '$& {b} $1', b: '<b>' })).toBe('$& {b} $1 <b>')
})

it('leaves a place for which there is no value', () => {
  expect(_('{name} and {constructor}', { name: 'Ana' })).toBe('Ana and {constructor}')
})

it('groups the digits of numbers, and leaves texts of digits alone', () => {
  expect(_('{n} created, line {line}', { n: 5004, line: '5004' })).toBe('5,004 created, line 5004')
})

it('tells one from many', () => {
  const said = (n: number) => _n('{n} user in {place}', '{n} users in {place}', n, { place: 'Vienna' })
  expect([0, 1, 2, 1000].map(said)).toEqual([
    '0 users in Vienna',
    '1 user in Vienna',
    '2 users in Vienna',
    '1,000 users in Vienna',
  ])
})

it('falls back to English for a language that it does not have', () => {
  expect(_('{n} found', { n: 2 }, 'tlh')).toBe('2 found')
})
