import type { Reader } from '#platform/db/database.ts'
import type { Typed } from '../field-values.ts'
import { mustParse } from '../field-values.ts'
import { statisticFields } from '../fields.ts'
import type { User } from '../users.table.ts'

/** The fields of a statistic as its form sends them. */
export const statisticNames = { fields: Object.keys(statisticFields) }

/** What was typed, as values by the catalogue. Throws Refusal for what cannot be understood. */
export const parseStatistic = (reader: Reader, user: User, typed: Typed, current?: Record<string, unknown>) =>
  mustParse(statisticFields, typed, { reader, recordType: user.recordType, ...(current ? { current } : {}) })
