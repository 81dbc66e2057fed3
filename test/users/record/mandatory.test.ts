import { expect, it } from 'vitest'
import { createAdministrator } from '#set-up/set-up.ts'
import { commandActor } from '#sign-in/actor.ts'
import { testApp } from '#test/app.ts'
import { contactOf } from '#users/contact/contact.queries.ts'
import { identifiersOf } from '#users/identifiers/identifiers.queries.ts'
import { createUser } from '#users/record/create.ts'
import { loadSampleUsers } from '../../../src/load/sample-load.ts'
import { demand } from '../../configuration/library.ts'
import { loaded } from '../../load/files.ts'
import { recordOf } from '../records.ts'

const ana = { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' }

/** A library that asks for more, before an old record and somebody who works at its desk. */
async function strict(...names: string[]) {
  const app = await testApp()
  const old = await app.makeUser({ values: ana })
  await demand(app, 'PUBLIC', ...names)
  return { app, old, desk: await app.as('deskOperator'), url: `/users/${old.id}/general` }
}

it('General marks what is mandatory, and refuses to empty it', async () => {
  const { app, desk } = await strict('birthDate', 'userGroup')
  const user = await app.makeUser({ values: { ...ana, primaryId: 'new', birthDate: '1999-03-28', userGroup: 'FACULTY' } })
  const page = await desk.get(`/users/${user.id}/general`)
  expect(page.$('[for=birthDate] ~ .required, [for=userGroup] ~ .required')).toHaveLength(2)
  const refused = await desk.submit(page, 'Save', { birthDate: '', userGroup: '', middleName: 'Maria' })
  expect([refused.status, refused.problems]).toEqual([
    422,
    ['Birth date is required. Enter it.', 'User group is required. Enter it.'],
  ])
  expect([refused.field('Middle name').value, refused.field('Birth date').value]).toEqual(['Maria', ''])
  expect((await desk.post(`/users/${user.id}/general`, { birthDate: ' ' })).status).toBe(422)
  expect(await recordOf(app, user)).toMatchObject({ birthDate: '1999-03-28', userGroup: 'FACULTY', version: 1 })
})

it('an old record is saved as it is, with no code chosen for whoever does not look', async () => {
  const { app, old, desk, url } = await strict('birthDate', 'userGroup', 'address')
  const page = await desk.get(url)
  expect(page.field('User group').value).toBe('')
  expect((await desk.submit(page, 'Save', { middleName: 'Maria' })).status).toBe(303)
  expect(await recordOf(app, old)).toMatchObject({ middleName: 'Maria', birthDate: null, userGroup: null })
})

it('is asked of the record types for which it was ticked, and of no other', async () => {
  const { app } = await strict('birthDate')
  const actor = commandActor('test', app.clock)
  const create = (recordType: string) =>
    app.db
      .write((tx) => createUser(tx, actor, { values: { ...ana, primaryId: recordType, recordType } }))
      .then(
        () => 'made',
        (error) => error.message,
      )
  expect([await create('PUBLIC'), await create('STAFF'), await create('CONTACT')]).toEqual([
    'Birth date is required. Enter it.',
    'made',
    'made',
  ])
})

it.each(['addresses', 'phones', 'emails'] as const)('the last of %s stays where one is mandatory', async (kind) => {
  const { app, desk } = await strict('address', 'phone', 'email')
  const rows = {
    addresses: [
      { line1: 'A 1', city: 'Lund' },
      { line1: 'B 2', city: 'Lund' },
    ],
    phones: [{ number: '1' }, { number: '2' }],
    emails: [{ address: 'a@x.example' }, { address: 'b@x.example' }],
  }
  const user = await app.makeUser({ values: { ...ana, primaryId: 'new' }, ...rows })
  const [first, second] = (await contactOf(app.db.read, user.id))[kind]
  const base = `/users/${user.id}/contact/${kind}`
  expect((await desk.post(`${base}/${first?.id}/removal`, {})).status).toBe(303)
  const refused = await desk.post(`${base}/${second?.id}/removal`, {})
  expect(refused.status).toBe(422)
  expect(refused.problems[0]).toMatch(
    / is required for the record type Public\. Add another one before you take this one away\.$/,
  )
  expect((await contactOf(app.db.read, user.id))[kind]).toHaveLength(1)
})

it('the last active barcode is replaced, and neither removed nor ended', async () => {
  const { app } = await strict('barcode')
  const desk = await app.as('deskOperator')
  const user = await app.makeUser({ values: { ...ana, primaryId: 'new' }, identifiers: [{ type: 'BARCODE', value: '0001' }] })
  const [card] = await identifiersOf(app.db.read, user.id)
  const base = `/users/${user.id}/identifiers`
  const row = `${base}/additional/${card?.id}`
  expect((await desk.post(`${row}/removal`, {})).problems).toEqual([
    'A barcode is required for the record type Public. Add another one before you take this one away.',
  ])
  expect((await desk.post(`${row}/edit`, { status: 'INACTIVE' })).status).toBe(422)
  expect((await desk.submit(await desk.get(`${base}/card`), 'Replace', { barcode: '0002' })).status).toBe(303)
  expect((await desk.post(`${row}/removal`, {})).status).toBe(303)
})

it('two at once: of two removals of the last two rows one is refused', async () => {
  const { app, desk } = await strict('phone')
  const user = await app.makeUser({ values: { ...ana, primaryId: 'new' }, phones: [{ number: '1' }, { number: '2' }] })
  const { phones } = await contactOf(app.db.read, user.id)
  const answers = await Promise.all(phones.map(({ id }) => desk.post(`/users/${user.id}/contact/phones/${id}/removal`, {})))
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
})

it('a file is refused row by row, naming the column', async () => {
  const { app } = await strict('birthDate', 'address', 'phone', 'email', 'barcode')
  const head = 'primary_id,first_name,last_name,birth_date,address_line1,city,phone,email,barcode,record_type'
  const { places, created } = await loaded(
    `${head}\nn1,Ben,Lee,1999-01-01,A 1,Lund,1,a@x.example,77,\nn2,Cy,Lee,,,,,,,\nn3,Di,Lee,,,,,,,STAFF\n`,
    app,
  )
  expect(created).toBe(2)
  expect(places).toEqual([
    [3, 'birth_date', ''],
    [3, 'address_line1', ''],
    [3, 'phone', ''],
    [3, 'email', ''],
    [3, 'barcode', ''],
  ])
  const bare = await loaded('primary_id,first_name,last_name\nn9,Cy,Lee\n', app)
  expect(bare.places.map(([, column]) => column)).toEqual(['birth_date', 'address_line1', 'phone', 'email', 'barcode'])
})

it('sample users obey it too', async () => {
  const { app } = await strict('website')
  const { created, refused } = await loadSampleUsers(app.db, commandActor('demo', app.clock), { count: 60, seed: 1 })
  expect(refused).toBeGreaterThan(40)
  expect(created + refused).toBe(60)
})

it('a field with nothing left to choose from is not asked for', async () => {
  const { app } = await strict('campus')
  const actor = commandActor('test', app.clock)
  const made = await app.db.write((tx) => createUser(tx, actor, { values: { ...ana, primaryId: 'b' } }))
  expect(made.campus).toBeNull()
})

it('an administrator can be made by a command whatever is asked of staff', async () => {
  const { app } = await strict()
  await demand(app, 'STAFF', 'birthDate', 'address', 'barcode')
  const made = { primaryId: 'rescue', firstName: 'Rosa', lastName: 'Rescue', passwordHash: 'x' }
  await app.db.write((tx) => createAdministrator(tx, commandActor('create-admin', app.clock), made))
  expect((await (await app.as('administrator')).get('/users?q=rosa')).text).toContain('Rescue, Rosa')
})
