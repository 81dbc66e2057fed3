import { expect, it } from 'vitest'
import { resetLinks } from '#sign-in/sign-in.table.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import { actsOf } from '../users/records.ts'
import { linkIn, pathOf, postOffice, site } from './post-office.ts'
import { makeStaff } from './staff.ts'

const address = '/sign-in/forgotten'
const answer =
  'If there is an account for what you entered, a link is on its way to its e-mail address. It works for one hour. Nothing came? Ask whoever runs Foyer.'
const fresh = 'correct horse battery'
const hours = 60 * 60_000

async function house() {
  const { office, sent, parts } = postOffice()
  const app = await testApp({ people: ['deskManager'], parts })
  const sam = await makeStaff(app, {
    values: { primaryId: 'sam' },
    identifiers: [{ type: 'BARCODE', value: '2001' }],
    emails: [{ address: 'sam@library.example' }, { address: 'sam@home.example' }],
  })
  app.clock.move(25 * hours)
  const ask = async (who: string) => {
    const somebody = app.visitor()
    return somebody.submit(await somebody.get(address), 'Send a link', { who })
  }
  return { app, sam, sent, office, ask }
}

/** Waits until what goes on after the answer has come to its end. */
const settled = async ({ db }: TestApp) => {
  for (let n = 0; n < 5; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10))
    await db.write(async () => {})
  }
}

it('works: from Sign in to a new password by e-mail', async () => {
  const { app, sam, sent, ask } = await house()
  expect((await app.visitor().get('/sign-in')).$(`a[href="${address}"]`).text()).toBe('Forgotten your password?')
  const asked = await ask('SAM')
  expect([asked.status, asked.location]).toEqual([303, '/sign-in'])
  await settled(app)
  expect(sent.map(({ to }) => to)).toEqual(['sam@library.example'])
  const link = linkIn(sent[0]?.text ?? '')
  expect(link.startsWith(`${site}/password-reset?token=`)).toBe(true)
  expect(`${sent[0]?.subject} ${sent[0]?.text}`).not.toMatch(/Sam|Staff/)
  const somebody = app.visitor()
  await somebody.get(pathOf(link))
  const page = await somebody.get('/password-reset')
  await somebody.submit(page, 'Set password', { newPassword: fresh, verifyPassword: fresh })
  expect((await app.visitor().signIn('sam', fresh)).status).toBe(303)
  const made = (await actsOf(app, sam)).find(({ action }) => action === 'reset link made')
  expect([made?.actorName, made?.actorId, made?.lines]).toEqual(['Somebody at Sign in', null, [['resetLink', null, null]]])
})

it.each(['sam', '2001', 'sam@library.example', 'Sam@Home.example'])(
  'works: asked for by %s, sent to the preferred address',
  async (who) => {
    const { app, sent, ask } = await house()
    await ask(who)
    await settled(app)
    expect(sent.map(({ to }) => to)).toEqual(['sam@library.example'])
  },
)

it('works: for one hour', async () => {
  const { app, sent, ask } = await house()
  await ask('sam')
  await settled(app)
  const path = pathOf(linkIn(sent[0]?.text ?? ''))
  const status = async () => {
    const somebody = app.visitor()
    await somebody.get(path)
    return (await somebody.get('/password-reset')).status
  }
  app.clock.move(hours - 1)
  expect(await status()).toBe(200)
  app.clock.move(1)
  expect(await status()).toBe(410)
})

it('refused: nothing typed', async () => {
  const { ask } = await house()
  const page = await ask(' ')
  expect([page.status, page.field('Identifier or e-mail address').error]).toEqual([
    422,
    'Enter an identifier of yours, or your e-mail address.',
  ])
})

