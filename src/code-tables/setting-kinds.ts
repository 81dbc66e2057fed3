import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { patternText, readPattern } from '#platform/number-pattern.ts'
import { hasUnstorable, lengthOf } from '#platform/text.ts'
import { roleByCode } from '#roles/roles.ts'
import { codesOf } from './code-tables.queries.ts'
import type { CodeTable } from './code-tables.ts'

/** What was typed, as the setting keeps it in its one spelling, or what is wrong with it. */
export type Read = { value: string } | { problem: string }
/** How the value of a setting is read. `before` is what stands: what it holds may stay in it. */
export type SettingKind = (typed: string, name: string, reader: Reader, before: string) => Read | Promise<Read>

export const aName: SettingKind = (typed, name) => {
  const value = typed.trim()
  if (value === '') return { problem: _('{name} cannot be empty. Give it a value.', { name }) }
  if (hasUnstorable(value, false) || lengthOf(value) > 255)
    return { problem: _('{name} must be one line of at most 255 characters.', { name }) }
  return { value }
}

export const aPattern: SettingKind = (typed) => {
  const read = readPattern(typed)
  return 'pattern' in read ? { value: patternText(read.pattern) } : read
}

/** A whole number within bounds; `zero` where nought means something of its own. */
export const aNumber =
  (least: number, most: number, zero = false): SettingKind =>
  (typed, name) => {
    const text = typed.trim()
    const n = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
    if ((n >= least && n <= most) || (zero && n === 0)) return { value: String(n) }
    const bounds = { name, least, most }
    return {
      problem: zero
        ? _('{name} must be a whole number from {least} to {most}, or 0.', bounds)
        : _('{name} must be a whole number from {least} to {most}.', bounds),
    }
  }

const listed = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  ),
]

/** Some of a table of codes, separated by commas; none is a value too. */
export const someCodes =
  (table: CodeTable): SettingKind =>
  async (typed, _name, reader, before) => {
    const known = await codesOf(reader, table)
    const codes = listed(typed)
    const odd = codes.find((code) => !known.has(code) && !listed(before).includes(code))
    if (odd !== undefined)
      return { problem: _('There is no code "{code}". Letter case counts; separate codes by commas.', { code: odd }) }
    return { value: codes.join(',') }
  }

/** Some of the roles, by their numbers. */
export const someRoles: SettingKind = (typed) => {
  const roles = listed(typed)
  const odd = roles.find((role) => !/^\d{1,6}$/.test(role) || !roleByCode(Number(role)))
  if (odd !== undefined)
    return { problem: _('There is no role "{role}". Write the numbers of roles, separated by commas.', { role: odd }) }
  return { value: roles.map(Number).join(',') }
}

const mostWords = 100

/** Some of a few words, or of any: names that a feature above knows, which passes over those that it does not. */
export const someWords =
  (known?: readonly string[]): SettingKind =>
  (typed, name) => {
    const words = listed(typed)
    const odd = words.find((word) => (known ? !known.includes(word) : !/^[a-z]\w{0,50}$/i.test(word)))
    if (odd !== undefined) return { problem: _('{name} cannot hold "{word}". Separate names by commas.', { name, word: odd }) }
    if (words.length > mostWords) return { problem: _('{name} can hold {n} names at most.', { name, n: mostWords }) }
    return { value: words.join(',') }
  }
