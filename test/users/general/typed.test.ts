import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { recordOf } from '../records.ts'

async function opened() {
  const app = await testApp()
  const values = { primaryId: 'amuller', firstName: 'Ana', lastName: 'Müller', middleName: 'M', website: 'a.example' }
  const user = await app.makeUser({ values })
  const desk = await app.as('deskOperator')
  const page = await desk.get(`/users/${user.id}/general`)
  const body = (typed: string) => {
    const rest = new URLSearchParams(page.formOf('Save').values)
    for (const [name] of new URLSearchParams(typed)) rest.delete(name)
    return desk.post(`/users/${user.id}/general`, `${rest}&${typed}`)
  }
  return { app, user, page, body }
}

const long = 'ü'.repeat(300)
const unstorable = (label: string) =>
  `${label} holds a character that cannot be stored, shown as �. Take it out or type it again.`

it.each([
  [
    '300 characters',
    'Last name',
    `lastName=${encodeURIComponent(long)}`,
    long,
    'Keep Last name to 255 characters; this has 300.',
  ],
  [
    'a day that is none',
    'Birth date',
    'birthDate=2027-02-30',
    '2027-02-30',
    'Birth date must be a real date: the calendar has no 2027-02-30.',
  ],
  [
    'another way to write days',
    'Expiration date',
    'expiryDate=30.9.2027',
    '30.9.2027',
    'Expiration date must be a date written year-month-day, such as 2027-09-30.',
  ],
  ['a NUL', 'First name', 'firstName=A%00na', 'A�na', unstorable('First name')],
  ['bytes that are no text', 'Job description', 'jobDescription=a%ED%A0%80b', 'a���b', unstorable('Job description')],
  ['a broken percent sign', 'Website', 'website=%C3%28', '�(', unstorable('Website')],
  ['a line end in a line', 'Middle name', 'middleName=a%0D%0Ab', 'ab', unstorable('Middle name')],
  [
    'an unknown code',
    'User group',
    'userGroup=NOBODY',
    'NOBODY',
    'There is no user group "NOBODY". Use one of UNDERGRAD, POSTGRAD, FACULTY, STAFF, ADMINSTAFF, ALUMNI, COMMUNITY.',
  ],
  ['an unknown choice', 'Status', 'status=SLEEPING', 'SLEEPING', 'Status must be one of ACTIVE, INACTIVE.'],
  ['no status', 'Status', 'status=', undefined, 'Status is required. Enter it.'],
  ['no primary identifier', 'Primary identifier', 'primaryId=%20%20', '  ', 'Primary identifier is required. Enter it.'],
] as const)('refuses %s in words and keeps all that was typed', async (_case, label, typed, shown, message) => {
  const { app, user, body } = await opened()
  const others = 'prefFirstName=Anni&prefLastName=&catalogerLevel=&title=DR&purgeDate=2030-01-01'
  const page = await body(`${others}&${typed}`)
  expect(page.status).toBe(422)
  expect(page.problems).toEqual([message])
  expect(page.field(label).error).toBe(message)
  if (shown !== undefined) expect(page.field(label).value.replace(/[\r\n]/g, '')).toBe(shown)
  expect(page.formOf('Save').values).toMatchObject({
    prefFirstName: 'Anni',
    prefLastName: '',
    catalogerLevel: '',
    title: 'DR',
    purgeDate: '2030-01-01',
  })
  expect(await recordOf(app, user)).toEqual(user)
})

it('keeps fields empty that were emptied, while others are refused', async () => {
  const { body } = await opened()
  const page = await body('middleName=&website=&lastName=&birthDate=x')
  expect(page.problems).toEqual([
    'Last name is required. Enter it.',
    'Birth date must be a date written year-month-day, such as 2027-09-30.',
  ])
  expect([page.field('Middle name').value, page.field('Website').value, page.field('Last name').value]).toEqual(['', '', ''])
})

it('tells of several problems at once, each beside its field', async () => {
  const { body } = await opened()
  const page = await body(`birthDate=x&expiryDate=2027-13-01&firstName=${long}&gender=%00`)
  expect(page.problems).toHaveLength(4)
  for (const label of ['Birth date', 'Expiration date', 'First name', 'Gender']) expect(page.field(label).error).not.toBe('')
  for (const link of page.$('.error-summary a').toArray()) {
    expect(page.$(`[id="${page.$(link).attr('href')?.slice(1)}"]`)).toHaveLength(1)
  }
})

it('counts 255 characters as people do, in any script', async () => {
  const { app, user, body } = await opened()
  const name = '𐐷'.repeat(255)
  expect((await body(`lastName=${encodeURIComponent(name)}`)).status).toBe(303)
  expect((await recordOf(app, user)).lastName).toBe(name)
  expect((await body(`lastName=${encodeURIComponent(`${name}𐐷`)}`)).problems).toEqual([
    'Keep Last name to 255 characters; this has 256.',
  ])
})
