import { expect, it } from 'vitest'
import { changeSetting } from '#code-tables/settings.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { actsOf, recordOf } from '../records.ts'

const url = '/users/register'
const maria = { firstName: 'Maria', lastName: 'Garcia', userGroup: 'FACULTY', email: 'maria@example.org', barcode: '20001' }

async function desk() {
  const app = await testApp({ people: ['deskManager', 'deskOperator'] })
  const otto = await app.as('deskOperator')
  const set = (name: 'registration_fields' | 'registration_numbers', value: string) =>
    app.db.write((tx) => changeSetting(tx, setUpActor(app.clock), name, value))
  return { ...app, otto, set }
}
const idIn = (location: string) => ({ id: Number(/\/users\/(\d+)/.exec(location)?.[1]) })

it('works: registers and opens, with the next number as primary identifier', async () => {
  const { otto, ...app } = await desk()
  const made = await otto.submit(await otto.get(url), 'Register and open', { ...maria, onward: 'open' })
  expect([made.status, made.location]).toEqual([303, expect.stringMatching(/^\/users\/\d+\/general$/)])
  const user = await recordOf(app, idIn(made.location))
  expect(user).toMatchObject({ recordType: 'PUBLIC', accountType: 'INTERNAL', primaryId: 'U0000001', userGroup: 'FACULTY' })
  expect((await otto.get(made.location)).flash).toBe('Garcia, Maria was registered: U0000001.')
  expect((await actsOf(app, user))[0]).toMatchObject({ action: 'created', actorName: 'Otto Operator' })
  expect((await otto.get('/users?q=20001')).location).toContain(`/users/${user.id}`)
})

it('works: registers the next one; who was registered is said with a link, and group and language stay', async () => {
  const { otto, set } = await desk()
  await set('registration_fields', 'userGroup,preferredLanguage,barcode')
  const typed = { ...maria, onward: 'next', preferredLanguage: 'no' }
  const made = await otto.submit(await otto.get(url), 'Register next', typed)
  expect([made.status, made.location]).toEqual([303, `${url}?userGroup=FACULTY&preferredLanguage=no`])
  const page = await otto.get(made.location)
  expect(page.flash).toBe('Garcia, Maria was registered: U0000001. Open the record')
  expect(page.$('.flash a').attr('href')).toMatch(/^\/users\/\d+$/)
  expect(['First name', 'Barcode', 'User group', 'Preferred language'].map((label) => page.field(label).value)).toEqual([
    '',
    '',
    'FACULTY',
    'no',
  ])
  expect(page.$('[autofocus]').attr('id')).toBe('firstName')
})

it('asks what the library chose, in the order of the catalogue, and what is mandatory besides', async () => {
  const { otto, as, set } = await desk()
  await set('registration_fields', 'barcode,userGroup,birthDate,nothing')
  const ada = await as('administrator')
  await ada.post('/configuration/mandatory', { recordType: 'PUBLIC', drawn: '', chosen: 'phone' })
  const labels = async () => {
    const page = await otto.get(url)
    return page
      .$('#register .field')
      .toArray()
      .map((one) => page.$(one).find('label, legend').first().text())
  }
  expect(await labels()).toEqual([
    'First name',
    'Last name',
    'Primary identifier',
    'Birth date',
    'User group',
    'Phone number',
    'Barcode',
  ])
  const refused = await otto.submit(await otto.get(url), 'Register next', maria)
  expect(refused.problems).toEqual(['A phone number is required. Enter it.'])
})

it('reads nothing that the page does not ask', async () => {
  const { otto, set, ...app } = await desk()
  await set('registration_fields', 'userGroup')
  const made = await otto.post(url, { ...maria, recordType: 'STAFF', gender: 'FEMALE', onward: 'open' })
  expect(await recordOf(app, idIn(made.location))).toMatchObject({ recordType: 'PUBLIC', gender: null })
  expect((await otto.get(`/users/${idIn(made.location).id}/contact`)).text).not.toContain('maria@example.org')
})

it('the barcode is made as well where the library wants that; a typed or scanned one stands', async () => {
  const { otto, set, ...app } = await desk()
  await set('registration_numbers', 'primaryId,barcode')
  const first = await otto.post(url, { ...maria, barcode: '', onward: 'open' })
  expect((await otto.get(`/users/${idIn(first.location).id}/identifiers`)).text).toContain('20000000000014')
  const second = await otto.post(url, { ...maria, firstName: 'Max', email: '', primaryId: 'mine', onward: 'open' })
  expect(await recordOf(app, idIn(second.location))).toMatchObject({ primaryId: 'mine' })
})

