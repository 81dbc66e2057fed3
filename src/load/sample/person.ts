import { type Name, nameOf } from './names.ts'
import { chance, type Random, randomFor, weighted } from './random.ts'

export type RecordType = 'PUBLIC' | 'STAFF' | 'CONTACT'

/** What the parts of one sample user are made from. */
export type Person = {
  seed: number
  index: number
  today: string
  random: Random
  name: Name
  recordType: RecordType
  group?: string
  sex?: Name['sex']
}

const recordTypes = [
  ['PUBLIC', 97],
  ['STAFF', 2],
  ['CONTACT', 1],
] as const

const groups = {
  PUBLIC: [
    ['UNDERGRAD', 44],
    ['POSTGRAD', 15],
    ['FACULTY', 9.5],
    ['ALUMNI', 12],
    ['COMMUNITY', 18],
    ['STAFF', 1],
    ['ADMINSTAFF', 0.5],
  ],
  STAFF: [
    ['STAFF', 58],
    ['ADMINSTAFF', 38],
    ['FACULTY', 4],
  ],
} as const

export function personAt(seed: number, index: number, today: string): Person {
  const random = randomFor(seed, index)
  const name = nameOf(random)
  const recordType = weighted(random, recordTypes)
  const group = recordType === 'CONTACT' ? undefined : weighted<string>(random, groups[recordType])
  return { seed, index, today, random, name, recordType, group, sex: chance(random, 0.97) ? name.sex : undefined }
}
