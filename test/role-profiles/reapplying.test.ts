import { expect, it } from 'vitest'
import { changeProfile } from '#users/user-roles/profiles.ts'
import { actsOf } from '../users/records.ts'
import { ana, give, heldBy, toSignIn } from '../users/user-roles/house.ts'
import { actorOf, house, makeProfile, profiles, role } from './house.ts'

const table = 'Holders'

/** A profile whose two holders lack a role and carry an old desk by now. */
async function outdated(person: Parameters<typeof house>[0] = 'administrator', later = [role(9001, { days: 10 })]) {
  const made = await house(person)
  const { app } = made
  const ada = await app.as('administrator')
  const id = await makeProfile(app, 'Desk', [role(32, { scope: 'MAIN' }), role(200)])
  const users = []
  for (const primaryId of ['ana', 'ben']) {
    const user = await app.makeUser({ values: { ...ana.values, primaryId } })
    await ada.post(`/users/${user.id}/general/roles/profile`, { profile: String(id) })
    users.push(user)
  }
  const actor = await actorOf(app, app.people.administrator)
  const desk = role(32, { scope: 'MAIN', parameters: { CirculationDesk: 'MAIN-DESK' } })
  await app.db.write((tx) => changeProfile(tx, actor, id, { roles: [desk, ...later] }))
  const [one, other] = users as [(typeof users)[0], (typeof users)[0]]
  return { ...made, id, one, other, url: `${profiles}/${id}/holders` }
}

it('works: shows what every holder would get, gives it, and takes nothing away', async () => {
  const { app, visitor, one, other, url } = await outdated()
  await give(app, other, { role: 9001 })
  const shown = await visitor.get(url)
  expect(shown.text).toContain('2 users hold roles from it')
  expect(shown.rows(table)).toEqual([
    [
      'Lee, Anaana',
      'Circulation Desk Operator – Limited · Institution Would be givenCirculation Desk Operator · Main library · Main desk Would change',
    ],
    ['Lee, Anaben', 'Circulation Desk Operator · Main library · Main desk Would change'],
  ])
  const done = await visitor.submit(shown, 'Re-apply to 2 users')
  expect([done.status, done.location]).toEqual([303, url])
  const after = await visitor.get(url)
  expect([after.flash, after.rows(table)]).toEqual(['2 users were brought up to date.', []])
  expect(await heldBy(app, one)).toMatchObject([
    { role: 32, parameters: { CirculationDesk: 'MAIN-DESK' } },
    { role: 200 },
    { role: 9001, expiryDate: '2026-12-02', profileId: 1, grantedBy: 'Ada Administrator' },
  ])
  expect((await actsOf(app, one)).map(({ action }) => action).slice(0, 2)).toEqual(['role changed', 'role granted'])
})

it('works: a role that was ended by hand is left alone', async () => {
  const { app, visitor, one, url } = await outdated()
  const row = (await heldBy(app, one))[0]?.id
  await visitor.post(`/users/${one.id}/general/roles/${row}/ending`, {})
  await visitor.submit(await visitor.get(url), 'Re-apply to 2 users')
  expect((await heldBy(app, one))[0]).toMatchObject({ role: 32, status: 'INACTIVE', parameters: null })
})

it('a weaker hand gives only what is its own, and what was left out is told with the reason', async () => {
  const { app, visitor, one, url } = await outdated('userAdministrator', [role(26), role(51)])
  const shown = await visitor.get(url)
  expect(shown.text).toContain('For 2 users something is left out')
  expect(shown.text).toContain('General System Administrator permits more than your own roles do')
  expect((await visitor.submit(shown, 'Re-apply to 2 users')).status).toBe(303)
  expect((await heldBy(app, one)).map((held) => held.role)).toEqual([32, 200, 51])
  expect((await visitor.get(url)).rows(table).map((cells) => cells[1]?.slice(0, 50))).toEqual([
    'General System Administrator · Institution Left ou',
    'General System Administrator · Institution Left ou',
  ])
})

it('one’s own roles are not raised by re-applying', async () => {
  const { app, visitor, me, id, url } = await outdated('userAdministrator', [role(221)])
  await app.db.write(async (tx) => {
    const { userRoles } = await import('#users/user-roles/user-roles.table.ts')
    await tx.update(userRoles).set({ profileId: id })
  })
  await visitor.submit(await visitor.get(url), 'Re-apply to 3 users')
  expect((await heldBy(app, me)).map((held) => held.role)).toEqual([50])
  expect((await visitor.get(url)).text).toContain('Nobody changes their own roles.')
})

it('signed out, not allowed, not there', async () => {
  const { app, url } = await outdated()
  expect((await app.visitor().get(url)).location).toMatch(/^\/sign-in/)
  expect(toSignIn(await app.visitor().post(url, {}))).toEqual([303, '/sign-in'])
  const max = await app.as('manager')
  for (const page of [await max.get(url), await max.post(url, {})]) expect(page.status).toBe(403)
  const ada = await app.as('administrator')
  expect((await ada.get(`${profiles}/99/holders`)).status).toBe(404)
})

it('two at once: what changed since it was shown is shown again', async () => {
  const { app, visitor, one, url } = await outdated()
  const shown = await visitor.get(url)
  await give(app, one, { role: 9001 })
  const late = await visitor.submit(shown, 'Re-apply to 2 users')
  expect([late.status, late.text.includes('Something changed since you looked.')]).toEqual([409, true])
  expect((await visitor.submit(late, 'Re-apply to 2 users')).status).toBe(303)
})
