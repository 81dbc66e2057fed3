import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { caseFold } from '#platform/text.ts'
import { emails } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { takenIdentifiers, users } from '#users/users.table.ts'
import type { UserSearch } from './user-search.ts'

const most = 20
const key = sql.placeholder('key')
const byIdentifier = prepared((db) =>
  db
    .select({ id: users.id, recordType: users.recordType, primary: sql<number>`${users.primaryIdKey} = ${key}` })
    .from(takenIdentifiers)
    .innerJoin(users, eq(users.id, takenIdentifiers.userId))
    .where(and(eq(takenIdentifiers.value, key), isNull(users.binnedAt)))
    .prepare(),
)
const activeTypes = prepared((db) =>
  db
    .select({ type: identifiers.type })
    .from(identifiers)
    .where(and(eq(identifiers.userId, sql.placeholder('id')), eq(identifiers.valueKey, key), eq(identifiers.status, 'ACTIVE')))
    .prepare(),
)
const byEmail = prepared((db) =>
  db
    .selectDistinct({ id: users.id, recordType: users.recordType })
    .from(emails)
    .innerJoin(users, eq(users.id, emails.userId))
    .where(and(eq(emails.addressKey, key), isNull(users.binnedAt)))
    .limit(most)
    .prepare(),
)

/** The users whom the whole text names: by an active identifier, by an e-mail address. Within the index asked for. */
export async function exactly(
  reader: Reader,
  { q, index }: UserSearch,
): Promise<{ identified: number | undefined; mailed: number[] }> {
  const text = caseFold(q)
  if (text === '') return { identified: undefined, mailed: [] }
  const mailed = ['all', 'email'].includes(index) && text.includes('@') ? await byEmail(reader).execute({ key: text }) : []
  return { identified: await identifiedBy(reader, text, index), mailed: mailed.map((user) => user.id) }
}

async function identifiedBy(reader: Reader, text: string, index: UserSearch['index']): Promise<number | undefined> {
  if (!['all', 'primary_id', 'identifiers', 'barcode'].includes(index)) return undefined
  const [user] = await byIdentifier(reader).execute({ key: text })
  if (!user) return undefined
  if (user.primary && ['all', 'primary_id'].includes(index)) return user.id
  const types = (await activeTypes(reader).execute({ id: user.id, key: text })).map((row) => row.type)
  const right = index === 'primary_id' ? false : index === 'barcode' ? types.includes('BARCODE') : types.length > 0
  return right ? user.id : undefined
}
