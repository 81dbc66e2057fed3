import { commandActor } from '#sign-in/actor.ts'
import { signIns } from '#sign-in/sign-in.table.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { User } from '#users/users.table.ts'
import { changeUser } from '#users/users.ts'

export const hour = 60 * 60_000
export const day = 24 * hour

/** A house in which nothing stands in the history but what a test does: what made its people is long ago. */
export async function house() {
  const app = await testApp({ people: ['manager'] })
  app.clock.move(100 * day)
  const ana = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } })
  app.clock.move(2 * day)
  return { ...app, ana, ada: await app.as('administrator') }
}

/** Changes a user's last name by a command. */
export const rename = ({ db, clock }: TestApp, user: User, lastName: string) =>
  db.write((tx) => changeUser(tx, commandActor('rename', clock), user, { lastName }))

/** The acts on a page: who, the record, what and after, of the first line of each. */
export const actsOn = ({ rows }: Page): string[][] =>
  rows('Activity')
    .filter((cells) => cells.length === 6)
    .map(([, who = '', record = '', what = '', , after = '']) => [who, record, what, after])

export const tryToSignIn = ({ db, clock }: TestApp, userId: number | null, outcome: string, address = '192.0.2.7') =>
  db.write(async (tx) => {
    await tx.insert(signIns).values({ at: clock.now(), userId, outcome, address })
  })
