import { expect, it } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import { accountKey, addressKey, nameKey, openGate } from '#sign-in/gate.ts'

const seconds = 1000
const minutes = 60 * seconds
const ada = accountKey(1)

function house() {
  const clock = fixedClock('2026-11-22')
  return { clock, gate: openGate(clock) }
}

it('lets three tries pass, then asks for 1, 2, 4 … up to 60 seconds', () => {
  const { clock, gate } = house()
  const waits = Array.from({ length: 13 }, () => {
    const asked = gate.enter([ada])
    clock.move(asked * seconds)
    if (asked > 0) expect(gate.enter([ada])).toBe(0)
    return asked
  })
  expect(waits).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60])
})

it('counts no try that was not made, and says what is left of the wait', () => {
  const { clock, gate } = house()
  for (let n = 0; n < 6; n += 1) {
    gate.enter([ada])
    clock.move(10 * seconds)
  }
  expect([gate.enter([ada]), gate.enter([ada])]).toEqual([0, 16])
  clock.move(15_500)
  expect(gate.enter([ada])).toBe(1)
  clock.move(500)
  expect(gate.enter([ada])).toBe(0)
})

it('forgives with time, and at once when told to', () => {
  const { clock, gate } = house()
  for (let n = 0; n < 3; n += 1) gate.enter([ada])
  expect(gate.enter([ada])).toBe(1)
  gate.forgive(ada)
  expect(gate.enter([ada])).toBe(0)
  expect(gate.enter([ada])).toBe(1)
  gate.forget(ada)
  expect([1, 2, 3, 4].map(() => gate.enter([ada]))).toEqual([0, 0, 0, 1])
  clock.move(15 * minutes)
  expect([1, 2, 3, 4].map(() => gate.enter([ada]))).toEqual([0, 0, 0, 1])
})

it('asks an address to wait later than an account, whichever accounts it tries', () => {
  const { gate } = house()
  const desk = addressKey('192.0.2.7')
  for (let n = 0; n < 20; n += 1) expect(gate.enter([accountKey(n), desk])).toBe(0)
  expect(gate.enter([accountKey(99), desk])).toBe(1)
  expect(gate.enter([accountKey(99), addressKey('192.0.2.8')])).toBe(0)
})

it('takes a whole network for one address where anybody has a network', () => {
  expect(addressKey('2001:db8:1:2:3:4:5:6')).toEqual(addressKey('2001:db8:1:2::9'))
  expect(addressKey('2001:db8::1')).toEqual(addressKey('2001:db8::2'))
  expect(addressKey('2001:db8:1:2::9')).not.toEqual(addressKey('2001:db8:1:3::9'))
  expect(addressKey('::ffff:192.0.2.7')).not.toEqual(addressKey('::ffff:192.0.2.8'))
  expect(addressKey('192.0.2.7')).not.toEqual(addressKey('192.0.2.8'))
})

it('takes a name for the same in any letter case, and keeps none as it was typed', () => {
  expect(nameKey(' Łukasz ')).toEqual(nameKey('łukasz'))
  expect(JSON.stringify(nameKey('a password by mistake'))).not.toContain('mistake')
})

it('keeps a bounded number of names, the ones tried last, and drops no account for them', () => {
  const { gate } = house()
  for (let n = 0; n < 3; n += 1) gate.enter([ada])
  for (let n = 0; n < 3; n += 1) gate.enter([nameKey('first')])
  expect(gate.enter([nameKey('first')])).toBe(1)
  for (let n = 0; n < 10_000; n += 1) gate.enter([nameKey(`name ${n}`)])
  expect(gate.enter([nameKey('first')])).toBe(0)
  expect(gate.enter([ada])).toBe(1)
})

it('lets ten thousand tries of nobody be written down in a day', () => {
  const { clock, gate } = house()
  for (let n = 0; n < 10_000; n += 1) expect(gate.mayNote()).toBe(true)
  expect(gate.mayNote()).toBe(false)
  clock.move(24 * 60 * minutes)
  expect(gate.mayNote()).toBe(true)
})