it('refused: says all that is missing, keeps what was typed, and uses up no number', async () => {
  const { otto, ...app } = await desk()
  const page = await otto.get(url)
  const refused = await otto.submit(page, 'Register next', { ...maria, firstName: '', birthDate: '1999-13-01', email: 'nobody' })
  expect(refused.status).toBe(422)
  expect(refused.problems).toHaveLength(3)
  expect(['Last name', 'Birth date', 'Barcode', 'Primary identifier'].map((label) => refused.field(label).value)).toEqual([
    'Garcia',
    '1999-13-01',
    '20001',
    '',
  ])
  const made = await otto.submit(refused, 'Register and open', { ...maria, birthDate: '', onward: 'open' })
  expect(await recordOf(app, idIn(made.location))).toMatchObject({ primaryId: 'U0000001' })
})

it('refused: a barcode that somebody has names its holder', async () => {
  const { otto, makeUser } = await desk()
  await makeUser({
    values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Berg' },
    identifiers: [{ type: 'BARCODE', value: '20001' }],
  })
  const refused = await otto.submit(await otto.get(url), 'Register next', maria)
  expect([refused.status, refused.field('Barcode').error]).toEqual([422, expect.stringContaining('Berg, Bo')])
})

it('asks about somebody who is here already, and goes on where it was going', async () => {
  const { otto, makeUser, ...app } = await desk()
  await makeUser({ values: { primaryId: 'mg', firstName: 'Maria', lastName: 'Garcia' } })
  const asked = await otto.submit(await otto.get(url), 'Register and open', { ...maria, onward: 'open' })
  expect([asked.status, asked.$('#duplicates a.who').length]).toEqual([409, 1])
  expect(asked.text).toContain('Is this somebody new?')
  const { values } = asked.formOf('Register anyway')
  const likely = String(asked.$('button[name=anyway]').attr('value'))
  const made = await otto.post(url, { ...values, anyway: likely })
  expect(made.location).toMatch(/\/general$/)
  expect((await recordOf(app, idIn(made.location))).lastName).toBe('Garcia')
})

it('shows who may be the same while one types', async () => {
  const { otto, makeUser } = await desk()
  await makeUser({ values: { primaryId: 'mg', firstName: 'Maria', lastName: 'Garcia' } })
  const region = await otto.post(`${url}/check`, { firstName: 'maria', lastName: 'garcia' })
  expect([region.status, region.$('#duplicates a.who').text()]).toEqual([200, expect.stringContaining('Garcia, Maria')])
})

it('generates a number on request, without scripts, and keeps the typing', async () => {
  const { otto } = await desk()
  const page = await otto.submit(await otto.get(url), 'Generate', { ...maria, barcode: '', generate: 'barcode' })
  expect([page.status, page.field('Barcode').value, page.field('First name').value]).toEqual([200, '20000000000014', 'Maria'])
})

it('signed out: what was typed waits for its author, unsaved', async () => {
  const { otto } = await desk()
  const page = await otto.get(url)
  await otto.post('/sign-out', {})
  expect((await otto.submit(page, 'Register next', maria)).location).toBe('/sign-in')
  expect((await otto.signIn('otto')).location).toBe(url)
  expect((await otto.get(url)).field('First name').value).toBe('Maria')
})

it('not allowed: who edits no users or no identifiers has neither page nor link', async () => {
  const { as } = await desk()
  for (const person of ['deskAssistant', 'viewer'] as const) {
    const visitor = await as(person)
    expect((await visitor.get(url)).status).toBe(403)
    expect((await visitor.post(url, maria)).status).toBe(403)
    expect((await visitor.post(`${url}/check`, maria)).status).toBe(403)
    expect((await visitor.get('/users')).html).not.toContain(`href="${url}"`)
  }
})

it('two at once: both get a number of their own, and of one barcode one is registered', async () => {
  const { otto, as, ...app } = await desk()
  const dora = await as('deskManager')
  const pages = [await otto.get(url), await dora.get(url)] as const
  const other = { ...maria, firstName: 'Nils', email: '', onward: 'open' }
  const [one, two] = await Promise.all([
    otto.submit(pages[0], 'Register and open', { ...maria, onward: 'open' }),
    dora.submit(pages[1], 'Register and open', { ...other, barcode: '20002' }),
  ])
  const ids = [await recordOf(app, idIn(one.location)), await recordOf(app, idIn(two.location))].map(({ primaryId }) => primaryId)
  expect(ids.sort()).toEqual(['U0000001', 'U0000002'])
  const third = await dora.submit(await dora.get(url), 'Register and open', { ...other, firstName: 'Per', barcode: '20001' })
  expect(third.status).toBe(422)
})

it('one form sent twice registers one user', async () => {
  const { otto } = await desk()
  const page = await otto.get(url)
  const both = await Promise.all([otto.submit(page, 'Register next', maria), otto.submit(page, 'Register next', maria)])
  expect(both.map(({ status }) => status)).toEqual([303, 303])
  expect((await otto.get('/users?q=maria@example.org')).text).toContain('1 found')
})
