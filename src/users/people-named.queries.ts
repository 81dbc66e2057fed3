import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Change } from '#history/history.ts'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { namer } from './names.ts'
import { users } from './users.table.ts'

/** The same words, and the names of the people whom these acts tell of by number. One who was erased has none. */
export async function withPeople(reader: Reader, describe: Describe, acts: { items: Change[] }[]): Promise<Describe> {
  const told = acts.flatMap(({ items }) => items).filter(({ part, field }) => part === 'proxy' && field === 'forUserId')
  const ids = [...new Set(told.flatMap(({ before, after }) => [before, after]).filter((id) => typeof id === 'number'))]
  if (ids.length === 0) return describe
  const nameOf = await namer(reader)
  const found = await reader.select().from(users).where(inList(users.id, ids))
  const names = new Map(found.map((user) => [user.id, `${nameOf(user)} (${user.primaryId})`]))
  return Object.assign((...asked: Parameters<Describe>) => describe(...asked), { person: (id: number) => names.get(id) })
}
