import { expect, it } from 'vitest'
import { findCredentials } from '#sign-in/sign-in.queries.ts'
import { resetLinks } from '#sign-in/sign-in.table.ts'
import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { password, setUpActor } from '#test/people.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { actsOf, known } from '../users/records.ts'
import { pathOf, shownLink, site } from './post-office.ts'

const fresh = 'correct horse battery'
const both = { newPassword: fresh, verifyPassword: fresh }
const hours = 60 * 60_000
const dead = 'This link does not work'

async function makeLink(visitor: Visitor, id: number): Promise<string> {
  const form = await visitor.get(`/users/${id}/general/reset-link`)
  return shownLink(await visitor.get((await visitor.submit(form, 'Make a reset link', { by: 'hand' })).location))
}

/** A link that one of the cast made for another. */
async function house(maker: Person = 'administrator', holder: Person = 'deskOperator') {
  const app = await testApp({ people: [maker, holder], parts: { links: site } })
  const visitor = await app.as(maker)
  const user = known(app.people[holder])
  const link = await makeLink(visitor, user.id)
  return { app, visitor, user, link, path: pathOf(link) }
}

/** Somebody who opens a link, and is led on to the page behind it. */
async function follow({ visitor }: TestApp, path: string) {
  const somebody = visitor()
  const first = await somebody.get(path)
  return { somebody, first, page: await somebody.get(first.location || '/password-reset') }
}

it('works: the link leads to a form without the token, and the password is set', async () => {
  const { app, user, path } = await house()
  const { somebody, first, page } = await follow(app, path)
  expect([first.status, first.location, first.headers['cache-control']]).toEqual([303, '/password-reset', 'no-store'])
  expect([page.status, page.heading, page.html.includes(path.slice(-43))]).toEqual([200, 'Choose a new password', false])
  const done = await somebody.submit(page, 'Set password', both)
  expect([done.status, done.location]).toEqual([303, '/sign-in'])
  expect((await somebody.get('/sign-in')).flash).toBe('Your password is set. Sign in with it.')
  expect((await app.visitor().signIn('otto', password)).status).toBe(422)
  expect((await app.visitor().signIn('otto', fresh)).status).toBe(303)
  const acts = await actsOf(app, user)
  expect(acts.slice(0, 2).map(({ action, actorId }) => [action, actorId])).toEqual([
    ['password changed', user.id],
    ['reset link made', 1],
  ])
  expect(JSON.stringify(acts)).not.toContain(path.slice(-43))
})

it('works: sessions and other links end, a lock and a wait too', async () => {
  const { app, visitor, user, path } = await house()
  const otto = await app.as('deskOperator')
  const other = await makeLink(visitor, user.id)
  for (let n = 0; n < 3; n += 1) await app.visitor().signIn('otto', 'wrong')
  const { somebody, page } = await follow(app, path)
  await somebody.submit(page, 'Set password', both)
  expect((await otto.get('/users')).location).toBe('/sign-in?next=%2Fusers')
  expect((await follow(app, pathOf(other))).page.heading).toBe(dead)
  expect((await app.visitor().signIn('otto', fresh)).status).toBe(303)
})

it('works: once, within 24 hours', async () => {
  const { app, path } = await house()
  app.clock.move(24 * hours - 1)
  const { somebody, page } = await follow(app, path)
  expect(page.status).toBe(200)
  app.clock.move(1)
  expect((await follow(app, path)).page.status).toBe(410)
  const late = await somebody.submit(page, 'Set password', both)
  expect([late.status, late.heading]).toEqual([410, dead])
  expect((await app.visitor().signIn('otto', fresh)).status).toBe(422)
})

it('refused: a link used twice', async () => {
  const { app, path } = await house()
  const one = await follow(app, path)
  const other = await follow(app, path)
  expect((await one.somebody.submit(one.page, 'Set password', both)).status).toBe(303)
  const again = { newPassword: 'other good words', verifyPassword: 'other good words' }
  expect((await other.somebody.submit(other.page, 'Set password', again)).status).toBe(410)
  expect((await follow(app, path)).page.heading).toBe(dead)
  expect((await app.visitor().signIn('otto', fresh)).status).toBe(303)
})

