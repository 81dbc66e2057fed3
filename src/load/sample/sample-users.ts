import { accountOf } from './account.ts'
import { addressesOf } from './addresses.ts'
import { blocksOf } from './blocks.ts'
import { emailsOf } from './emails.ts'
import { employmentOf } from './employment.ts'
import { identifiersOf, primaryId } from './identifiers.ts'
import { notesOf } from './notes.ts'
import { type Person, personAt } from './person.ts'
import { personalOf } from './personal.ts'
import { phonesOf } from './phones.ts'

export type SampleUser = {
  fields: Record<string, string>
  identifiers: { type: string; value: string; note?: string; status?: 'ACTIVE' | 'INACTIVE' }[]
  addresses: {
    line1: string
    line2?: string
    city: string
    state_province?: string
    postal_code?: string
    country?: string
    types: string[]
  }[]
  emails: { address: string; types: string[] }[]
  phones: { number: string; types: string[] }[]
  notes: { type: string; text: string; popup: boolean; user_viewable: boolean }[]
  blocks: { type: string; description: string; note: string; expiryDate?: string }[]
}

export const sampleSize = 500
export const defaultSeed = 1

/**
 * Invented people, the same for the same seed: nobody changes when more are asked for. Up to 2,000,000 of them share no
 * identifier and no e-mail address. The days in them are counted from `today`.
 */
export function* sampleUsers(options: { count: number; seed: number; today: string }): Generator<SampleUser> {
  for (let index = 0; index < options.count; index++) yield sampleUser(personAt(options.seed, index, options.today))
}

const sampleUser = (person: Person): SampleUser => ({
  fields: fieldsOf(person),
  identifiers: identifiersOf(person),
  addresses: addressesOf(person),
  emails: emailsOf(person),
  phones: phonesOf(person),
  notes: notesOf(person),
  blocks: blocksOf(person),
})

function fieldsOf(person: Person) {
  const { name, recordType, group } = person
  return filledOnly({
    primary_id: primaryId(person),
    first_name: name.first,
    middle_name: name.middle,
    last_name: name.last,
    pref_first_name: name.prefFirst,
    pref_last_name: name.prefLast,
    record_type: recordType,
    user_group: group,
    ...personalOf(person),
    ...employmentOf(person),
    ...accountOf(person),
  })
}

function filledOnly(values: Record<string, string | undefined>) {
  const filled: Record<string, string> = {}
  for (const [field, value] of Object.entries(values)) if (value) filled[field] = value
  return filled
}
