import type { Person, RecordType } from './person.ts'
import { abroad, local, type Place } from './places.ts'
import { chance, fill, pick, pickFrequent, type Random, whole } from './random.ts'
import type { SampleUser } from './sample-users.ts'

type Address = SampleUser['addresses'][number]

const usual: Record<RecordType, string> = { PUBLIC: 'home', STAFF: 'work', CONTACT: 'order' }
const further: Record<RecordType, string[]> = {
  PUBLIC: ['school', 'work', 'alternative'],
  STAFF: ['home', 'alternative'],
  CONTACT: ['billing', 'claim', 'returns'],
}

const placesByCountry = new Map(abroad.map((place) => [place.country, place]))

export function addressesOf(person: Person): Address[] {
  const { random, recordType } = person
  const first = addressAt(random, placeOf(person), [usual[recordType]])
  if (!chance(random, 0.3)) return [chance(random, 0.05) ? alsoFor(first, pick(random, further[recordType])) : first]
  return [first, addressAt(random, local, [pick(random, further[recordType])])]
}

const alsoFor = (address: Address, type: string): Address => ({ ...address, types: [...address.types, type] })

function placeOf({ random, name }: Person) {
  if (chance(random, 0.86)) return local
  return placesByCountry.get(name.country) ?? (chance(random, 0.3) ? pick(random, abroad) : local)
}

function addressAt(random: Random, place: Place, types: string[]): Address {
  const [city = '', state] = pickFrequent(random, place.cities).split('|')
  return {
    line1: firstLine(random, place),
    ...(place === local && chance(random, 0.12) && { line2: `Apt ${fill(random, 'N@')}` }),
    city,
    ...(state && { state_province: state }),
    ...(chance(random, 0.96) && { postal_code: fill(random, place.postalCode) }),
    ...((place !== local || chance(random, 0.7)) && { country: place.country }),
    types,
  }
}

const firstLine = (random: Random, place: Place) =>
  place.line
    .replace('{street}', () => pick(random, place.streets))
    .replace('{number}', () => String(whole(random, 1, place === local ? 4999 : 180)))
