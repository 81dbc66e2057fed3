import { asciiLetters } from './ascii.ts'
import { cardNumber, institutionId, lostCardNumber, shortNumber, studentNumber, universityId } from './numbers.ts'
import type { Person } from './person.ts'
import { chance } from './random.ts'
import type { SampleUser } from './sample-users.ts'

type Identifiers = SampleUser['identifiers']

const withUniversityId: Record<string, number> = { ALUMNI: 0.7, COMMUNITY: 0.1 }

export function primaryId(person: Person) {
  const { first, last } = person.name
  const family = asciiLetters(last).slice(0, 8)
  if (!family || chance(person.random, 0.45)) return studentNumber(person)
  return asciiLetters(first).slice(0, 1) + family + shortNumber(person)
}

export function identifiersOf(person: Person): Identifiers {
  if (person.recordType === 'CONTACT') return []
  const { random, group = '' } = person
  const identifiers: Identifiers = [{ type: 'BARCODE', value: cardNumber(person) }]
  if (chance(random, withUniversityId[group] ?? 1)) identifiers.push({ type: 'UNIV_ID', value: universityId(person) })
  if (chance(random, 0.18)) identifiers.push({ type: 'INST_ID', value: institutionId(person) })
  if (chance(random, 0.02)) identifiers.push(lostCard(person))
  return identifiers
}

const lostCard = (person: Person): Identifiers[number] => ({
  type: 'BARCODE',
  value: lostCardNumber(person),
  note: 'Lost card',
  status: 'INACTIVE',
})
