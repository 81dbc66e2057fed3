import { expect, it } from 'vitest'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { changeCode } from '#code-tables/codes.ts'
import { changeMandatory } from '#code-tables/mandatory.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { setUpActor } from '#test/people.ts'
import { contactOf } from '#users/contact/contact.queries.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import { actsOf, recordOf } from '../records.ts'

const rita = { primaryId: 'rita', firstName: 'Rita', lastName: 'Reader', recordType: 'STAFF', userGroup: 'FACULTY' }

async function house(values: Record<string, string> = {}, actor: Person = 'manager') {
  const app = await testApp({ people: [actor] })
  const user = await app.makeUser({ values: { ...rita, ...values }, emails: [{ address: 'rita@x.example' }] })
  return { app, user, visitor: await app.as(actor), url: `/users/${user.id}/record-type` }
}

async function openTo({ db, clock }: TestApp, code: string, recordTypes: string[], table: CodeTable = 'UserGroups') {
  const id = (await codesOf(db.read, table)).get(code)?.id ?? 0
  await db.write((tx) => changeCode(tx, setUpActor(clock), table, id, { recordTypes }))
}

it('shows what follows, and changes it in one act: contact types, Patron, history, search', async () => {
  const { app, user, visitor, url } = await house()
  await openTo(app, 'work', ['STAFF'], 'UserEmailTypes')
  const choice = await visitor.get(url)
  expect(choice.text).toContain('Change to Public')
  expect(choice.text).not.toContain('Change to Staff')
  const question = await visitor.get(`${url}/PUBLIC`)
  expect(question.text).toContain('Email address: Work becomes Personal.')
  expect(question.text).toContain('The role Patron is given.')
  const done = await visitor.submit(question, 'Change record type')
  expect([done.status, done.location]).toEqual([303, `/users/${user.id}/general`])
  expect(await recordOf(app, user)).toMatchObject({ recordType: 'PUBLIC', userGroup: 'FACULTY', version: 2 })
  expect((await userRolesOf(app.db.read, user.id)).map(({ role }) => role)).toEqual([200])
  expect((await contactOf(app.db.read, user.id)).emails[0]?.types).toEqual(['personal'])
  const [act] = await actsOf(app, user)
  expect(act).toMatchObject({ action: 'record type changed', version: 2, actorName: 'Max Manager' })
  expect(act?.lines).toEqual([
    ['recordType', 'STAFF', 'PUBLIC'],
    ['types', ['work'], ['personal']],
    ['role', null, 200],
    ['scope', null, 'INSTITUTION'],
    ['status', null, 'ACTIVE'],
  ])
  expect((await visitor.get('/users?record_type=PUBLIC')).text).toContain('Reader, Rita')
})

it('has a group that is not open to the new type chosen anew, or clears it', async () => {
  const { app, user, visitor, url } = await house()
  await openTo(app, 'FACULTY', ['STAFF'])
  const question = await visitor.get(`${url}/PUBLIC`)
  expect(question.text).toMatch(/User group .* is not open to Public. Choose another below./)
  const done = await visitor.submit(question, 'Change record type', { userGroup: 'UNDERGRAD' })
  expect([done.status, done.problems]).toEqual([303, []])
  expect(await recordOf(app, user)).toMatchObject({ recordType: 'PUBLIC', userGroup: 'UNDERGRAD' })
})

it('takes no group that is not open to the new type, and keeps what was typed', async () => {
  const { app, user, visitor, url } = await house()
  await openTo(app, 'FACULTY', ['STAFF'])
  const page = await visitor.post(`${url}/PUBLIC`, { userGroup: 'FACULTY' })
  expect(page.status).toBe(422)
  expect(page.field('User group')).toMatchObject({ value: 'FACULTY', error: expect.stringContaining('is not open to') })
  expect((await recordOf(app, user)).recordType).toBe('STAFF')
})

it('asks for what is mandatory for the new type', async () => {
  const { app, user, visitor, url } = await house()
  await app.db.write((tx) => changeMandatory(tx, setUpActor(app.clock), 'PUBLIC', { drawn: [], chosen: ['birthDate'] }))
  const page = await visitor.submit(await visitor.get(`${url}/PUBLIC`), 'Change record type')
  expect(page.status).toBe(422)
  expect(page.field('Birth date').error).toContain('is required')
  const odd = await visitor.submit(page, 'Change record type', { birthDate: '1990-13-01' })
  expect([odd.status, odd.field('Birth date').value]).toEqual([422, '1990-13-01'])
  expect((await visitor.submit(odd, 'Change record type', { birthDate: '1990-12-01' })).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ recordType: 'PUBLIC', birthDate: '1990-12-01' })
})

it('makes nobody a contact who has roles, identifiers or a row that is missing: each is named', async () => {
  const app = await testApp({ people: ['manager'] })
  const identifiers = [{ type: 'BARCODE', value: 'c1' }]
  const user = await app.makeUser({ values: { ...rita, recordType: 'PUBLIC' }, identifiers })
  const max = await app.as('manager')
  await app.db.write((tx) => changeMandatory(tx, setUpActor(app.clock), 'CONTACT', { drawn: [], chosen: ['phone'] }))
  const url = `/users/${user.id}/record-type/CONTACT`
  const page = await max.get(url)
  expect(page.text).toContain('A contact has no roles. Remove 1 role first.')
  expect(page.text).toContain('A contact has no additional identifiers. Remove 1 identifier first.')
  expect(page.text).toContain('A phone number is required for that record type. Add it first.')
  expect(page.$('#record-type')).toHaveLength(0)
  const posted = await max.post(url, {})
  expect([posted.status, (await recordOf(app, user)).recordType]).toEqual([409, 'PUBLIC'])
})

it('clears what a contact does not have', async () => {
  const { app, user, visitor, url } = await house()
  const question = await visitor.get(`${url}/CONTACT`)
  expect(question.text).toMatch(/User group .* is not open to Contact, and is cleared./)
  expect((await visitor.submit(question, 'Change record type')).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ recordType: 'CONTACT', userGroup: null })
})

it('is closed to whoever may not, is signed out, or asks for what is not there', async () => {
  const { app, user, visitor, url } = await house()
  const dora = await app.as('deskManager')
  for (const at of [url, `${url}/PUBLIC`]) expect((await dora.get(at)).status).toBe(403)
  expect((await dora.post(`${url}/PUBLIC`, {})).status).toBe(403)
  expect((await app.visitor().get(`${url}/PUBLIC`)).location).toContain('/sign-in')
  expect((await visitor.get('/users/999999/record-type/PUBLIC')).status).toBe(404)
  expect((await visitor.get(`${url}/KING`)).status).toBe(404)
  expect((await recordOf(app, user)).recordType).toBe('STAFF')
})

it('asks again when somebody changed the user since (two at once), and does once what two do', async () => {
  const { app, user, visitor, url } = await house()
  const ada = await app.as('administrator')
  const question = await visitor.get(`${url}/PUBLIC`)
  await ada.post(`/users/${user.id}/general`, { jobDescription: 'Cellist' })
  const again = await visitor.submit(question, 'Change record type')
  expect(again.status).toBe(409)
  const answers = await Promise.all([visitor.post(`${url}/PUBLIC`, {}), ada.post(`${url}/PUBLIC`, {})])
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect((await actsOf(app, user)).filter(({ action }) => action === 'record type changed')).toHaveLength(1)
})
