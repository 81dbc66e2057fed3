import type { Reader } from '#platform/db/database.ts'
import { rawColumn } from '#platform/db/raw.ts'
import { characterOf } from './characters.ts'
import { dayTerms } from './days.ts'
import { everyone } from './entry.ts'
import { knownCharacter, knownValues } from './facets.ts'
import type { Index } from './indexes.ts'
import { columnsOf } from './indexes.ts'
import { matchExpression } from './match.ts'
import type { Sides } from './sides.ts'
import { sidesOf } from './sides.ts'

/** A statement that gives numbers of records. */
export type Numbers = { sql: string; values: unknown[] }

/** One thing that must hold: words in an index, one of some facet values (or any of the kind), a day within bounds. */
export type Condition = { not?: boolean } & (
  | { is: 'words'; index: Index; text: string; whole?: boolean }
  | { is: 'facet'; kind: string; codes?: readonly string[] }
  | { is: 'day'; of: string; from?: string | undefined; until?: string | undefined }
  | { is: 'among'; numbers: Numbers }
  /** One of them at least, or all of them; statements cannot be among them. */
  | { is: 'any'; of: readonly Condition[] }
  | { is: 'all'; of: readonly Condition[] }
)

/** What holds of a group of conditions: an FTS5 expression, undefined for everyone, and statements beside it. */
export type Compiled = { match: string | undefined; numbers: Beside[] }
type Beside = Numbers & { among: Numbers; not: boolean }
export type Sees = { notes: boolean }

/** All of some conditions together; undefined where nobody can meet them. */
export function compile(reader: Reader, conditions: readonly Condition[], sees: Sees): Compiled | undefined {
  const wanted: string[] = []
  const unwanted: string[] = []
  const numbers: Beside[] = []
  const sides: Sides[] = []
  for (const condition of conditions) {
    const { not = false } = condition
    if (condition.is === 'among') {
      const { numbers: among } = condition
      numbers.push({ ...among, sql: `e.user_id ${not ? 'NOT IN' : 'IN'} (${among.sql})`, among, not })
      continue
    }
    const two = condition.is === 'facet' ? sidesOf(reader, condition) : undefined
    if (two?.wanted === '') return undefined
    if (two) {
      sides.push(two)
      continue
    }
    const expression = expressionOf(reader, condition, sees)
    if (expression === undefined && !not) return undefined
    if (expression !== undefined) (not ? unwanted : wanted).push(`(${expression})`)
  }
  // What nearly everybody has is asked for by what few have instead, as soon as anything else says where to look.
  for (const { wanted: own, others, isFew } of sides.sort((one, two) => Number(two.isFew) - Number(one.isFew))) {
    if (isFew || wanted.length === 0) wanted.push(`(${own})`)
    else if (others !== '') unwanted.push(`(${others})`)
  }
  const all = knownCharacter(reader, everyone)
  if (unwanted.length > 0 && wanted.length === 0) {
    if (!all) return undefined
    wanted.push(`"${all}"`)
  }
  if (wanted.length === 0) return { match: undefined, numbers }
  const match = wanted.join(' AND ')
  return { match: unwanted.length > 0 ? `(${match}) NOT (${unwanted.join(' OR ')})` : match, numbers }
}

function expressionOf(reader: Reader, condition: Exclude<Condition, { is: 'among' }>, sees: Sees): string | undefined {
  if (condition.is === 'words') return wordsExpression(reader, condition, sees)
  if (condition.is === 'any') {
    const ways = condition.of.map((one) => compile(reader, [one], sees)?.match).filter((match) => match !== undefined)
    return ways.length > 0 ? ways.map((match) => `(${match})`).join(' OR ') : undefined
  }
  if (condition.is === 'all') return compile(reader, condition.of, sees)?.match
  if (condition.is === 'facet') return oneOf(charactersOf(reader, condition.kind, condition.codes))
  const character = knownCharacter(reader, { kind: 'day', code: condition.of })
  if (!character) return undefined
  const terms = dayTerms(character, condition.from, condition.until)
  return terms.length > 0 ? terms.join(' OR ') : undefined
}

const mostDomains = 200

function wordsExpression(
  reader: Reader,
  { index, text, whole = false }: { index: Index; text: string; whole?: boolean },
  sees: Sees,
): string | undefined {
  if (index === 'notes' && !sees.notes) return undefined
  const expression = matchExpression(text, { whole, domains: (beginning) => domainsFrom(reader, beginning) })
  if (expression === undefined) return undefined
  const only = columnsOf[index]
  if (only) return `{${only}} : (${expression})`
  return sees.notes ? expression : `- note : (${expression})`
}

function domainsFrom(reader: Reader, beginning: string): string[] | undefined {
  const sql = 'SELECT domain FROM mail_domain WHERE domain >= ? AND domain < ? LIMIT ?'
  const found = rawColumn<string>(reader, sql, beginning, `${beginning}\u{10ffff}`, mostDomains + 1)
  return found.length > mostDomains ? undefined : found
}

const charactersOf = (reader: Reader, kind: string, codes: readonly string[] | undefined): (string | undefined)[] =>
  codes ? codes.map((code) => knownCharacter(reader, { kind, code })) : knownValues(reader, kind).map(({ n }) => characterOf(n))

function oneOf(characters: (string | undefined)[]): string | undefined {
  const known = characters.filter((character) => character !== undefined)
  return known.length > 0 ? known.map((character) => `"${character}"`).join(' OR ') : undefined
}
