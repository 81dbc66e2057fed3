import { and, desc, eq, sql } from 'drizzle-orm'
import { cachedByVersion } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { isInForce } from './active-blocks.queries.ts'
import { attachments } from './attachments/attachments.table.ts'
import { blocks } from './blocks/blocks.table.ts'
import { addresses, emails, phones } from './contact/contact.table.ts'
import { identifiers } from './identifiers/identifiers.table.ts'
import { notes } from './notes/notes.table.ts'
import { proxies } from './proxies/proxies.table.ts'
import { statistics } from './statistics/statistics.table.ts'
import type { User } from './users.table.ts'
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
  | typeof attachments
  | typeof proxies
const countOf = (table: Listed) => sql<number>`(select count(*) from ${table} where ${table.userId} = ${id})`

const header = prepared((db) =>
  db
    .select({
      contact: sql<number>`${countOf(addresses)} + ${countOf(phones)} + ${countOf(emails)}`,
      identifiers: countOf(identifiers),
      notes: countOf(notes),
      blocks: sql<number>`(select count(*) from ${blocks} where ${blocks.userId} = ${id} and ${isInForce})`,
      statistics: countOf(statistics),
      attachments: countOf(attachments),
      proxies: countOf(proxies),
      email: sql<
        string | null
      >`(select ${emails.address} from ${emails} where ${emails.userId} = ${id} and ${emails.preferred} = 1)`,
      barcode: sql<string | null>`(select ${identifiers.value} from ${identifiers} where ${identifiers.userId} = ${id}
        and ${identifiers.type} = 'BARCODE' and ${identifiers.status} = 'ACTIVE' order by ${identifiers.id} desc limit 1)`,
    })
    .from(users)
    .where(eq(users.id, id))
    .prepare(),
)

const inForce = prepared((db) =>
  db
    .select()
    .from(blocks)
    .where(and(eq(blocks.userId, id), isInForce))
    .orderBy(desc(blocks.id))
    .limit(mostBlocks)
    .prepare(),
)

type Block = typeof blocks.$inferSelect
type Counts = Record<'contact' | 'identifiers' | 'notes' | 'blocks' | 'statistics' | 'attachments' | 'proxies', number>
/** `blocked`: the newest of the blocks in force, which `blocks` counts. */
export type UserHeader = Counts & { email: string | null; barcode: string | null; blocked: Block[] }

const none: Counts = { contact: 0, identifiers: 0, notes: 0, blocks: 0, statistics: 0, attachments: 0, proxies: 0 }

const kept = cachedByVersion<UserHeader>(1000)

/**
 * What stands round every tab of a user: how much each holds, the e-mail and the card to recognise the person by, and
 * the blocks in force on a day. Every change of any tab is a new version, so going from tab to tab asks once.
 */
export const userHeader = (reader: Reader, { id, version }: User, day: string): Promise<UserHeader> =>
  kept(reader, id, `${version} ${day}`, async () => {
    const [found = { ...none, email: null, barcode: null }] = await header(reader).execute({ id, today: day })
    return { ...found, blocked: found.blocks > 0 ? await inForce(reader).execute({ id, today: day }) : [] }
  })
