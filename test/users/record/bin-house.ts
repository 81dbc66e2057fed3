import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'
import { setUpActor } from '#test/people.ts'
import { binUser } from '#users/record/bin.ts'
import type { NewUser } from '#users/record/create.ts'

export const anaLee: NewUser = {
  values: { primaryId: 'ana7', firstName: 'Ana', lastName: 'Lee', recordType: 'PUBLIC', birthDate: '1990-05-06' },
  identifiers: [{ type: 'BARCODE', value: '2777' }],
  emails: [{ address: 'ana@lee.example' }],
  notes: [{ type: 'OTHER', text: 'Asks for large print' }],
}

/** Ana, who is in nobody's way, before somebody who is signed in. */
export async function house(actor: Person = 'manager') {
  const app = await testApp({ people: [actor] })
  const user = await app.makeUser({ ...anaLee, values: { ...anaLee.values } })
  return { app, user, visitor: await app.as(actor), url: `/users/${user.id}/bin` }
}

/** The same, in the bin already. */
export async function binned(actor: Person = 'manager') {
  const made = await house(actor)
  await toBin(made.app, made.user)
  return made
}

export const toBin = ({ db, clock }: TestApp, user: { id: number }) => db.write((tx) => binUser(tx, setUpActor(clock), user))
