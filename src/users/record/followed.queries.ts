import type { AnyColumn } from 'drizzle-orm'
import { asc, eq, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { blocks } from '../blocks/blocks.table.ts'
import { addresses, emails, phones } from '../contact/contact.table.ts'
import { identifiers } from '../identifiers/identifiers.table.ts'
import { notes } from '../notes/notes.table.ts'
import type { Row } from '../rows.ts'
import { statistics } from '../statistics/statistics.table.ts'
import type { SourcePart } from './follow-plan.ts'

type RowTable = SQLiteTable & { id: AnyColumn; userId: AnyColumn }

const from = (table: RowTable) =>
  prepared((db) =>
    db
      .select()
      .from(table)
      .where(eq(table.userId, sql.placeholder('userId')))
      .orderBy(asc(table.id))
      .prepare(),
  )
const lists = {
  address: from(addresses),
  phone: from(phones),
  email: from(emails),
  identifier: from(identifiers),
  note: from(notes),
  block: from(blocks),
  statistic: from(statistics),
} as const satisfies Record<SourcePart, unknown>

/** A user's rows of one list, the oldest first: asked so often by a synchronisation that each statement is kept. */
export const rowsOfPart = async (reader: Reader, part: SourcePart, userId: number): Promise<Row[]> =>
  (await lists[part](reader).execute({ userId })) as Row[]
