import { findCredentials } from '#sign-in/sign-in.queries.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Person } from '#test/people.ts'

export const fresh = 'correct horse battery'
export const both = { newPassword: fresh, verifyPassword: fresh }
export const pia = {
  values: { primaryId: 'pia', firstName: 'Pia', lastName: 'Parkinson' },
  identifiers: [{ type: 'BARCODE', value: '29871000345' }],
}

/** Pia, a patron, before somebody who is signed in. */
export async function house(actor: Person) {
  const app = await testApp({ people: [actor] })
  const user = await app.makeUser(pia)
  return { app, user, visitor: await app.as(actor), url: `/users/${user.id}/general/password` }
}

export const credentialsOf = ({ db }: TestApp, user: { id: number }) => findCredentials(db.read, user.id)
