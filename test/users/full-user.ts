import type { NewUser } from '#users/record/create.ts'

/** A user with something in every part. */
export const fullUser: NewUser = {
  values: {
    primaryId: 'amuller',
    firstName: 'Ana',
    middleName: 'Berta',
    lastName: 'Müller',
    prefFirstName: 'Anni',
    recordType: 'PUBLIC',
    userGroup: 'FACULTY',
    title: 'DR',
    gender: 'FEMALE',
    birthDate: '1999-03-28',
    expiryDate: '2027-09-30',
    purgeDate: '2028-09-30',
    website: 'https://example.org',
    jobDescription: 'Reads',
  },
  addresses: [
    {
      line1: '1 High Street',
      line2: 'Flat 2',
      city: 'Lund',
      postalCode: '22100',
      stateProvince: 'Skåne',
      country: 'SWE',
      startDate: '2026-01-01',
    },
    { line1: 'Box 9', city: 'Ystad', types: ['work', 'school'], endDate: '2027-01-01', startDate: '2026-02-01' },
  ],
  phones: [{ number: '+46 70 123' }, { number: '040-555', types: ['office'] }],
  emails: [{ address: 'Ana@example.org' }, { address: 'am@uni.example', types: ['school'], description: 'term time' }],
  identifiers: [
    { type: 'BARCODE', value: '0001' },
    { type: 'UNIV_ID', value: 'U-17', note: 'from 2024' },
    { type: 'BARCODE', value: '0000', status: 'INACTIVE' },
  ],
  notes: [
    { type: 'OTHER', text: 'Likes\n<maps>' },
    { type: 'POPUP', text: 'Ask for the card', popup: true, userViewable: true },
  ],
}
export const bareUser: NewUser = { values: { primaryId: 'bare', firstName: 'Bo', lastName: 'Bare' } }
