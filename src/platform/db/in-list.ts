import type { AnyColumn, SQL } from 'drizzle-orm'
import { sql } from 'drizzle-orm'

/** Whether a column's value is in a list of any length: a placeholder for each would soon be too many. */
export const inList = (column: AnyColumn, values: (number | string)[]): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify(values)}))`
