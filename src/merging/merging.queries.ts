import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import type { Plan } from '#users/record/merge-plan.ts'
import type { User } from '#users/users.table.ts'
import { users } from '#users/users.table.ts'

/** The people at the other ends of the links that a merger moves. */
export async function namesBehind(reader: Reader, { rows, links }: Plan): Promise<Map<number, User>> {
  const sponsors = rows.filter(({ list }) => list.part === 'proxy').map(({ row }) => Number(row.forUserId))
  const ids = [...sponsors, ...links.map(({ row }) => row.userId)]
  if (ids.length === 0) return new Map()
  const found = await reader.select().from(users).where(inList(users.id, ids))
  return new Map(found.map((user) => [user.id, user]))
}
