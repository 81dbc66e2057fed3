import { asciiLetters } from './ascii.ts'
import { shortNumber } from './numbers.ts'
import type { Person, RecordType } from './person.ts'
import { chance, pick } from './random.ts'
import type { SampleUser } from './sample-users.ts'

type Kind = { type: string; domains: string[] }

const personal: Kind = {
  type: 'personal',
  domains: ['mail.example', 'post.example', 'web.example', 'letters.example', 'inbox.example', 'correo.example', 'cloud.example'],
}
const school: Kind = { type: 'school', domains: ['student.example.edu', 'example.edu'] }
const work: Kind = { type: 'work', domains: ['example.edu', 'office.example', 'example.org'] }
const library: Kind = { type: 'work', domains: ['library.example.edu'] }
const orders: Kind = { type: 'orderMail', domains: ['books.example', 'periodicals.example', 'supply.example.org'] }
const claims: Kind = { type: 'claimMail', domains: ['service.example', 'help.example.org'] }

/** The two kinds of a record type share no domain, so that nobody has one address twice. */
const kinds: Record<RecordType, (person: Person) => [Kind, Kind]> = {
  PUBLIC: ({ group }) => (group === 'UNDERGRAD' || group === 'POSTGRAD' ? [school, personal] : [personal, work]),
  STAFF: () => [library, personal],
  CONTACT: () => [orders, claims],
}

export function emailsOf(person: Person): SampleUser['emails'] {
  const [first, second] = kinds[person.recordType](person)
  const both = chance(person.random, 0.5)
  return (both ? [first, second] : [first]).map((kind) => emailAt(person, kind))
}

/** Ends in the person's own number, which no other local part can end in. */
const emailAt = (person: Person, { type, domains }: Kind) => ({
  address: `${localPart(person)}${shortNumber(person)}@${pick(person.random, domains)}`,
  types: [type],
})

function localPart({ random, name }: Person) {
  const [first, last] = [asciiLetters(name.first).slice(0, 20), asciiLetters(name.last).slice(0, 24)]
  if (!first || !last) return 'user'
  return pick(random, [`${first}.${last}`, `${first}.${last}`, first.charAt(0) + last, `${last}.${first}`, `${first}_${last}`])
}
