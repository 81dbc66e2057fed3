import { id, index, instant, json, ref, table, text, uniqueIndex } from '#platform/db/columns.ts'
import { users } from '../users.table.ts'
import type { Merged } from './merged.ts'

/** Mergers, with what each did, so that it can be taken back while both users are there. */
export const mergers = table(
  'mergers',
  {
    id: id(),
    keeperId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    goneId: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    by: text().notNull(),
    done: json<Merged>().notNull(),
    undoneAt: instant(),
  },
  (row) => [index('mergers_keeper').on(row.keeperId), index('mergers_gone').on(row.goneId)],
)

/** Pairs of users that somebody said are two people; `one` is the smaller number. */
export const differentPeople = table(
  'different_people',
  {
    one: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    other: ref()
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    at: instant().notNull(),
    by: text().notNull(),
  },
  (row) => [uniqueIndex('different_people_pair').on(row.one, row.other), index('different_people_other').on(row.other)],
)
