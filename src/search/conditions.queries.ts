import type { Numbers } from '#search-index/find.ts'

// Statements that stand beside the index of words: what changes at every save is not kept in it.
const instants = {
  created: 'SELECT id FROM users WHERE created_at >= ? AND created_at < ?',
  changed: 'SELECT id FROM users WHERE changed_at >= ? AND changed_at < ?',
  synced:
    'SELECT s.user_id FROM sync_states s JOIN sync_runs r ON r.id = s.run_id WHERE coalesce(r.started_at, r.created_at) >= ? AND coalesce(r.started_at, r.created_at) < ?',
} as const

/** The users to whom something happened from one instant to before another. */
export const instantsOf = (of: keyof typeof instants, from: number | undefined, until: number | undefined): Numbers => ({
  sql: instants[of],
  values: [from ?? 0, until ?? Number.MAX_SAFE_INTEGER],
})

/** The users who signed in at least once. */
export const signedInEver: Numbers = {
  sql: 'SELECT user_id FROM credentials WHERE last_sign_in_at IS NOT NULL',
  values: [],
}
