import { _ } from '#platform/i18n/i18n.ts'

/**
 * How the numbers of a series look: a prefix, digits that count up, and a check digit at the end where there is one.
 * `length` is that of the whole number. Written `prefix=2 length=14 check=luhn`.
 */
export type NumberPattern = { prefix: string; length: number; luhn: boolean }

const longest = 24

/** Reads a pattern as people write it, or says what is wrong with it. */
export function readPattern(text: string): { pattern: NumberPattern } | { problem: string } {
  const parts = text.trim().split(/\s+/)
  const given = new Map(parts.map((part) => part.split(/=(.*)/s, 2) as [string, string | undefined]))
  const known = ['prefix', 'length', 'check']
  const odd = parts.find((part) => !/^\w+=/.test(part) || !known.includes(part.split('=')[0] ?? ''))
  if (odd !== undefined || given.size < parts.length) {
    return { problem: _('Write a pattern like prefix=2 length=14 check=luhn; "{part}" does not fit.', { part: odd ?? text }) }
  }
  const { prefix = '', length = '', check = 'none' } = Object.fromEntries(given)
  const pattern = { prefix, length: Number(length), luhn: check === 'luhn' }
  const problem = problemOf(pattern, length, check)
  return problem === undefined ? { pattern } : { problem }
}

function problemOf(pattern: NumberPattern, length: string, check: string): string | undefined {
  if (!['luhn', 'none'].includes(check)) return _('check must be luhn or none; "{check}" is neither.', { check })
  if (!/^[A-Za-z0-9._/-]*$/.test(pattern.prefix)) return _('A prefix holds letters without accents, digits and . _ / - only.')
  if (pattern.luhn && /\D/.test(pattern.prefix)) return _('With check=luhn the prefix must be of digits only.')
  if (!/^\d{1,2}$/.test(length) || pattern.length > longest)
    return _('length must be a number up to {longest}: that of the whole number, prefix and check digit included.', { longest })
  if (counting(pattern) < 1) return _('length={length} leaves no digit to count with. Make it longer.', { length })
  return undefined
}

/** The pattern in its one spelling. */
export const patternText = ({ prefix, length, luhn }: NumberPattern): string =>
  [prefix && `prefix=${prefix}`, `length=${length}`, luhn && 'check=luhn'].filter(Boolean).join(' ')

const counting = ({ prefix, length, luhn }: NumberPattern) => length - prefix.length - (luhn ? 1 : 0)

/** The place of a number in its series, as text that sorts by it; undefined for one that does not look like the pattern. */
export function placeOf(pattern: NumberPattern, number: string): string | undefined {
  const { prefix, length } = pattern
  if (number.length !== length || !number.toLowerCase().startsWith(prefix.toLowerCase())) return undefined
  const digits = number.slice(prefix.length)
  return /\D/.test(digits) ? undefined : digits.slice(0, counting(pattern))
}

/** The number that follows a place, and its own place. Undefined when the digits are used up. */
export function numberAfter(pattern: NumberPattern, place: string | undefined): { number: string; place: string } | undefined {
  const next = String(BigInt(place ?? '0') + 1n).padStart(counting(pattern), '0')
  if (next.length > counting(pattern)) return undefined
  const number = pattern.prefix + next
  return { number: pattern.luhn ? number + luhnDigit(number) : number, place: next }
}

/** Luhn's check digit: from the right, every second digit is doubled and its digits added up. */
export function luhnDigit(digits: string): number {
  const sum = [...digits]
    .reverse()
    .map(Number)
    .reduce((total, digit, place) => total + (place % 2 === 1 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2), 0)
  return (10 - (sum % 10)) % 10
}
