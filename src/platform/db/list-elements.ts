import type { AnyColumn, SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

/** The elements of a column that holds a list: a table to join, each of whose rows is one `element`. */
export const elementsOf = (column: AnyColumn): SQL => sql`json_each(${column}) as element`
export const element = sql<string>`element.value`
