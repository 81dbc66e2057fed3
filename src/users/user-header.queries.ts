import { and, desc, eq, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { isInForce } from './active-blocks.queries.ts'
import { blocks } from './blocks/blocks.table.ts'
import { addresses, emails, phones } from './contact/contact.table.ts'
import { identifiers } from './identifiers/identifiers.table.ts'
import { notes } from './notes/notes.table.ts'
import { statistics } from './statistics/statistics.table.ts'
import { users } from './users.table.ts'

const id = sql.placeholder('id')
const mostBlocks = 10

type Listed =
  | typeof notes
  | typeof emails
  | typeof phones
  | typeof addresses
  | typeof identifiers
  | typeof blocks
  | typeof statistics
// The user is given by number, so that each count is made once, however many blocks are joined.
const countOf = (table: Listed) => sql<number>`(select count(*) from ${table} where ${table.userId} = ${id})`

const header = prepared((db) =>
  db
    .select({
      contact: sql<number>`${countOf(addresses)} + ${countOf(phones)} + ${countOf(emails)}`,
      identifiers: countOf(identifiers),
      notes: countOf(notes),
      blocks: sql<number>`(select count(*) from ${blocks} where ${blocks.userId} = ${id} and ${isInForce})`,
      statistics: countOf(statistics),
      email: sql<
        string | null
      >`(select ${emails.address} from ${emails} where ${emails.userId} = ${id} and ${emails.preferred} = 1)`,
      barcode: sql<string | null>`(select ${identifiers.value} from ${identifiers} where ${identifiers.userId} = ${id}
        and ${identifiers.type} = 'BARCODE' and ${identifiers.status} = 'ACTIVE' order by ${identifiers.id} desc limit 1)`,
      block: blocks,
    })
    .from(users)
    .leftJoin(blocks, and(eq(blocks.userId, users.id), isInForce))
    .where(eq(users.id, id))
    .orderBy(desc(blocks.id))
    .limit(mostBlocks)
    .prepare(),
)

type Block = typeof blocks.$inferSelect
type Counts = Record<'contact' | 'identifiers' | 'notes' | 'blocks' | 'statistics', number>
/** `blocked`: the newest of the blocks in force, which `blocks` counts. */
export type UserHeader = Counts & { email: string | null; barcode: string | null; blocked: Block[] }

const nothing: UserHeader = {
  contact: 0,
  identifiers: 0,
  notes: 0,
  blocks: 0,
  statistics: 0,
  email: null,
  barcode: null,
  blocked: [],
}

/**
 * What stands round every tab of a user: how much each holds, the e-mail and the card to recognise the person by, and
 * the blocks in force on a day.
 */
export async function userHeader(reader: Reader, user: { id: number }, day: string): Promise<UserHeader> {
  const rows = await header(reader).execute({ id: user.id, today: day })
  const [first] = rows
  if (!first) return nothing
  const { block: _block, ...found } = first
  return { ...found, blocked: rows.flatMap(({ block }) => block ?? []) }
}
