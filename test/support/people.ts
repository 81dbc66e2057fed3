import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { everyPermission } from '#roles/permissions.ts'
import { makeActor } from '#sign-in/actor.ts'
import { hashPassword, setPassword } from '#sign-in/passwords.ts'
import type { NewUser } from '#users/record/create.ts'
import { createUser } from '#users/record/create.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import type { User } from '#users/users.table.ts'

/** The cast that every test knows. `viewer` reads, `patron` has no right at all here. */
export const cast = {
  administrator: { primaryId: 'ada', firstName: 'Ada', lastName: 'Administrator', roles: [26, 50] },
  userAdministrator: { primaryId: 'ulla', firstName: 'Ulla', lastName: 'Useradmin', roles: [50] },
  manager: { primaryId: 'max', firstName: 'Max', lastName: 'Manager', roles: [21] },
  deskManager: { primaryId: 'dora', firstName: 'Dora', lastName: 'Deskmanager', roles: [221] },
  deskOperator: { primaryId: 'otto', firstName: 'Otto', lastName: 'Operator', roles: [32] },
  deskAssistant: { primaryId: 'lea', firstName: 'Lea', lastName: 'Limited', roles: [9001] },
  viewer: { primaryId: 'vera', firstName: 'Vera', lastName: 'Viewer', roles: [9002] },
  patron: { primaryId: 'pat', firstName: 'Pat', lastName: 'Patron', roles: [200] },
} as const
export type Person = keyof typeof cast

export const password = 'a long enough secret'
let hashed: Promise<string> | undefined
const passwordHash = () => {
  hashed ??= hashPassword(password, [])
  return hashed
}

export const setUpActor = (clock: Clock) =>
  makeActor({ id: null, name: 'Test', door: 'set-up', clock, permissions: everyPermission })

/** Makes a user by the verb that every door uses. */
export const makeUser = (db: Db, clock: Clock, made: NewUser): Promise<User> =>
  db.write((tx) => createUser(tx, setUpActor(clock), made))

/** Makes one of the cast: Staff, Internal, with roles and the password above. */
export async function makePerson(db: Db, clock: Clock, person: Person): Promise<User> {
  const { roles, ...names } = cast[person]
  const hash = await passwordHash()
  return db.write(async (tx) => {
    const actor = setUpActor(clock)
    const user = await createUser(tx, actor, { values: { ...names, recordType: 'STAFF' } })
    for (const role of roles) await grantRole(tx, actor, user, { role })
    await setPassword(tx, actor, user, { hash, mustChange: false })
    return user
  })
}
