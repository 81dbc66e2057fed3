import { addDays } from '#platform/dates.ts'
import type { Person } from './person.ts'
import { chance, whole } from './random.ts'

const ages: Record<string, [number, number]> = {
  UNDERGRAD: [17, 24],
  POSTGRAD: [21, 38],
  FACULTY: [28, 70],
  STAFF: [20, 66],
  ADMINSTAFF: [22, 66],
  ALUMNI: [22, 85],
  COMMUNITY: [6, 90],
}

const seldomDoctors = ['UNDERGRAD', 'COMMUNITY']

export function personalOf(person: Person) {
  const { random, sex } = person
  return {
    title: chance(random, 0.3) ? titleOf(person) : undefined,
    gender: sex && chance(random, 0.62) ? sex : undefined,
    birth_date: chance(random, 0.7) ? birthDate(person) : undefined,
    preferred_language: chance(random, 0.8) ? 'en' : undefined,
  }
}

function titleOf({ random, sex, group = '' }: Person) {
  if (group === 'FACULTY') return chance(random, 0.4) ? 'PROF' : 'DR'
  if (!seldomDoctors.includes(group) && chance(random, 0.08)) return 'DR'
  if (!sex) return 'MX'
  return sex === 'FEMALE' ? 'MS' : 'MR'
}

function birthDate({ random, group, today }: Person) {
  const range = group && ages[group]
  return range && addDays(today, -whole(random, Math.ceil(range[0] * 365.25), Math.floor((range[1] + 1) * 365.25)))
}
