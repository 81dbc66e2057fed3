import { changesOf } from '#history/history.queries.ts'
import type { TestApp } from '#test/app.ts'
import { findUser } from '#users/users.queries.ts'
import type { User } from '#users/users.table.ts'

/** The record as the database holds it. */
export async function recordOf({ db }: Pick<TestApp, 'db'>, { id }: { id: number }): Promise<User> {
  const user = await findUser(db.read, id)
  if (!user) throw new Error(`There is no user ${id}.`)
  const { held: _held, ...row } = user
  return row
}

/** What the history holds of a user, the newest act first: each with its fields as [name, before, after]. */
export async function actsOf({ db }: Pick<TestApp, 'db'>, { id }: { id: number }) {
  const rows = await changesOf(db.read, 'user', id, { limit: 100, offset: 0 })
  return rows.map((row) => ({ ...row, lines: row.items.map(({ field, before, after }) => [field, before, after]) }))
}

/** One of the cast, who is known to be there. */
export function known(user: User | undefined): User {
  if (!user) throw new Error('Not one of the people of this test.')
  return user
}
