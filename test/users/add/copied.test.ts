import { expect, it } from 'vitest'
import { enableCode } from '#code-tables/code-state.ts'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { fullUser } from '../full-user.ts'
import { actsOf, recordOf } from '../records.ts'

async function house() {
  const app = await testApp({ people: ['deskManager', 'viewer'] })
  const values = { ...fullUser.values, preferredLanguage: 'no' }
  const ana = await app.makeUser({ ...fullUser, values })
  return { ...app, ana, otto: await app.as('deskOperator'), url: `/users/${ana.id}/duplicate` }
}
const sister = { firstName: 'Eva', primaryId: 'emuller', email: 'eva@example.org' }

it('works: what a family shares is filled in, what is a person’s own is not', async () => {
  const { otto, url, ...app } = await house()
  const led = await otto.get(url)
  expect([led.status, led.location]).toEqual([303, `/users/add?from=${app.ana.id}`])
  const page = await otto.get(led.location)
  const shown = (label: string) => page.field(label).value
  expect(['Last name', 'User group', 'Expiration date', 'Preferred language', 'Address line 1', 'City'].map(shown)).toEqual([
    'Müller',
    'FACULTY',
    '2027-09-30',
    'no',
    '1 High Street',
    'Lund',
  ])
  expect(['First name', 'Primary identifier', 'Birth date', 'Email address'].map(shown)).toEqual(['', '', '', ''])
  expect(page.text).toContain('copied from Müller, Anni Berta')
  const made = await otto.submit(page, 'Save and continue', sister)
  expect(made.status).toBe(303)
  const user = await recordOf(app, { id: Number(made.location.split('/')[2]) })
  expect(user).toMatchObject({ lastName: 'Müller', userGroup: 'FACULTY', birthDate: null, gender: null, title: null })
  expect((await actsOf(app, user))[0]?.action).toBe('created')
  const contact = await otto.get(`/users/${user.id}/contact`)
  expect(contact.text).toContain('1 High Street')
  expect(contact.text).not.toContain('Ana@example.org')
})

it('a code that may not be chosen any more is left out', async () => {
  const { otto, ana, db, clock } = await house()
  await db.write(async (tx) => {
    const code = (await codesOf(tx, 'UserGroups')).get('FACULTY')
    await enableCode(tx, setUpActor(clock), 'UserGroups', code?.id ?? 0, false)
  })
  expect((await otto.get(`/users/add?from=${ana.id}`)).field('User group').value).toBe('')
})

it('refused: the typing is kept', async () => {
  const { otto, ana } = await house()
  const page = await otto.get(`/users/add?from=${ana.id}`)
  const refused = await otto.submit(page, 'Save and continue', { ...sister, primaryId: '', lastName: 'Other' })
  expect([refused.status, refused.field('Last name').value, refused.field('City').value]).toEqual([422, 'Other', 'Lund'])
})

it('signed out, not allowed, not there', async () => {
  const { visitor, as, otto, ana, url } = await house()
  expect((await visitor().get(url)).location).toContain('/sign-in')
  const vera = await as('viewer')
  expect((await vera.get(url)).status).toBe(403)
  expect((await vera.get(`/users/add?from=${ana.id}`)).status).toBe(403)
  expect((await vera.get(`/users/${ana.id}/general`)).text).not.toContain('Duplicate')
  for (const gone of ['/users/4711/duplicate', '/users/add?from=4711', '/users/add?from=x'])
    expect((await otto.get(gone)).status).toBe(404)
})

it('two at once: of one identifier one user is made', async () => {
  const { otto, as, ana } = await house()
  const dora = await as('deskManager')
  const pages = [await otto.get(`/users/add?from=${ana.id}`), await dora.get(`/users/add?from=${ana.id}`)] as const
  const answers = await Promise.all([
    otto.submit(pages[0], 'Save and continue', sister),
    dora.submit(pages[1], 'Save and continue', { ...sister, firstName: 'Ida', email: '' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
})
