import { describe, expect, it } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { phones } from '#users/contact/contact.table.ts'
import { addContact, changeContact } from '#users/contact/contact.ts'
import { addIdentifier } from '#users/identifiers/identifiers.ts'
import { planFollow } from '#users/record/follow-heard.ts'
import type { Heard } from '#users/record/follow-plan.ts'
import { rowsOfPart } from '#users/record/followed.queries.ts'
import { findUser } from '#users/users.queries.ts'
import { demand } from '../../configuration/library.ts'
import { recordOf } from '../records.ts'
import { follow, madeBySource, newHeard, usualRules } from './following.ts'

/**
 * What becomes of a list. The source made the user with a home number 1 (or none); by hand: nothing, or its number changed to
 * 9 (edited), or an internal number 5 added (internal), or that one made the preferred one (preferred). Then the source sends
 * rows, an empty list, or none at all. A row: number, e for external or i for internal, * for preferred; the oldest first.
 */
const table = `
1     untouched  keep   1        1e*
1     untouched  keep   2        2e*
1     untouched  keep   1,2      1e* 2e
1     untouched  keep   2,1*     1e* 2e
1     untouched  keep   empty    -
1     untouched  keep   absent   1e*
1     untouched  clear  absent   -
1     edited     keep   1        1e*
1     edited     keep   2        2e*
1     edited     keep   absent   9e*
1     edited     clear  absent   -
1     internal   keep   2        2e* 5i
1     internal   keep   1,2*     1e 5i 2e*
1     internal   keep   empty    5i*
1     internal   clear  absent   5i*
1     internal   keep   absent   1e* 5i
1     preferred  keep   2*       2e 5i*
1     preferred  keep   1,2*     1e 5i* 2e
1     preferred  keep   empty    5i*
none  untouched  keep   1,2      1e* 2e
none  untouched  keep   1*,2*    1e* 2e
none  untouched  keep   1,1      1e*
none  internal   keep   1        5i* 1e
none  internal   keep   5        5i* 5e
none  internal   clear  absent   5i*
`
const cases = table
  .trim()
  .split('\n')
  .map((text) => {
    const [first = '', by = '', absent = '', sent = '', ...stands] = text.split(/ +/)
    return { text, first, by, absent: absent as 'keep' | 'clear', sent, stands: stands.filter((row) => row !== '-') }
  })
const rowsIn = (sent: string) =>
  sent === 'empty' || sent === 'none'
    ? []
    : sent.split(',').map((row) => ({ number: row.replace('*', ''), types: ['home'], preferred: String(row.endsWith('*')) }))

async function byHand(app: TestApp, userId: number, by: string): Promise<void> {
  const user = await recordOf(app, { id: userId })
  const actor = setUpActor(app.clock)
  const [row] = await rowsOfPart(app.db.read, 'phone', userId)
  await app.db.write(async (tx) => {
    if (by === 'edited') await changeContact(tx, actor, user, 'phones', row?.id ?? 0, { number: '9' }, {})
    if (by === 'internal' || by === 'preferred')
      await addContact(tx, actor, user, 'phones', { number: '5', types: ['home'], preferred: by === 'preferred' })
  })
}

describe('a list', () => {
  it.each(cases)('$text', async ({ first, by, absent, sent, stands }) => {
    const app = await testApp({ empty: true })
    const user = await madeBySource(app, { ...newHeard, lists: { phone: rowsIn(first) } })
    await byHand(app, user.id, by)
    const heard: Heard = { fields: newHeard.fields, lists: sent === 'absent' ? {} : { phone: rowsIn(sent) } }
    expect((await follow(app, user, heard, { absentElements: absent })).problems).toEqual([])
    const rows = await rowsOfPart(app.db.read, 'phone', user.id)
    const shown = rows.map(
      ({ number, origin, preferred }) => `${number}${origin === 'EXTERNAL' ? 'e' : 'i'}${preferred ? '*' : ''}`,
    )
    expect(shown).toEqual(stands)
    const again = await follow(app, user, heard, { absentElements: absent })
    expect([again.plan.set, again.plan.rows]).toEqual([{}, []])
  })
})

