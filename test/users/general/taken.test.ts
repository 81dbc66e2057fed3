import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { actsOf, recordOf } from '../records.ts'

async function twoUsers() {
  const app = await testApp()
  const holder = await app.makeUser({
    values: { primaryId: 'Ölund', firstName: 'Eva', lastName: 'Ölund', prefFirstName: 'Evi' },
    identifiers: [
      { type: 'BARCODE', value: '0042' },
      { type: 'UNIV_ID', value: 'old-7', status: 'INACTIVE' },
    ],
  })
  const user = await app.makeUser({
    values: { primaryId: 'amuller', firstName: 'Ana', lastName: 'Müller' },
    identifiers: [{ type: 'BARCODE', value: 'B-77' }],
  })
  const desk = await app.as('deskOperator')
  return { app, holder, user, desk, url: `/users/${user.id}/general` }
}

it.each([
  ['a primary identifier', 'Ölund'],
  ['a primary identifier in another letter case', 'öLUND'],
  ['a primary identifier between blanks', '  ölund '],
  ['a barcode', '0042'],
  ['an inactive identifier', 'OLD-7'],
])('refuses %s of another user, names the holder, and keeps what was typed', async (_case, primaryId) => {
  const { app, user, desk, url } = await twoUsers()
  const page = await desk.submit(await desk.get(url), 'Save', { primaryId, lastName: 'Typed' })
  expect(page.status).toBe(422)
  const message = `${primaryId.trim()} already belongs to Ölund, Evi (Ölund). Choose another, or open that user.`
  expect(page.problems).toEqual([message])
  expect(page.field('Primary identifier')).toMatchObject({ value: primaryId, error: message })
  expect(page.field('Last name').value).toBe('Typed')
  expect(await recordOf(app, user)).toEqual(user)
  expect(await actsOf(app, user)).toHaveLength(1)
})

it('tells 42 from 0042: zeros in front count', async () => {
  const { desk, url } = await twoUsers()
  expect((await desk.post(url, { primaryId: '42' })).status).toBe(303)
})

it('allows the same value twice on one user, and another letter case of it', async () => {
  const { app, user, desk, url } = await twoUsers()
  expect((await desk.post(url, { primaryId: 'b-77' })).status).toBe(303)
  expect((await desk.post(url, { primaryId: 'B-77' })).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ primaryId: 'B-77', primaryIdKey: 'b-77', version: 3 })
})

it('gives an identifier back when it is changed, but keeps one that the user still holds', async () => {
  const { app, holder, user, desk, url } = await twoUsers()
  const theirs = `/users/${holder.id}/general`
  await desk.post(url, { primaryId: 'B-77' })
  await desk.post(url, { primaryId: 'anew' })
  expect((await desk.post(theirs, { primaryId: 'B-77' })).problems[0]).toContain('already belongs to Müller, Ana (anew)')
  expect((await desk.post(theirs, { primaryId: 'AMULLER' })).status).toBe(303)
  expect((await desk.post(url, { primaryId: 'ölund' })).status).toBe(303)
  expect((await recordOf(app, user)).primaryId).toBe('ölund')
})

it('gives one identifier to one of two who ask at once', async () => {
  const { holder, desk, url } = await twoUsers()
  const _csrf = await desk.token()
  const answers = await Promise.all(
    [url, `/users/${holder.id}/general`].map((to) => desk.post(to, { _csrf, primaryId: 'wanted' })),
  )
  expect(answers.map((answer) => answer.status).sort()).toEqual([303, 422])
})
