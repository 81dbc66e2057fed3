import type { NewUser } from '#users/record/create.ts'

/** A few users whose names are hard to find. */
export const readers: NewUser[] = [
  { values: { primaryId: 'jmueller', firstName: 'Jürgen', lastName: 'Müller', userGroup: 'UNDERGRAD' } },
  { values: { primaryId: 'nobrien', firstName: 'Niamh', lastName: 'O’Brien' } },
  {
    values: { primaryId: 'mgarcia', firstName: 'María', lastName: 'García' },
    identifiers: [{ type: 'BARCODE', value: '29871000345' }],
    emails: [{ address: 'mgarcia@northfield.edu' }],
  },
  { values: { primaryId: 'lgarcia', firstName: 'Luis', lastName: 'García' } },
  { values: { primaryId: 'msantos', firstName: 'Maria', lastName: 'Santos', recordType: 'STAFF' } },
]
