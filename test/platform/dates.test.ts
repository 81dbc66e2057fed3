import { expect, it } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { addDays, dayIn, daysBetween, isDay, isTimeZone, minuteIn, startOf } from '#platform/dates.ts'

it.each(['2024-02-29', '2000-02-29', '2026-12-31', '0001-01-01', '9999-12-31'])('takes %s as a day', (text) =>
  expect(isDay(text)).toBe(true),
)

it.each([
  '2027-02-30',
  '2027-02-29',
  '1900-02-29',
  '2027-04-31',
  '2027-13-01',
  '2027-00-10',
  '2027-01-00',
  '0000-01-01',
  '31/12/2027',
  '31.12.2027',
  '2027-1-1',
  '27-01-01',
  '12027-01-01',
  '20270101',
  '2027-01-01T00:00:00Z',
  ' 2027-01-01',
  '2027-01-01\n',
  '٢٠٢٧-٠١-٠١',
  '-2027-01-01',
  '',
])('refuses %j as a day', (text) => expect(isDay(text)).toBe(false))

it.each([
  ['2026-11-22T23:30:00Z', 'UTC', '2026-11-22', '2026-11-22 23:30'],
  ['2026-11-22T23:30:00Z', 'Europe/Vienna', '2026-11-23', '2026-11-23 00:30'],
  ['2026-11-22T23:30:00Z', 'America/Los_Angeles', '2026-11-22', '2026-11-22 15:30'],
  ['2026-11-22T11:00:00Z', 'Pacific/Kiritimati', '2026-11-23', '2026-11-23 01:00'],
  ['2026-11-22T05:00:00Z', 'Pacific/Pago_Pago', '2026-11-21', '2026-11-21 18:00'],
  ['2026-12-31T23:00:00Z', 'Europe/Vienna', '2027-01-01', '2027-01-01 00:00'],
  ['2026-03-29T01:00:00Z', 'Europe/Vienna', '2026-03-29', '2026-03-29 03:00'],
])('%s is in %s the day %s', (instant, zone, day, minute) => {
  expect(dayIn(zone, Date.parse(instant))).toBe(day)
  expect(minuteIn(zone, Date.parse(instant))).toBe(minute)
})

it('counts days over leap days, years and the change of the clocks', () => {
  expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2)
  expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2)
  expect(daysBetween('2027-01-01', '2026-12-31')).toBe(-1)
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29')
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
  expect(addDays('2026-03-01', -1)).toBe('2026-02-28')
})

it.each([
  ['UTC', '2026-11-22', '2026-11-22T00:00:00Z'],
  ['Europe/Vienna', '2026-03-29', '2026-03-28T23:00:00Z'],
  ['Europe/Vienna', '2026-03-30', '2026-03-29T22:00:00Z'],
  ['America/Los_Angeles', '2026-11-02', '2026-11-02T08:00:00Z'],
  ['Pacific/Kiritimati', '2026-01-01', '2025-12-31T10:00:00Z'],
  ['Pacific/Pago_Pago', '2026-01-01', '2026-01-01T11:00:00Z'],
  ['Asia/Kathmandu', '2026-01-01', '2025-12-31T18:15:00Z'],
  // Clocks were set from midnight to one.
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00Z'],
])('knows when a day begins in %s: %s', (timeZone, day, begins) => {
  expect(new Date(startOf(timeZone, day)).toISOString()).toBe(new Date(begins).toISOString())
  expect(dayIn(timeZone, startOf(timeZone, day) - 1)).toBe(addDays(day, -1))
})

it('knows time zones by name', () => {
  expect(isTimeZone('Europe/Vienna')).toBe(true)
  expect(isTimeZone('Middle-earth/Shire')).toBe(false)
})

it('has a clock for tests that stands until it is moved', () => {
  const clock = fixedClock('2026-11-22')
  expect([clock.today(), clock.now()]).toEqual(['2026-11-22', Date.parse('2026-11-22T10:00:00Z')])
  clock.move(14 * 3_600_000)
  expect(clock.today()).toBe('2026-11-23')
})
