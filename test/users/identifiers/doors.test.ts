import { describe, expect, it } from 'vitest'
import { password } from '#test/people.ts'
import { identifiersOf } from '#users/identifiers/identifiers.queries.ts'
import { actsOf, known } from '../records.ts'
import type { Desk } from './card-desk.ts'
import { cardDesk, linkOn } from './card-desk.ts'

type Door = { name: string; typed: Record<string, string>; at(desk: Desk): Promise<string> }
const ofRow = (link: string) => async (desk: Desk) => linkOn(await desk.desk.get(desk.url), `${link} 0001`)
const doors: Door[] = [
  { name: 'new', typed: { type: 'BARCODE', value: 'N-1', status: 'ACTIVE' }, at: async ({ url }) => `${url}/additional/new` },
  { name: 'edit', typed: { value: 'E-1' }, at: ofRow('Edit') },
  { name: 'removal', typed: {}, at: ofRow('Remove') },
  { name: 'card', typed: { barcode: 'C-1' }, at: async ({ url }) => `${url}/card` },
]

async function expectUntouched(desk: Desk, userId = desk.user.id) {
  expect(await actsOf(desk, { id: userId })).toHaveLength(1)
}

describe.each(doors)('$name', ({ typed, at }) => {
  it('signed out: leads to Sign in, nothing is done, and what was typed waits for its author', async () => {
    const app = await cardDesk()
    const [url, page] = [await at(app), await app.desk.get(await at(app))]
    expect(page.status).toBe(200)
    app.clock.move(61 * 60_000)
    const sent = await app.desk.post(url, { _csrf: String(page.$('input[name=_csrf]').attr('value')), ...typed })
    expect([sent.status, sent.location]).toEqual([303, '/sign-in'])
    expect(await app.visitor().get(url)).toMatchObject({ status: 303 })
    const signed = await app.desk.submit(await app.desk.get('/sign-in'), 'Sign in', { identifier: 'otto', password })
    expect(signed.location).toBe(url)
    const again = await app.desk.get(url)
    for (const value of Object.values(typed)) expect(again.html).toContain(`value="${value}"`)
    await expectUntouched(app)
  })

  it.each(['viewer', 'deskAssistant'] as const)('not allowed: a %s', async (person) => {
    const app = await cardDesk()
    const url = await at(app)
    const somebody = await app.as(person)
    expect([(await somebody.get(url)).status, (await somebody.post(url, typed)).status]).toEqual([403, 403])
    expect((await somebody.get(app.url)).$('main a.button').length).toBe(0)
    await expectUntouched(app)
  })

  it('not allowed: a desk operator on staff; allowed: who manages roles and has all their rights', async () => {
    const app = await cardDesk()
    const staff = known(app.people.deskOperator)
    const boss = await app.as('administrator')
    await boss.post(`/users/${staff.id}/identifiers/additional/new`, { type: 'BARCODE', value: '0001-S', status: 'ACTIVE' })
    const otto = { ...app, user: staff, url: `/users/${staff.id}/identifiers` }
    const url =
      (await at({ ...otto, desk: boss })) || linkOn(await boss.get(otto.url), `${typed.value ? 'Edit' : 'Remove'} 0001-S`)
    expect([(await app.desk.get(url)).status, (await app.desk.post(url, typed)).status]).toEqual([403, 403])
    expect((await app.desk.get(otto.url)).$('main a.button').length).toBe(0)
    const max = await app.as('manager')
    expect((await max.post(url, typed)).status).toBe(303)
  })

  it('not there: no such user, no such row, another user’s row', async () => {
    const app = await cardDesk()
    const url = await at(app)
    const [theirs] = await identifiersOf(app.db.read, app.holder.id)
    const wrong = [url.replace(/users\/\d+/, 'users/99999')]
    if (/\d+\/\w+$/.test(url)) wrong.push(url.replace(/\d+(?=\/\w+$)/, '99999'), url.replace(/\d+(?=\/\w+$)/, String(theirs?.id)))
    for (const address of wrong) {
      expect([address, (await app.desk.get(address)).status]).toEqual([address, 404])
      expect([address, (await app.desk.post(address, typed)).status]).toEqual([address, 404])
    }
    await expectUntouched(app)
    await expectUntouched(app, app.holder.id)
  })

  it('refused: a contact has none, and is offered none', async () => {
    const app = await cardDesk()
    const contact = await app.makeUser({ values: { primaryId: 'c', firstName: 'C', lastName: 'C', recordType: 'CONTACT' } })
    const url = (await at(app)).replace(/users\/\d+/, `users/${contact.id}`)
    const answer = await app.desk.post(url, typed)
    expect([answer.status, answer.text.includes('A contact has no additional identifiers.')]).toEqual([422, true])
    expect((await app.desk.get(`/users/${contact.id}/identifiers`)).$('main a.button').length).toBe(0)
    await expectUntouched(app, contact.id)
  })
})
