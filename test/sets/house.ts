import type { Db } from '#platform/db/database.ts'
import type { UserSet } from '#sets/sets.queries.ts'
import { setMembers, sets } from '#sets/sets.table.ts'

type Made = Partial<Pick<UserSet, 'name' | 'search' | 'shared' | 'missed' | 'description'>> & { members?: { id: number }[] }

/** A set of somebody's: the users given, or whomever a search finds. */
export const makeSet = (
  db: Db,
  owner: { id: number; primaryId?: string },
  { members = [], ...more }: Made = {},
): Promise<number> =>
  db.write(async (tx) => {
    const search = more.search ?? null
    const [row] = await tx
      .insert(sets)
      .values({
        ...{
          name: 'Leavers',
          description: '',
          shared: false,
          kind: search === null ? 'fixed' : 'live',
          size: members.length,
          version: 1,
        },
        ...{ ownerId: owner.id, ownerName: owner.primaryId ?? '', createdAt: 1, changedAt: 1 },
        ...more,
        search,
      })
      .returning({ id: sets.id })
    const setId = row?.id ?? 0
    for (const { id: userId } of members) await tx.insert(setMembers).values({ setId, userId })
    return setId
  })
