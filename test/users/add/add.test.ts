import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'

const maria = {
  recordType: 'STAFF',
  firstName: 'Maria',
  lastName: 'Garcia',
  primaryId: 'mgarcia',
  userGroup: 'STAFF',
  jobCategory: 'CIRCULATION',
  email: 'maria@example.org',
}

async function wizard(person: 'deskOperator' | 'viewer' | 'administrator' = 'deskOperator') {
  const app = await testApp()
  const visitor = await app.as(person)
  const page = await visitor.get('/users/add')
  return { app, visitor, page }
}

it('works: creates the user and goes on to User Details', async () => {
  const { visitor, page } = await wizard()
  const made = await visitor.submit(page, 'Save and continue', maria)
  expect([made.status, made.location]).toEqual([303, '/users/3/general'])
  const details = await visitor.get(made.location)
  expect(details.heading).toBe('Garcia, Maria')
  expect(details.flash).toBe('Garcia, Maria was added. Go on with details and roles.')
  expect(details.field('Job category').value).toBe('CIRCULATION')
  expect((await visitor.get('/users?q=maria@example.org')).text).toContain('1 found')
  expect((await visitor.get('/users/3/contact')).text).toContain('maria@example.org Preferred Work')
})

it('refused: says all that is missing, and keeps what was typed', async () => {
  const { visitor, page } = await wizard()
  const refused = await visitor.submit(page, 'Save and continue', {
    ...maria,
    firstName: '',
    primaryId: ' ',
    birthDate: '1999-13-01',
    email: 'nobody',
  })
  expect(refused.status).toBe(422)
  expect(['First name', 'Primary identifier', 'Birth date', 'Email address'].map((label) => refused.field(label).error)).toEqual([
    'First name is required. Enter it.',
    'Primary identifier is required. Enter it.',
    'Birth date must be a real date: the calendar has no 1999-13-01.',
    'Enter an e-mail address with one @ and no blanks, like name@example.org.',
  ])
  expect(refused.problems).toHaveLength(4)
  expect(['Last name', 'Birth date', 'Email address', 'Job category'].map((label) => refused.field(label).value)).toEqual([
    'Garcia',
    '1999-13-01',
    'nobody',
    'CIRCULATION',
  ])
})

it('refused: a taken identifier names its holder, before any question about duplicates', async () => {
  const { app, visitor, page } = await wizard()
  await app.makeUser({ values: { primaryId: 'MGARCIA', firstName: 'Maria', lastName: 'Garcia' } })
  const refused = await visitor.submit(page, 'Save and continue', maria)
  expect([refused.status, refused.field('Primary identifier').error]).toEqual([
    422,
    'mgarcia already belongs to Garcia, Maria (MGARCIA). Choose another, or open that user.',
  ])
  expect(refused.$('#duplicates').text()).toContain('same identifier')
})

it('signed out: the form leads to Sign in', async () => {
  const { app } = await wizard()
  const stranger = app.visitor()
  expect((await stranger.get('/users/add')).location).toBe('/sign-in?next=%2Fusers%2Fadd')
  expect((await stranger.post('/users/add', maria)).location).toBe('/sign-in')
})

it('not allowed: a viewer can neither see nor send it', async () => {
  const { visitor } = await wizard('viewer')
  expect((await visitor.get('/users/add')).status).toBe(403)
  expect((await visitor.post('/users/add', maria)).status).toBe(403)
  expect((await visitor.get('/users')).$('a[href="/users/add"]')).toHaveLength(0)
})

it('not there: a type or group that does not exist is refused in words', async () => {
  const { visitor, page } = await wizard()
  const refused = await visitor.submit(page, 'Save and continue', { ...maria, recordType: 'ROBOT', userGroup: 'NOBODY' })
  expect(refused.problems[0]).toBe('Choose what kind of user this is.')
  expect(refused.problems[1]).toContain('There is no user group "NOBODY".')
})

it('two at once: the same form sent again makes one user', async () => {
  const { visitor, page } = await wizard()
  const answers = await Promise.all([1, 2, 3].map(() => visitor.submit(page, 'Save and continue', maria)))
  expect(new Set(answers.map(({ status, location }) => `${status} ${location}`))).toEqual(new Set(['303 /users/3/general']))
  expect((await visitor.get('/users')).text).toContain('3 found')
})

it('asks once about a likely duplicate, and creates the user anyway when told to', async () => {
  const { app, visitor, page } = await wizard()
  await app.makeUser({ values: { primaryId: 'old', firstName: 'María', lastName: 'García', birthDate: '1990-01-01' } })
  const asked = await visitor.submit(page, 'Save and continue', maria)
  expect(asked.status).toBe(409)
  expect(asked.$('#duplicates').text().replace(/\s+/g, ' ')).toContain('same namePublic · old · 1990-01-01')
  expect(asked.field('Last name').value).toBe('Garcia')
  expect((await visitor.submit(asked, 'Save and continue')).status).toBe(409)
  const anyway = String(asked.$('button[name=anyway]').attr('value'))
  expect((await visitor.submit(asked, 'Create anyway', { anyway })).status).toBe(303)
})

it('does not hold up somebody of the same name with another birth date', async () => {
  const { app, visitor, page } = await wizard()
  await app.makeUser({ values: { primaryId: 'old', firstName: 'Maria', lastName: 'Garcia', birthDate: '1990-01-01' } })
  expect((await visitor.submit(page, 'Save and continue', { ...maria, birthDate: '2001-05-05' })).status).toBe(303)
})

it('shows possible duplicates while the essentials are typed, and writes nothing', async () => {
  const { app, visitor } = await wizard()
  await app.makeUser({
    values: { primaryId: 'ml', firstName: 'Maria Luz', lastName: 'Garcia' },
    emails: [{ address: 'x@example.org' }],
  })
  const checked = await visitor.post(
    '/users/add/check',
    { firstName: 'maria', lastName: 'garcía', email: 'X@example.org' },
    { 'hx-request': 'true', 'hx-request-type': 'partial' },
  )
  expect(
    checked
      .$('#duplicates .chip')
      .toArray()
      .map((chip) => checked.$(chip).text()),
  ).toEqual(['same e-mail', 'similar name'])
  expect((await visitor.get('/users')).text).toContain('3 found')
})

it('generates a primary identifier, and keeps all else that was typed', async () => {
  const { visitor, page } = await wizard()
  const filled = await visitor.submit(page, 'Generate', { firstName: 'Maria', lastName: 'Garcia', generate: 'primaryId' })
  expect([filled.status, filled.field('First name').value]).toEqual([200, 'Maria'])
  const generated = filled.field('Primary identifier').value
  expect(generated).toMatch(/^\w{4,}$/)
  expect((await visitor.get('/users')).text).toContain('2 found')
  const made = await visitor.submit(filled, 'Save and continue')
  expect(made.status).toBe(303)
  expect((await visitor.get(made.location)).field('Primary identifier').value).toBe(generated)
})
