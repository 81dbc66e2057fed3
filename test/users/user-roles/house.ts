import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { Person } from '#test/people.ts'
import { setUpActor } from '#test/people.ts'
import { userRolesOf } from '#users/user-roles/user-roles.queries.ts'
import type { NewRole } from '#users/user-roles/user-roles.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'

export const ana = { values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee', recordType: 'STAFF' } }

/** Ana with some roles, before somebody who is signed in. `row` is the number of her first role. */
export async function house(actor: Person, roles: NewRole[] = []) {
  const app = await testApp({ people: [actor] })
  const user = await app.makeUser(ana)
  for (const role of roles) await give(app, user, role)
  const row = (await heldBy(app, user))[0]?.id ?? 0
  return { app, user, row, visitor: await app.as(actor), url: `/users/${user.id}/general/roles` }
}

export const give = ({ db, clock }: TestApp, user: { id: number }, role: NewRole) =>
  db.write((tx) => grantRole(tx, setUpActor(clock), user, role))

/** What the database holds: the roles of a user. */
export const heldBy = ({ db }: TestApp, { id }: { id: number }) => userRolesOf(db.read, id)

/** The same as pairs of number and status. */
export const rolesOf = async (app: TestApp, user: { id: number }) =>
  (await heldBy(app, user)).map(({ role, status }) => [role, status])

/** The table "Roles" without the column of buttons. */
export const shownRoles = (page: Page) => page.rows('Roles').map((cells) => cells.slice(0, 4))

/** Where a post of somebody who is signed out leads. */
export const toSignIn = ({ status, location }: Page) => [status, location]
