import type { Person } from './person.ts'

const serials = 10_000_000

/** Four digits that set the numbers of one seed apart from another's. */
const seedMark = ({ seed }: Person) => String(1000 + ((Math.abs(seed) * 7919 + 2741) % 9000))

/** Seven digits of this person alone; scattered, since neighbours on a list seldom hold neighbouring cards. */
const serial = ({ index }: Person) => String((index * 7_654_321 + 1_204_733) % serials).padStart(7, '0')

/** Each kind has its own length or first digit, so that no two kinds can meet in one value. */
export const studentNumber = (person: Person) => seedMark(person) + serial(person)
export const universityId = (person: Person) => `00${seedMark(person)}${serial(person)}`
export const institutionId = (person: Person) => `L${seedMark(person)}-${serial(person)}`
export const cardNumber = (person: Person) => withCheckDigit(`20${seedMark(person)}${serial(person)}`)
export const lostCardNumber = (person: Person) => withCheckDigit(`21${seedMark(person)}${serial(person)}`)

/** The short number at the end of a login or e-mail address. */
export const shortNumber = ({ seed, index }: Person) => index * 100 + (Math.abs(seed * 37 + 11) % 100)

/** Luhn's, as library cards carry it: the digits left of the check digit are doubled in turn, from the right. */
function withCheckDigit(digits: string) {
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, place) => total + (place % 2 ? Number(digit) : doubled(Number(digit))), 0)
  return digits + ((10 - (sum % 10)) % 10)
}

const doubled = (digit: number) => (digit > 4 ? digit * 2 - 9 : digit * 2)
