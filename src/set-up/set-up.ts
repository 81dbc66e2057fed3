import { changeSetting } from '#code-tables/settings.ts'
import type { Tx } from '#platform/db/database.ts'
import { administratorRole, userAdministratorRole } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { setPassword } from '#sign-in/passwords.ts'
import { createUser } from '#users/record/create.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'

export type NewAdministrator = { primaryId: string; firstName: string; lastName: string; passwordHash: string }

/** Makes a Staff, Internal user with both administrator roles and a password. Throws Refusal when it cannot stand. */
export async function createAdministrator(tx: Tx, actor: Actor, made: NewAdministrator): Promise<void> {
  const { primaryId, firstName, lastName } = made
  // Whatever the library asks of its staff: this one is made where nobody can get in to fill more in, and is edited later.
  const values = { primaryId, firstName, lastName, recordType: 'STAFF' }
  const user = await createUser(tx, actor, { values }, true)
  await grantRole(tx, actor, user, { role: administratorRole })
  await grantRole(tx, actor, user, { role: userAdministratorRole })
  await setPassword(tx, actor, user, { hash: made.passwordHash, mustChange: false })
}

/** The library's name and its first administrator, in one. */
export async function setUpInstitution(tx: Tx, actor: Actor, made: NewAdministrator & { institution: string }): Promise<void> {
  await changeSetting(tx, actor, 'institution', made.institution)
  await createAdministrator(tx, actor, made)
}
