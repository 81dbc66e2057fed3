import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { contactOf } from '#users/contact/contact.queries.ts'
import { identifiersOf } from '#users/identifiers/identifiers.queries.ts'
import { addCodes } from '../../code-tables/lists.ts'
import { demand } from '../../configuration/library.ts'
import { recordOf } from '../records.ts'

const ben = { firstName: 'Ben', lastName: 'Lind', primaryId: 'ben' }
const required = (page: Page) =>
  page
    .$('#add .required')
    .toArray()
    .map((mark) => page.$(mark).parent().find('label').text() || page.$(mark).parent().text().replace(' (required)', ''))

async function strict(...names: string[]) {
  const app = await testApp()
  await addCodes(app.db, 'LibraryNotices', ['DUE Due dates', 'NEWS News'])
  await demand(app, 'PUBLIC', ...names)
  const desk = await app.as('deskOperator')
  return { app, desk, page: await desk.get('/users/add') }
}

it('asks for what is mandatory, marks it, and creates the user with all of it', async () => {
  const names = ['birthDate', 'userGroup', 'libraryNotices', 'website', 'expiryDate', 'address', 'phone', 'email', 'barcode']
  const { app, desk, page } = await strict(...names)
  expect(required(page)).toEqual([
    ...['First name', 'Last name', 'Primary identifier', 'Birth date', 'User group', 'Email address'],
    ...['Phone number', 'Barcode', 'Website', 'Library notices', 'Expiration date', 'Address line 1', 'City'],
  ])
  const refused = await desk.submit(page, 'Save and continue', { ...ben, city: 'Lund' })
  expect(refused.status).toBe(422)
  expect(refused.problems).toHaveLength(9)
  for (const label of ['Birth date', 'User group', 'Phone number', 'Barcode', 'Website', 'Expiration date', 'Address line 1'])
    expect([label, refused.field(label).error === '']).toEqual([label, false])
  expect(refused.field('City').value).toBe('Lund')
  const made = await desk.submit(refused, 'Save and continue', {
    ...{ birthDate: '2001-05-05', userGroup: 'FACULTY', libraryNotices: 'DUE', website: 'https://x.example' },
    ...{ expiryDate: '2027-01-01', line1: 'A 1', postalCode: '22100', country: 'SWE', phone: '1', email: 'b@x.example' },
    barcode: '0077',
  })
  expect(made.status).toBe(303)
  const user = { id: Number(/\d+/.exec(made.location)?.[0]) }
  expect(await recordOf(app, user)).toMatchObject({ birthDate: '2001-05-05', libraryNotices: ['DUE'], expiryDate: '2027-01-01' })
  const { addresses, phones, emails } = await contactOf(app.db.read, user.id)
  expect(addresses).toMatchObject([{ line1: 'A 1', city: 'Lund', postalCode: '22100', country: 'SWE', types: ['home'] }])
  expect([phones[0]?.number, emails[0]?.address]).toEqual(['1', 'b@x.example'])
  expect(await identifiersOf(app.db.read, user.id)).toMatchObject([{ type: 'BARCODE', value: '0077' }])
})

it('asks another record type for its own, and keeps what was typed in sight', async () => {
  const { app, desk, page } = await strict('website', 'phone')
  await demand(app, 'STAFF', 'jobDescription')
  const refused = await desk.submit(page, 'Save and continue', { ...ben, recordType: 'STAFF', website: 'https://x.example' })
  expect(refused.problems).toEqual(['Job description is required. Enter it.'])
  expect([refused.field('Website').value, refused.field('Phone number').exists]).toEqual(['https://x.example', false])
  const made = await desk.submit(refused, 'Save and continue', { jobDescription: 'Reads' })
  expect(made.status).toBe(303)
})

it('shows what another type asks as soon as it is chosen, and writes nothing', async () => {
  const { desk } = await strict('website')
  const swapped = { 'hx-request': 'true', 'hx-request-type': 'partial' }
  const asked = async (recordType: string) =>
    (await desk.post('/users/add/check', { ...ben, recordType }, swapped)).field('Website')
  expect([(await asked('PUBLIC')).exists, (await asked('STAFF')).exists]).toEqual([true, false])
})

it('no code of a mandatory list is chosen for whoever does not look', async () => {
  const { page } = await strict('userGroup', 'title')
  expect([page.field('User group').value, page.field('Title').value]).toEqual(['', ''])
})

it('a default code fills what nobody chose', async () => {
  const { desk, page } = await strict('preferredLanguage')
  expect((await desk.submit(page, 'Save and continue', ben)).status).toBe(303)
})

it('refused: a taken barcode, at its field', async () => {
  const { app, desk, page } = await strict('barcode')
  await app.makeUser({ values: { ...ben, primaryId: 'old' }, identifiers: [{ type: 'BARCODE', value: '0077' }] })
  const refused = await desk.submit(page, 'Save and continue', { ...ben, barcode: '0077' })
  expect([refused.status, refused.field('Barcode').error]).toEqual([
    422,
    '0077 already belongs to Lind, Ben (old). Choose another, or open that user.',
  ])
})

it('generates a barcode, and keeps all else that was typed', async () => {
  const { desk, page } = await strict('barcode')
  const filled = await desk.submit(page, 'Save and continue', { ...ben, generate: 'barcode' })
  expect([filled.status, filled.field('First name').value]).toEqual([200, 'Ben'])
  expect(filled.field('Barcode').value).toMatch(/^2\d{13}$/)
})
