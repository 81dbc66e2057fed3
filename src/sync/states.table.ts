import { code, count, index, ref, table, text } from '#platform/db/columns.ts'
import { users } from '#users/users.table.ts'

/** How the source's record of a user looked when it was last taken over. */
export const syncStates = table(
  'sync_states',
  {
    userId: ref()
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    profileCode: code().notNull(),
    /** Of the source's record together with the profile's rules: whoever has the same is skipped unread … */
    hash: text().notNull(),
    /** … while the user still has the version that it led to: any other write makes it be compared again. */
    version: count().notNull(),
    /** The run that last wrote here. */
    runId: ref().notNull(),
    /** The run that made the user inactive for being absent; null once it is back. */
    absentRunId: ref(),
  },
  (row) => [index('sync_states_hash').on(row.hash)],
)

/** Who was met in a run: a bit for each user's number. Kept for the last runs of each profile. */
export const syncSeen = table('sync_seen', {
  runId: ref().primaryKey(),
  profileCode: code().notNull(),
  /** Base64 of the bits, packed. */
  users: text().notNull(),
})
