import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import { formKeys } from '#platform/web/form-keys.table.ts'
import { resetLinks, sessions } from '#sign-in/sign-in.table.ts'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { linkIn, postOffice, shownLink, site } from '../../sign-in/post-office.ts'
import { actsOf, known } from '../records.ts'
import { pia } from './house.ts'

async function house(actor: Person, emails = [{ address: 'pia@x.example' }]) {
  const { office, sent, parts } = postOffice()
  const app = await testApp({ people: [actor], parts })
  const user = await app.makeUser({ ...pia, emails })
  const at = `/users/${user.id}/general`
  return { app, user, visitor: await app.as(actor), at, url: `${at}/reset-link`, office, sent }
}

it('works: a desk manager makes a link for a patron, which is shown once', async () => {
  const { app, user, visitor, at, url } = await house('deskManager')
  expect((await visitor.get(at)).$(`a[href="${url}"]`).text()).toBe('Reset link')
  const made = await visitor.submit(await visitor.get(url), 'Make a reset link', { by: 'hand' })
  expect([made.status, made.location]).toEqual([303, `${url}/made`])
  const page = await visitor.get(made.location)
  const link = shownLink(page)
  expect([page.flash, page.field('Reset link').exists, linkIn(link)]).toEqual(['The link was made.', true, link])
  expect(link.startsWith(`${site}/password-reset?token=`)).toBe(true)
  expect((await visitor.get(made.location)).location).toBe(url)
  expect((await visitor.get(url)).flash).toBe('A link is shown once. Make another if you need one.')
  const [act] = await actsOf(app, user)
  expect([act?.action, act?.actorName, act?.lines]).toEqual(['reset link made', 'Dora Deskmanager', [['resetLink', null, null]]])
  expect(await app.db.read.select().from(resetLinks)).toMatchObject([
    { userId: user.id, madeBy: String(app.people.deskManager?.id), expiresAt: app.clock.now() + 24 * 60 * 60_000 },
  ])
})

it('works: no table holds the token', async () => {
  const { app, visitor, url } = await house('deskManager')
  const made = await visitor.submit(await visitor.get(url), 'Make a reset link', { by: 'hand' })
  const held = await Promise.all([resetLinks, sessions, formKeys, changes].map((table) => app.db.read.select().from(table)))
  const token = shownLink(await visitor.get(made.location)).slice(-43)
  expect(token).toHaveLength(43)
  expect(JSON.stringify([held, made.headers])).not.toContain(token)
})

it('works: sent by e-mail to the preferred address, and then not shown', async () => {
  const { visitor, url, sent } = await house('deskManager')
  const form = await visitor.get(url)
  expect(form.text).toContain('An e-mail would go to pia@x.example.')
  const made = await visitor.submit(form, 'Send it by e-mail to pia@x.example', { by: 'mail' })
  const page = await visitor.get(made.location)
  expect(page.text).toContain('A link was sent to pia@x.example. It works once, within 24 hours.')
  expect([sent.map(({ to }) => to), shownLink(page)]).toEqual([['pia@x.example'], ''])
  expect(page.html).not.toContain(linkIn(sent[0]?.text ?? '').slice(-43))
})

it('works: handed over where the mail server does not take it', async () => {
  const { visitor, url, office } = await house('deskManager')
  office.refuses = true
  const made = await visitor.submit(await visitor.get(url), 'Send it by e-mail to pia@x.example', { by: 'mail' })
  const page = await visitor.get(made.location)
  expect(page.text).toContain('The mail server did not take the message: it cannot be reached. Hand the link over instead.')
  expect(linkIn(shownLink(page))).not.toBe('')
})

it('refused: by e-mail, for a user without an address', async () => {
  const { app, visitor, url, sent } = await house('deskManager', [])
  expect((await visitor.get(url)).text).not.toContain('by e-mail')
  const page = await visitor.post(url, { by: 'mail' })
  expect([page.status, page.problems]).toEqual([
    422,
    ['This user has no e-mail address to send it to. Hand the link over instead.'],
  ])
  expect([sent, await app.db.read.select().from(resetLinks)]).toEqual([[], []])
})

it('refused: where Foyer does not know its address, in words that say what to set', async () => {
  const app = await testApp()
  const user = await app.makeUser(pia)
  const ada = await app.as('administrator')
  const url = `/users/${user.id}/general/reset-link`
  expect((await ada.get(url)).text).toContain('Set FOYER_URL and start Foyer again.')
  const page = await ada.post(url, { by: 'hand' })
  expect([page.status, page.problems.length]).toEqual([422, 1])
  expect(await app.db.read.select().from(resetLinks)).toEqual([])
})

it.each([
  ['inactive', { status: 'INACTIVE' }],
  ['expired', { expiryDate: '2026-11-21' }],
  ['external', { accountType: 'EXTERNAL' }],
])('refused: somebody %s', async (_case, values) => {
  const { app, visitor } = await house('administrator')
  const user = await app.makeUser({ values: { ...pia.values, primaryId: 'other', ...values } })
  const url = `/users/${user.id}/general/reset-link`
  expect((await visitor.get(url)).$('button[name=by]')).toHaveLength(0)
  const page = await visitor.post(url, { by: 'hand' })
  expect([page.status, page.problems]).toEqual([
    422,
    ['A reset link is for internal users who are active and not expired. Change the record first.'],
  ])
})

it('signed out: leads to Sign in', async () => {
  const { app, url } = await house('deskManager')
  expect((await app.visitor().post(url, { by: 'hand' })).location).toBe('/sign-in')
  expect((await app.visitor().get(`${url}/made`)).location).toContain('/sign-in')
})

it.each([
  ['deskOperator', 'patron'],
  ['viewer', 'patron'],
  ['deskManager', 'viewer'],
  ['manager', 'administrator'],
  ['administrator', 'administrator'],
] as [Person, Person][])('not allowed: a %s for a %s', async (actor, holder) => {
  const app = await testApp({ people: [actor, holder], parts: { links: site } })
  const visitor = await app.as(actor)
  const url = `/users/${known(app.people[holder]).id}/general/reset-link`
  for (const page of [await visitor.get(url), await visitor.post(url, { by: 'hand' }), await visitor.get(`${url}/made`)])
    expect(page.status).toBe(403)
  expect(await app.db.read.select().from(resetLinks)).toEqual([])
})

it('not allowed: nobody else sees a link that was made, nor the same person in another session', async () => {
  const { app, visitor, url } = await house('deskManager')
  const made = await visitor.submit(await visitor.get(url), 'Make a reset link', { by: 'hand' })
  for (const other of [await app.as('administrator'), await app.as('deskManager')])
    expect((await other.get(made.location)).location).toBe(url)
  expect(shownLink(await visitor.get(made.location))).not.toBe('')
})

it('not there: no such user', async () => {
  const { visitor } = await house('deskManager')
  expect((await visitor.get('/users/9999/general/reset-link')).status).toBe(404)
  expect((await visitor.post('/users/9999/general/reset-link', { by: 'hand' })).status).toBe(404)
})

it('two at once: one form makes one link and sends one e-mail', async () => {
  const { app, visitor, url, sent } = await house('deskManager')
  const form = await visitor.get(url)
  const answers = await Promise.all([1, 2].map(() => visitor.submit(form, 'Send it by e-mail to pia@x.example', { by: 'mail' })))
  expect(answers.map(({ status }) => status)).toEqual([303, 303])
  expect([sent.length, (await app.db.read.select().from(resetLinks)).length]).toEqual([1, 1])
})
