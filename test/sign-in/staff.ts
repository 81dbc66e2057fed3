import { expect } from 'vitest'
import { hashPassword, setPassword } from '#sign-in/passwords.ts'
import type { TestApp } from '#test/app.ts'
import { password, setUpActor } from '#test/people.ts'
import type { NewUser } from '#users/record/create.ts'
import { createUser } from '#users/record/create.ts'
import type { NewRole } from '#users/user-roles/user-roles.ts'
import { grantRole } from '#users/user-roles/user-roles.ts'
import type { User } from '#users/users.table.ts'

/** What a refused sign-in says, whatever the reason. */
export const refusal =
  'Identifier and password do not match, or this account cannot sign in. After 15 failures it is locked for 30 minutes.'

/** Tries that fail, each after the wait that the one before brought about. */
export async function failing({ visitor, clock }: TestApp, identifier: string, times: number): Promise<void> {
  for (let n = 0; n < times; n += 1) {
    expect((await visitor().signIn(identifier, 'wrong')).problems).toEqual([refusal])
    clock.move(61_000)
  }
}

/** Somebody with the password of the cast, for what the cast is not: another status, a card, a role that ends. */
export async function makeStaff(
  { db, clock }: TestApp,
  made: NewUser,
  roles: NewRole[] = [{ role: 32 }],
  secret = password,
): Promise<User> {
  const hash = await hashPassword(secret, [])
  return db.write(async (tx) => {
    const actor = setUpActor(clock)
    const user = await createUser(tx, actor, {
      ...made,
      values: { firstName: 'Sam', lastName: 'Staff', recordType: 'STAFF', ...made.values },
    })
    for (const role of roles) await grantRole(tx, actor, user, role)
    await setPassword(tx, actor, user, { hash, mustChange: false })
    return user
  })
}
