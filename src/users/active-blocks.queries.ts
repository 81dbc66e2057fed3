import { and, eq, gte, isNull, or, sql } from 'drizzle-orm'
import { blocks } from './blocks/blocks.table.ts'

/** The institution's day, handed to each statement that asks what is active. */
const today = sql.placeholder('today')

/** A block in force: not lifted, and not expired on the day that the statement is given. */
export const isInForce = and(eq(blocks.status, 'ACTIVE'), or(isNull(blocks.expiryDate), gte(blocks.expiryDate, today)))
