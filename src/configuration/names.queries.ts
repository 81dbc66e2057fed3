import { desc, isNull } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import type { Named } from '#users/names.ts'
import { users } from '#users/users.table.ts'

const lookedAt = 200
const shown = 3

/** Some users to show names by: of the newest, those whose names have most to show. */
export async function examples(reader: Reader): Promise<Named[]> {
  const newest = await reader.select().from(users).where(isNull(users.binnedAt)).orderBy(desc(users.id)).limit(lookedAt)
  const weight = ({ title, middleName, prefFirstName }: (typeof newest)[number]) =>
    [title, middleName, prefFirstName].filter((part) => part !== null).length
  return newest.sort((one, other) => weight(other) - weight(one)).slice(0, shown)
}
