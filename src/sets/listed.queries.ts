import { setImmediate as breathe } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { IdSet } from '#platform/id-set.ts'
import { caseFold } from '#platform/text.ts'
import { emails } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { takenIdentifiers, users } from '#users/users.table.ts'
import type { IdList, ListLine, Missed, NamedBy, Why } from './list-lines.ts'
import { isTooLong } from './list-lines.ts'

/** Whom a list names, and its lines that name nobody. */
export type Listed = { ids: IdSet; missed: Missed[] }
/** So many of those lines are kept. */
export const mostMissed = 10_000
const atOnce = 500

export async function usersListed(reader: Reader, { by, lines }: IdList): Promise<Listed> {
  const ids = new IdSet()
  const missed: Missed[] = []
  for (let from = 0; from < lines.length; from += atOnce) {
    const slice = lines.slice(from, from + atOnce)
    const holders = await holdersOf(reader, by, slice)
    for (const line of slice) {
      const found = meant(line, holders, ids)
      if (typeof found === 'number') ids.add(found)
      else if (missed.length < mostMissed) missed.push({ line: line.line, text: line.text.slice(0, 255), why: found })
    }
    await breathe()
  }
  return { ids, missed }
}

type Holder = { id: number; binned: boolean }
type Holders = Map<string, Map<number, Holder>>

function meant(line: ListLine, holders: Holders, already: IdSet): number | Why {
  if (isTooLong(line)) return 'long'
  const found = [...(holders.get(caseFold(line.text))?.values() ?? [])]
  if (found.length === 0) return 'unknown'
  const here = found.filter(({ binned }) => !binned)
  if (here.length === 0) return 'binned'
  if (here.length > 1) return 'ambiguous'
  const id = here[0]?.id ?? 0
  return already.has(id) ? 'doubled' : id
}

async function holdersOf(reader: Reader, by: NamedBy, lines: ListLine[]): Promise<Holders> {
  const keys = lines.filter((line) => !isTooLong(line)).map(({ text }) => caseFold(text))
  const holders: Holders = new Map()
  const note = (rows: { key: string; id: number; binnedAt: number | null }[]) => {
    for (const { key, id, binnedAt } of rows)
      holders.set(key, (holders.get(key) ?? new Map<number, Holder>()).set(id, { id, binned: binnedAt !== null }))
  }
  if (by === 'primary') note(await byPrimary(reader, keys))
  else if (typeof by === 'object') note(await byType(reader, keys, by.type))
  else if (by === 'any') note(await byAny(reader, keys))
  // An address serves where a list says nothing else.
  const left = by === 'email' || by === 'any' ? keys.filter((key) => key.includes('@') && !holders.has(key)) : []
  if (left.length > 0) note(await byEmail(reader, left))
  return holders
}

const column = { id: users.id, binnedAt: users.binnedAt }

const byPrimary = async (reader: Reader, keys: string[]) =>
  reader
    .select({ ...column, key: users.primaryIdKey })
    .from(users)
    .where(inList(users.primaryIdKey, keys))

const byAny = async (reader: Reader, keys: string[]) =>
  reader
    .select({ ...column, key: takenIdentifiers.value })
    .from(takenIdentifiers)
    .innerJoin(users, eq(users.id, takenIdentifiers.userId))
    .where(inList(takenIdentifiers.value, keys))

async function byType(reader: Reader, keys: string[], type: string) {
  const rows = await reader
    .select({ ...column, key: identifiers.valueKey, type: identifiers.type })
    .from(identifiers)
    .innerJoin(users, eq(users.id, identifiers.userId))
    .where(inList(identifiers.valueKey, keys))
  return rows.filter((row) => row.type === type)
}

const byEmail = async (reader: Reader, keys: string[]) =>
  reader
    .select({ ...column, key: emails.addressKey })
    .from(emails)
    .innerJoin(users, eq(users.id, emails.userId))
    .where(inList(emails.addressKey, keys))

/** Those of some numbers that users have who are not in the bin. */
export async function usersAmong(reader: Reader, numbers: number[]): Promise<IdSet> {
  const rows = await reader.select(column).from(users).where(inList(users.id, numbers))
  return IdSet.of(rows.filter(({ binnedAt }) => binnedAt === null).map(({ id }) => id))
}