it('keeps the number of a row that says the same, and pairs the others by their kind', async () => {
  const app = await testApp({ empty: true })
  const phone = (number: string, type: string) => ({ number, types: [type] })
  const user = await madeBySource(app, {
    ...newHeard,
    lists: { phone: [phone('1', 'home'), phone('2', 'mobile'), phone('3', 'office')] },
  })
  const { plan } = await follow(app, user, { fields: {}, lists: { phone: [phone('3', 'office'), phone('8', 'mobile')] } })
  expect(plan.rows).toEqual([
    { does: 'remove', part: 'phone', id: 1 },
    { does: 'change', part: 'phone', id: 3, values: { preferred: true } },
    { does: 'change', part: 'phone', id: 2, values: { number: '8' } },
  ])
  expect(await app.db.read.select().from(phones)).toMatchObject([
    { id: 2, number: '8', preferred: false },
    { id: 3, number: '3', preferred: true },
  ])
})

it('says what cannot stand, by field, and offers the codes that it does not know', async () => {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app)
  const { problems, plan } = await follow(app, user, {
    fields: { userGroup: 'NOBODY', birthDate: '2001-02-30' },
    lists: {
      email: [{ address: 'no mail' }],
      address: [{ city: 'Lund' }],
      phone: [{ number: '1', types: ['fax'] }],
      note: [{ text: 'x', type: '' }],
    },
  })
  expect(problems.map((one) => one.split(':')[0])).toEqual([
    'birthDate',
    'userGroup',
    'address.line1',
    'phone.types',
    'email.address',
    'note.type',
  ])
  expect(plan.rows).toEqual([])
  const known = await findUser(app.db.read, user.id)
  if (!known) throw new Error('gone')
  const heard = { fields: { userGroup: 'NOBODY' }, lists: { phone: [{ number: '1', types: ['fax', 'home'] }] } }
  expect((await planFollow(app.db.read, known, heard, usualRules)).unknown).toEqual([
    { table: 'UserGroups', code: 'NOBODY' },
    { table: 'UserPhoneTypes', code: 'fax' },
  ])
})

it('understands descriptions of codes, and passes over elements in which nothing stands', async () => {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app)
  const { problems } = await follow(app, user, {
    fields: { userGroup: 'alumni' },
    lists: {
      identifier: [
        { type: 'BARCODE', value: '' },
        { type: 'Barcode', value: '12' },
      ],
      note: [{ type: 'LIBRARY', text: ' ' }],
    },
  })
  expect(problems).toEqual([])
  expect((await recordOf(app, user)).userGroup).toBe('ALUMNI')
  expect(await rowsOfPart(app.db.read, 'identifier', user.id)).toMatchObject([{ type: 'BARCODE', value: '12', status: 'ACTIVE' }])
  expect(await rowsOfPart(app.db.read, 'note', user.id)).toEqual([])
})

it('refuses an identifier of somebody else, naming the holder, and frees what it gives up', async () => {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app, { ...newHeard, lists: { identifier: [{ type: 'BARCODE', value: 'B1' }] } })
  const other = await app.makeUser({ values: { primaryId: 'olga', firstName: 'Olga', lastName: 'Other' } })
  const take = (value: string) => follow(app, user, { fields: {}, lists: { identifier: [{ type: 'BARCODE', value }] } })
  await expect(take('OLGA')).rejects.toThrow('OLGA already belongs to Other, Olga (olga).')
  await take('B2')
  await app.db.write((tx) => addIdentifier(tx, setUpActor(app.clock), other, { type: 'BARCODE', value: 'b1' }))
})

it('keeps the last row of a kind that the library made mandatory', async () => {
  const app = await testApp({ people: ['administrator'] })
  const lists = {
    email: [{ address: 'a@x.example' }],
    identifier: [
      { type: 'BARCODE', value: 'B1' },
      { type: 'UNIV_ID', value: 'U1' },
    ],
  }
  const user = await madeBySource(app, { ...newHeard, lists })
  await demand(app, 'PUBLIC', 'email', 'barcode')
  const { plan } = await follow(app, user, { fields: {}, lists: { email: [], identifier: [] } })
  expect(plan.rows).toEqual([{ does: 'remove', part: 'identifier', id: 2 }])
  expect(plan.steps.filter(({ why }) => why === 'unchanged').map(({ part }) => part)).toContain('email')
  expect(await rowsOfPart(app.db.read, 'email', user.id)).toHaveLength(1)
})
