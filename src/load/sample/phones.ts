import type { Person, RecordType } from './person.ts'
import { abroad } from './places.ts'
import { chance, fill } from './random.ts'
import type { SampleUser } from './sample-users.ts'

const types: Record<RecordType, [string, string]> = {
  PUBLIC: ['mobile', 'home'],
  STAFF: ['office', 'mobile'],
  CONTACT: ['orderPhone', 'claimPhone'],
}

const localNumber = '+1-N##-555-####'
/** Ranges that the countries' regulators keep for films and examples. */
const foreignNumbers = new Map(abroad.flatMap(({ country, phone }) => (phone ? [[country, phone]] : [])))

export function phonesOf(person: Person): SampleUser['phones'] {
  const [usual, further] = types[person.recordType]
  const both = chance(person.random, 0.2)
  return (both ? [usual, further] : [usual]).map((type) => ({ number: numberOf(person), types: [type] }))
}

function numberOf({ random, name }: Person) {
  const foreign = chance(random, 0.15) && foreignNumbers.get(name.country)
  return fill(random, foreign || localNumber)
}
