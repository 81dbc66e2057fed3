import type { AnyColumn } from 'drizzle-orm'
import { and, desc, eq } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Reader } from '#platform/db/database.ts'
import { attachments } from '../attachments/attachments.table.ts'
import { blocks } from '../blocks/blocks.table.ts'
import { addresses, emails, phones } from '../contact/contact.table.ts'
import type { Part } from '../fields.ts'
import { identifiers } from '../identifiers/identifiers.table.ts'
import { notes } from '../notes/notes.table.ts'
import type { Linked } from '../proxies/proxies.queries.ts'
import { proxiesOf, sponsorsOf } from '../proxies/proxies.queries.ts'
import { statistics } from '../statistics/statistics.table.ts'
import { userRoles } from '../user-roles/user-roles.table.ts'

/** Which notes are wanted: all, those that the user may read, or none. */
export type NotesWanted = 'all' | 'shown' | 'none'
type Row = Record<string, unknown> & { id: number }
/** The lists of a record by their parts, each the newest first. */
export type Lists = Record<Exclude<Part, 'general' | 'proxy'>, Row[]> & { sponsors: Linked[]; proxies: Linked[] }

type RowTable = SQLiteTable & { id: AnyColumn; userId: AnyColumn }

/** What the lists of a user hold, at most `limit` rows of each. */
export async function listsOf(reader: Reader, id: number, wanted: NotesWanted, limit: number): Promise<Lists> {
  const from = async (table: RowTable, also?: ReturnType<typeof eq>): Promise<Row[]> =>
    (await reader
      .select()
      .from(table)
      .where(and(eq(table.userId, id), also))
      .orderBy(desc(table.id))
      .limit(limit)) as Row[]
  return {
    address: await from(addresses),
    phone: await from(phones),
    email: await from(emails),
    identifier: await from(identifiers),
    note: wanted === 'none' ? [] : await from(notes, wanted === 'shown' ? eq(notes.userViewable, true) : undefined),
    block: await from(blocks),
    statistic: await from(statistics),
    attachment: await from(attachments),
    role: await from(userRoles),
    sponsors: await sponsorsOf(reader, id, { page: 1, limit }),
    proxies: await proxiesOf(reader, id, { page: 1, limit }),
  }
}
