import type { NewUser } from '#users/record/create.ts'

/** A few users whose names are hard to find. */
export const readers: NewUser[] = [
  { values: { primaryId: 'jmueller', firstName: 'Jürgen', lastName: 'Müller', userGroup: 'UNDERGRAD' } },
  { values: { primaryId: 'nobrien', firstName: 'Niamh', lastName: 'O’Brien' } },
  {
    values: { primaryId: 'mgarcia', firstName: 'María', lastName: 'García' },
    identifiers: [{ type: 'BARCODE', value: '29871000346' }],
    emails: [{ address: 'mgarcia@northfield.edu' }],
  },
  { values: { primaryId: 'lgarcia', firstName: 'Luis', lastName: 'García', expiryDate: '2026-12-04' } },
  { values: { primaryId: 'msantos', firstName: 'Maria', lastName: 'Santos', recordType: 'STAFF' } },
]

/** A user with something on every tab. */
export const tom: NewUser = {
  values: {
    primaryId: 'tgarciap',
    firstName: 'Tomás',
    lastName: 'García-Peña',
    prefFirstName: 'Tom',
    userGroup: 'POSTGRAD',
    expiryDate: '2027-09-30',
    purgeDate: '2028-09-30',
    birthDate: '1999-03-28',
  },
  identifiers: [
    { type: 'BARCODE', value: '29871000345' },
    { type: 'BARCODE', value: '29871000112', status: 'INACTIVE', note: 'Lost, reported by telephone' },
  ],
  notes: [
    { type: 'OTHER', text: 'Prefers large print.\nAsks for a seat near the window.' },
    { type: 'OTHER', text: 'Return the loaned headphones.', userViewable: true },
  ],
  emails: [{ address: 'tgarciap@northfield.edu' }, { address: 'tomas.garcia-pena@department-of-history.northfield.edu' }],
  phones: [{ number: '+44 20 7946 0018' }],
  addresses: [{ line1: '12 Long Row', line2: 'Flat 3', city: 'Northfield', postalCode: 'NF1 2AB' }],
}

/** Users whose names and identifiers are as long, and as foreign, as they may be. */
export const long: NewUser = {
  values: {
    primaryId: 'i'.repeat(255),
    firstName: 'Anna-Katharina '.repeat(17).trim(),
    lastName: 'Wolfeschlegelstein'.repeat(15).slice(0, 255),
  },
}
export const arabic: NewUser = {
  values: { primaryId: 'mgarcia9', firstName: 'ماريا', lastName: 'غارسيا', prefLastName: 'غارسيا García' },
}

/** Whom a colleague works on at the same time. */
export const eva = { firstName: 'Eva', lastName: 'Lindqvist', userGroup: 'FACULTY', expiryDate: '2027-09-30' }

/** So that every page is there: links lead to an address, and e-mail goes nowhere. */
export const withMail = { links: 'http://foyer.invalid', mail: { send: async () => {} } }