it.each([
  ['a short one', 'abc12', 'abc12', 'New password', 'Use at least 8 characters.'],
  ['two that differ', fresh, `${fresh}!`, 'Verify password', 'The two passwords are not alike. Type the same one twice.'],
  [
    'one with a name',
    'xxOPERATORxx',
    'xxOPERATORxx',
    'New password',
    'Choose a password that does not contain a name or identifier of this person.',
  ],
  ['none', '', '', 'New password', 'Enter the new password.'],
] as const)('refused: %s; the link still works', async (_case, newPassword, verifyPassword, label, message) => {
  const { app, path } = await house()
  const { somebody, page } = await follow(app, path)
  const refused = await somebody.submit(page, 'Set password', { newPassword, verifyPassword })
  expect([refused.status, refused.problems, refused.field(label).error]).toEqual([422, [message], message])
  if (newPassword) expect(refused.html).not.toContain(newPassword)
  expect((await somebody.submit(refused, 'Set password', both)).status).toBe(303)
})

it('signed out: the page is open to whoever has the link, and to nobody else', async () => {
  const { app, path } = await house()
  for (const tried of [
    '/password-reset',
    '/password-reset?token=',
    `${path}x`,
    path.slice(0, -1),
    '/password-reset?token=a&token=b',
  ])
    expect([tried, (await follow(app, tried)).page.status]).toEqual([tried, 410])
  expect((await app.visitor().post('/password-reset', both)).status).toBe(410)
  const { somebody, page } = await follow(app, path)
  expect((await somebody.post('/password-reset', { ...both, _csrf: 'wrong' })).status).toBe(403)
  expect((await somebody.submit(page, 'Set password', both)).status).toBe(303)
})

it('not there: used, expired and made-up links are told in the same words', async () => {
  const { app, path } = await house()
  const madeUp = await follow(app, `/password-reset?token=${'a'.repeat(43)}`)
  const { somebody, page } = await follow(app, path)
  await somebody.submit(page, 'Set password', both)
  const used = await follow(app, path)
  expect([madeUp.page.status, used.page.status]).toEqual([410, 410])
  expect(used.page.text).toBe(madeUp.page.text)
})

it('the database keeps a digest alone, and the link begins with the address of the house whatever the request claims', async () => {
  const { app, link, visitor, user } = await house()
  expect(link.startsWith(`${site}/password-reset?token=`)).toBe(true)
  expect(JSON.stringify(await app.db.read.select().from(resetLinks))).not.toContain(link.slice(-43))
  const url = `/users/${user.id}/general/reset-link`
  const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example' }
  const { location } = await visitor.post(url, { by: 'hand' }, forged)
  const page = await visitor.get(location, forged)
  expect([shownLink(page).startsWith(`${site}/`), page.html.includes('evil.example')]).toEqual([true, false])
})

it.each([
  ['is inactive', { status: 'INACTIVE' }],
  ['has expired', { expiryDate: '2026-11-21' }],
])('not allowed: somebody who %s meanwhile', async (_case, values) => {
  const { app, visitor, user, path } = await house()
  await visitor.post(`/users/${user.id}/general`, values as Record<string, string>)
  expect((await follow(app, path)).page.status).toBe(410)
})

it('not allowed: a link kept for the day on which its user becomes staff', async () => {
  const { app, user, path } = await house('deskManager', 'patron')
  const before = await follow(app, path)
  expect(before.page.status).toBe(200)
  await app.db.write((tx) => grantRole(tx, setUpActor(app.clock), user, { role: 26 }))
  expect((await follow(app, path)).page.status).toBe(410)
  expect((await before.somebody.submit(before.page, 'Set password', both)).status).toBe(410)
  expect((await findCredentials(app.db.read, user.id))?.setAt).toBe(app.clock.now())
  expect((await app.visitor().signIn('pat', fresh)).status).toBe(422)
})

it('not allowed: a link whose maker has lost the right', async () => {
  const { app, path } = await house('deskManager', 'patron')
  const ada = await app.as('administrator')
  await ada.post(`/users/${app.people.deskManager?.id}/general`, { status: 'INACTIVE' })
  expect((await follow(app, path)).page.status).toBe(410)
})

it('two at once: of two windows one sets the password, the other is told', async () => {
  const { app, path } = await house()
  const windows = [await follow(app, path), await follow(app, path)]
  const secrets = [fresh, 'another set of words']
  const answers = await Promise.all(
    windows.map(({ somebody, page }, n) =>
      somebody.submit(page, 'Set password', { newPassword: secrets[n] ?? '', verifyPassword: secrets[n] ?? '' }),
    ),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 410])
  const works = await Promise.all(secrets.map(async (secret) => (await app.visitor().signIn('otto', secret)).status))
  expect(works.sort()).toEqual([303, 422])
})
