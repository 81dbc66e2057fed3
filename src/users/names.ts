import { describer, settingOf } from '#code-tables/code-tables.queries.ts'
import { cached } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import type { NameParts, NamePattern } from './name-pattern.ts'
import { orderPattern, readNamePattern, shipped, shippedPattern, written } from './name-pattern.ts'

type Names = {
  [Part in 'firstName' | 'middleName' | 'lastName' | 'prefFirstName' | 'prefMiddleName' | 'prefLastName']: string | null
}
/** Somebody to be named. */
export type Named = Names & { title?: string | null; primaryId?: string }
/** What a user is called on screen. */
export type Namer = (user: Named) => string

/** The setting that keeps the pattern of names. */
export const patternSetting = 'name_pattern'

const inForce = cached(async (reader) => {
  const pattern = readNamePattern((await settingOf(reader, patternSetting)) ?? shippedPattern) ?? shipped
  return { pattern, order: orderPattern(pattern) }
})

/** The pattern of names in force. */
export const patternNow = async (reader: Reader): Promise<NamePattern> => (await inForce(reader)).pattern

const shown = (user: Names) => ({
  first: user.prefFirstName ?? user.firstName,
  middle: user.prefMiddleName ?? user.middleName,
  last: user.prefLastName ?? user.lastName,
})

const named = (pattern: NamePattern, user: Named, parts: NameParts) => written(pattern, parts) || (user.primaryId ?? '')

/** Names people as a pattern says; each preferred part stands for its own main part. */
export async function namerBy(reader: Reader, pattern: NamePattern): Promise<Namer> {
  const describe = await describer(reader)
  return (user) => named(pattern, user, { ...shown(user), title: describe('UserTitles', user.title ?? null) })
}

/** Names people as the library wishes: to be asked once for a page, and called for each of them. */
export const namer = async (reader: Reader): Promise<Namer> => namerBy(reader, (await inForce(reader)).pattern)

/** Names people as lists order them. `order` tells one order from another. */
export async function orderNamer(reader: Reader): Promise<Namer & { order: string }> {
  const { order } = await inForce(reader)
  return Object.assign((user: Named) => named(order, user, { ...shown(user), title: null }), { order: order.text })
}

/** The name as it is shown where no library has chosen another way: "Last, First Middle". */
export const nameShown: Namer = (user) => named(shipped, user, { ...shown(user), title: null })

/** The name as one says it: "First Last". */
export function nameSpoken(user: Named): string {
  const { first, last } = shown(user)
  return [first, last].filter(Boolean).join(' ') || (user.primaryId ?? '')
}

/** One or two letters for the round mark beside a name. */
export function initials(user: Names): string {
  const { first, last } = shown(user)
  return [first, last]
    .map((name) => [...(name ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}
