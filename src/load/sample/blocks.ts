import { addDays } from '#platform/dates.ts'
import type { Person } from './person.ts'
import { chance, pick, whole } from './random.ts'
import type { SampleUser } from './sample-users.ts'

const reasons = [
  { description: '02-GLOBAL', note: 'Asked twice to leave the quiet room.' },
  { description: '06-LOCAL', note: 'Laptop of the library not brought back.' },
  { description: '06-LOCAL', note: 'Card lent to somebody else.' },
]

/** A few readers are blocked, most of them until a day. */
export function blocksOf({ random, recordType, today }: Person): SampleUser['blocks'] {
  if (recordType !== 'PUBLIC' || !chance(random, 0.015)) return []
  const block = { type: 'GENERAL', ...pick(random, reasons) }
  return [chance(random, 0.7) ? { ...block, expiryDate: addDays(today, whole(random, 5, 120)) } : block]
}
