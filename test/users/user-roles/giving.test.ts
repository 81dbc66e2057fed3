import { expect, it } from 'vitest'
import { actorOf, makeProfile, role } from '../../role-profiles/house.ts'
import { known } from '../records.ts'
import { ana, give, heldBy, house, rolesOf, toSignIn } from './house.ts'

const table = 'Roles that would be given'

async function withProfile(person: Parameters<typeof house>[0] = 'administrator') {
  const made = await house(person, [{ role: 200 }])
  await made.app.as('administrator')
  const id = await makeProfile(made.app, 'Desk', [role(200), role(32, { days: 30 })])
  return { ...made, id, profile: `${made.url}/profile`, copy: `${made.url}/copy` }
}

it('works: a profile is chosen, its roles are shown, and those not yet held are given', async () => {
  const { app, user, visitor, profile, id } = await withProfile('manager')
  expect((await visitor.get(`/users/${user.id}/general`)).$(`a[href="${profile}"]`).text()).toBe('Add from profile')
  const choice = await visitor.get(profile)
  expect(choice.field('Profile').exists).toBe(true)
  const shown = await visitor.get(`${profile}?profile=${id}`)
  expect(shown.rows(table)).toEqual([
    ['Patron', 'Institution', '—', 'Held already'],
    ['Circulation Desk Operator', 'Institution', '2026-12-22', 'Will be given'],
  ])
  const done = await visitor.submit(shown, 'Give 1 role')
  expect([done.status, done.location]).toEqual([303, `/users/${user.id}/general`])
  expect((await visitor.get(done.location)).flash).toBe('1 role was given.')
  expect((await heldBy(app, user)).at(-1)).toMatchObject({
    role: 32,
    expiryDate: '2026-12-22',
    profileId: id,
    grantedBy: 'Max Manager',
  })
})

it('works: the roles of another user that count today are copied, with what they carry and as long as they last', async () => {
  const { app, user, visitor, copy } = await withProfile('manager')
  const other = await app.makeUser({ values: { ...ana.values, primaryId: 'Ben-1' } })
  for (const one of [
    { role: 200 },
    { role: 32, expiryDate: '2027-01-31', cantEditRestricted: true },
    { role: 26 },
    { role: 9001 },
  ])
    await give(app, other, one)
  const ada = await app.as('administrator')
  const ended = (await heldBy(app, other)).at(-1)?.id
  await ada.post(`/users/${other.id}/general/roles/${ended}/ending`, {})
  const shown = await visitor.get(`${copy}?from=ben-1`)
  expect(shown.rows(table).map((cells) => [cells[0], cells[2], cells[3]?.slice(0, 13)])).toEqual([
    ['Patron', '—', 'Held already'],
    ['Circulation Desk OperatorChanges nothing of restricted users', '2027-01-31', 'Will be given'],
    ['General System Administrator', '—', 'Left outGener'],
  ])
  const done = await visitor.submit(shown, 'Give 1 role')
  expect(done.status).toBe(303)
  expect((await heldBy(app, user)).at(-1)).toMatchObject({
    role: 32,
    expiryDate: '2027-01-31',
    parameters: { CantEditRestrictedUsers: true },
    profileId: null,
  })
})

it('refused: nobody of that identifier, the user itself, no profile, nothing to give', async () => {
  const { app, user, visitor, profile, copy, id } = await withProfile()
  const typo = await visitor.get(`${copy}?from=nobody-here`)
  expect([typo.status, typo.field('Identifier').value]).toEqual([200, 'nobody-here'])
  expect(typo.problems).toEqual(['No user has the identifier nobody-here. Enter another one.'])
  expect((await visitor.get(`${copy}?from=ana`)).problems[0]).toContain('This is the user itself.')
  for (const from of ['', 'nobody-here', 'ana']) {
    const page = await visitor.post(copy, { from })
    expect([from, page.status, page.field('Identifier').value]).toEqual([from, 422, from])
  }
  for (const chosen of ['', 'x', '999']) {
    const page = await visitor.post(profile, { profile: chosen })
    expect([chosen, page.status]).toEqual([chosen, chosen === '999' ? 409 : 422])
  }
  await give(app, user, { role: 32 })
  const all = await visitor.post(profile, { profile: String(id) })
  expect([all.status, all.problems[0]]).toEqual([
    422,
    'There is nothing to give: this user has all roles of the profile already.',
  ])
  expect(await rolesOf(app, user)).toHaveLength(2)
})

it('signed out: goes to Sign in', async () => {
  const { app, profile, copy } = await withProfile()
  for (const url of [profile, copy]) {
    expect((await app.visitor().get(url)).location).toMatch(/^\/sign-in/)
    expect(toSignIn(await app.visitor().post(url, { profile: '1' }))).toEqual([303, '/sign-in'])
  }
})

it('not allowed: without the right to manage roles, and to a contact', async () => {
  const { app, user, visitor, profile, copy, id } = await withProfile('deskManager')
  for (const url of [profile, copy]) expect((await visitor.get(url)).status).toBe(403)
  expect((await visitor.post(profile, { profile: String(id) })).status).toBe(403)
  expect((await visitor.post(copy, { from: 'ada' })).status).toBe(403)
  const contact = await app.makeUser({
    values: { primaryId: 'c', firstName: 'C', lastName: 'C', recordType: 'CONTACT', userGroup: null },
  })
  const ada = await app.as('administrator')
  expect((await ada.post(`/users/${contact.id}/general/roles/profile`, { profile: String(id) })).status).toBe(403)
  expect(await rolesOf(app, user)).toHaveLength(1)
})

it('not there: a user that never was', async () => {
  const { visitor } = await withProfile()
  for (const act of ['profile', 'copy']) expect((await visitor.get(`/users/999999/general/roles/${act}`)).status).toBe(404)
})

it('two at once: who comes second is shown what is left, and gives nothing twice', async () => {
  const { app, user, visitor, profile, id } = await withProfile()
  const max = await app.as('manager')
  const mine = await visitor.get(`${profile}?profile=${id}`)
  await max.submit(await max.get(`${profile}?profile=${id}`), 'Give 1 role')
  const late = await visitor.submit(mine, 'Give 1 role')
  expect([late.status, late.rows(table).map((cells) => cells[3])]).toEqual([409, ['Held already', 'Held already']])
  expect(late.text).toContain('Something changed since you looked.')
  expect(await rolesOf(app, user)).toHaveLength(2)
  expect((await actorOf(app, known(app.people.manager))).name).toBe('Max Manager')
})
