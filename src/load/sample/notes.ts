import { addDays } from '#platform/dates.ts'
import { ordinaryNotes, popUpNotes, vendorNotes } from './note-texts.ts'
import type { Person } from './person.ts'
import { chance, pick, whole } from './random.ts'
import type { SampleUser } from './sample-users.ts'

export function notesOf(person: Person): SampleUser['notes'] {
  const { random } = person
  if (!chance(random, 0.27)) return []
  return chance(random, 0.1) ? [noteFor(person), noteFor(person)] : [noteFor(person)]
}

function noteFor(person: Person) {
  const { random, recordType } = person
  const popup = recordType !== 'CONTACT' && chance(random, 0.03)
  const texts = recordType === 'CONTACT' ? vendorNotes : popup ? popUpNotes : ordinaryNotes
  const { type, text, userViewable = false } = pick(random, texts)
  return { type, text: filledIn(text, person), popup, user_viewable: userViewable }
}

const filledIn = (text: string, { random, today }: Person) =>
  text
    .replace('until {day}', () => `until ${addDays(today, whole(random, 10, 300))}`)
    .replace('reading on {day}', () => `reading on ${addDays(today, whole(random, 5, 60))}`)
    .replace('{day}', () => addDays(today, -whole(random, 3, 1500)))
    .replace('{number}', () => String(whole(random, 2, 240)))
