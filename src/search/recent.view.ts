import type { Describe } from '#code-tables/code-tables.queries.ts'
import { wordFor } from '#users/fields.ts'
import type { Namer } from '#users/names.ts'
import type { User } from '#users/users.table.ts'

/** What the page of recent users shows, and the list under the search field. */
export type RecentPage = { rows: { url: string; name: string; primaryId: string; about: string }[] }

export const recentPage = (found: User[], describe: Describe, nameOf: Namer): RecentPage => ({
  rows: found.map((user) => ({
    url: `/users/${user.id}`,
    name: nameOf(user),
    primaryId: user.primaryId,
    about: [wordFor(user.recordType), describe('UserGroups', user.userGroup)].filter(Boolean).join(' · '),
  })),
})