const nobodyToSendTo = ['nobody', 'left', 'old@x.example', 'ext', 'bare', 'shared@x.example', '%', 'a'.repeat(5000)]
it.each(nobodyToSendTo)('signed out: says the same and sends nothing for %.20s', async (who) => {
  const { app, sent, ask } = await house()
  const make = (primaryId: string, more: object, address?: string) =>
    app.makeUser({
      values: { primaryId, firstName: 'Fay', lastName: primaryId, ...more },
      emails: address ? [{ address }] : [],
    })
  await make('left', { status: 'INACTIVE' }, 'left@x.example')
  await make('old', { expiryDate: '2026-11-22' }, 'old@x.example')
  await make('ext', { accountType: 'EXTERNAL' }, 'ext@x.example')
  await make('bare', {})
  for (const id of ['one', 'two']) await make(id, {}, 'shared@x.example')
  const somebody = app.visitor()
  const asked = await somebody.submit(await somebody.get(address), 'Send a link', { who })
  expect((await somebody.get(asked.location)).flash).toBe(answer)
  await settled(app)
  expect(sent).toEqual([])
  await ask('one')
  await settled(app)
  expect(sent.map(({ to }) => to)).toEqual(['shared@x.example'])
})

it('not allowed: the password of staff to an address that somebody has just changed', async () => {
  const { app, sam, sent, ask } = await house()
  const ada = await app.as('administrator')
  const form = await ada.get(`/users/${sam.id}/contact/emails/new`)
  const added = { address: 'thief@evil.example', preferred: 'on', types: 'work' }
  expect((await ada.submit(form, 'Save', added)).status).toBe(303)
  await ask('sam')
  await settled(app)
  expect(sent).toEqual([])
  app.clock.move(24 * hours + 1)
  await ask('sam')
  await settled(app)
  expect(sent.map(({ to }) => to)).toEqual(['thief@evil.example'])
})

it('not allowed: a patron’s link once the patron is staff and the address is new', async () => {
  const { app, sent, ask } = await house()
  const pat = await app.makeUser({
    values: { primaryId: 'pat', firstName: 'Pat', lastName: 'P' },
    emails: [{ address: 'pat@x.example' }],
  })
  await ask('pat')
  await settled(app)
  const path = pathOf(linkIn(sent[0]?.text ?? ''))
  await app.db.write((tx) => grantRole(tx, setUpActor(app.clock), pat, { role: 26 }))
  const somebody = app.visitor()
  await somebody.get(path)
  expect((await somebody.get('/password-reset')).status).toBe(410)
})

it('not there: without a mail server there is neither page nor link', async () => {
  const app = await testApp()
  expect((await app.visitor().get(address)).status).toBe(404)
  expect((await app.visitor().post(address, { who: 'ada' })).status).toBe(404)
  expect((await app.visitor().get('/sign-in')).$(`a[href="${address}"]`)).toHaveLength(0)
})

it('is bounded: three links an hour for one account, five posts a minute from one address', async () => {
  const { app, sam, sent, ask } = await house()
  for (let n = 0; n < 5; n += 1) await ask('sam')
  await settled(app)
  expect(sent).toHaveLength(3)
  expect((await app.db.read.select().from(resetLinks)).map(({ userId }) => userId)).toEqual([sam.id, sam.id, sam.id])
  expect((await ask('sam')).status).toBe(429)
})

it('answers all the same when the mail server does not take it', async () => {
  const { app, office, sent, ask } = await house()
  office.refuses = true
  expect((await ask('sam')).status).toBe(303)
  await settled(app)
  expect(sent).toEqual([])
})

it('two at once: each asks for a link of their own, and the first used ends the other', async () => {
  const { app, sent, ask } = await house()
  expect((await Promise.all([ask('sam'), ask('sam')])).map(({ status }) => status)).toEqual([303, 303])
  await settled(app)
  const [one, other] = sent.map(({ text }) => pathOf(linkIn(text)))
  expect([sent.length, one === other]).toEqual([2, false])
  const somebody = app.visitor()
  await somebody.get(one ?? '')
  const page = await somebody.get('/password-reset')
  await somebody.submit(page, 'Set password', { newPassword: fresh, verifyPassword: fresh })
  await somebody.get(other ?? '')
  expect((await somebody.get('/password-reset')).status).toBe(410)
})
