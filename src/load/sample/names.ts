import { english } from './names/british-isles.ts'
import { composedSurname } from './names/composed.ts'
import type { Culture } from './names/culture.ts'
import { cultures } from './names/cultures.ts'
import { nicknames } from './names/nicknames.ts'
import { chance, pick, pickFrequent, type Random, weighted } from './random.ts'

export type Sex = 'FEMALE' | 'MALE'

export type Name = {
  first: string
  middle?: string
  last: string
  prefFirst?: string
  prefLast?: string
  sex: Sex
  country: string
}

const byWeight = cultures.map((culture) => [culture, culture.weight] as const)
const inLatinLetters = new Map(cultures.map((culture) => [culture, /\p{Script=Latin}/u.test(culture.family[0] ?? '')]))

export function nameOf(random: Random): Name {
  const culture = weighted(random, byWeight)
  const sex = chance(random, 0.52) ? 'FEMALE' : 'MALE'
  const first = givenName(random, grewUpElsewhere(random, culture) ? english : culture, sex)
  const middle = chance(random, 0.32) ? middleName(random, culture, sex) : undefined
  return {
    first,
    middle,
    last: familyName(random, culture, sex),
    prefFirst: chance(random, 0.08) ? preferredFirst(random, culture, sex, first) : undefined,
    prefLast: chance(random, 0.01) ? familyName(random, culture, sex) : undefined,
    sex,
    country: culture.country,
  }
}

const givenNames = (culture: Culture, sex: Sex) => (sex === 'FEMALE' ? culture.female : culture.male)
const givenName = (random: Random, culture: Culture, sex: Sex) => pickFrequent(random, givenNames(culture, sex))
const grewUpElsewhere = (random: Random, culture: Culture) => inLatinLetters.get(culture) && chance(random, 0.12)

function middleName(random: Random, culture: Culture, sex: Sex) {
  if (culture.middle) return pick(random, sex === 'FEMALE' ? culture.middle.female : culture.middle.male)
  const name = pick(random, givenNames(culture, sex))
  return inLatinLetters.get(culture) && chance(random, 0.35) ? `${name.charAt(0)}.` : name
}

function preferredFirst(random: Random, culture: Culture, sex: Sex, first: string) {
  return nicknames[first] ?? givenName(random, chance(random, 0.5) ? english : culture, sex)
}

function familyName(random: Random, culture: Culture, sex: Sex) {
  const one = singleFamilyName(random, culture, sex)
  if (chance(random, culture.twoFamilyNames ?? 0)) return `${one} ${singleFamilyName(random, culture, sex)}`
  if (!inLatinLetters.get(culture) || !chance(random, 0.035)) return one
  return `${one}-${singleFamilyName(random, chance(random, 0.5) ? english : culture, sex)}`
}

function singleFamilyName(random: Random, culture: Culture, sex: Sex) {
  if (chance(random, culture.composed ?? 0)) return composedSurname(random)
  const [his = '', hers = his] = pickFrequent(random, culture.family).split('/')
  return sex === 'FEMALE' ? hers : his
}
