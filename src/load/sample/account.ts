import { addDays } from '#platform/dates.ts'
import type { Person } from './person.ts'
import { chance, type Random, weighted, whole } from './random.ts'

const withExpiry = { PUBLIC: 0.9, STAFF: 0.6, CONTACT: 0 }

const expiryRanges: [[from: number, to: number], weight: number][] = [
  [[-1400, -1], 12],
  [[0, 30], 3],
  [[31, 1095], 80],
  [[1096, 1825], 5],
]

/** How long the account runs, and whether it is open; the expired are more often inactive. */
export function accountOf({ random, recordType, today }: Person) {
  const expires = chance(random, withExpiry[recordType]) ? daysToExpiry(random) : undefined
  const purges = expires !== undefined && chance(random, 0.335) ? expires + whole(random, 90, 730) : undefined
  return {
    status: chance(random, expires !== undefined && expires < 0 ? 0.35 : 0.047) ? 'INACTIVE' : 'ACTIVE',
    expiry_date: expires === undefined ? undefined : addDays(today, expires),
    purge_date: purges === undefined ? undefined : addDays(today, purges),
  }
}

const daysToExpiry = (random: Random) => whole(random, ...weighted(random, expiryRanges))
