import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import { institutionScope } from '#roles/roles.ts'
import { checkHistory } from '#src/check/check-history.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { emails } from '#users/contact/contact.table.ts'
import { users } from '#users/users.table.ts'

const troublesIn = async ({ db, clock }: TestApp): Promise<string[]> => {
  const found: string[] = []
  for await (const words of checkHistory.run({ db, clock, files: '' })) found.push(words)
  return found
}

/** A user whose record was changed by a person on several tabs. */
async function house() {
  const app = await testApp({ people: ['administrator'] })
  const user = await app.makeUser({
    values: { primaryId: 'pia', firstName: 'Pia', lastName: 'Lee' },
    emails: [{ address: 'pia@x.example' }, { address: 'b@x.example' }],
  })
  const ada = await app.as('administrator')
  await ada.post(`/users/${user.id}/general`, { lastName: 'Lie', birthDate: '1999-01-02' })
  await ada.post(`/users/${user.id}/general/roles/new`, { role: '9002', scope: institutionScope })
  await ada.post(`/users/${user.id}/contact/phones/new`, { number: '1' })
  return { app, user }
}

it('finds nothing where each record is what its history leads to', async () => {
  const { app } = await house()
  expect(await troublesIn(app)).toEqual([])
})

it('finds a field that was written behind the history, a row that came so, and one that went so', async () => {
  const { app, user } = await house()
  await app.db.write(async (tx) => {
    await tx.update(users).set({ lastName: 'Lund' }).where(sql`id = ${user.id}`)
    await tx.delete(emails).where(sql`address = 'b@x.example'`)
    await tx.insert(emails).values({
      userId: user.id,
      address: 'c@x.example',
      addressKey: 'c@x.example',
      types: [],
      preferred: false,
      origin: 'INTERNAL',
    })
  })
  const found = await troublesIn(app)
  expect(found).toContain(`User ${user.id}: the history of general lastName does not lead to what the record holds.`)
  expect(found).toContain(`User ${user.id}: the history of email 2 address does not lead to what the record holds.`)
  expect(found.filter((words) => /does not tell how email 3 address came to be/.test(words))).toHaveLength(1)
})

it('goes by what is left of a history whose beginning was forgotten', async () => {
  const { app, user } = await house()
  await app.db.write(async (tx) => void (await tx.delete(changes).where(sql`action = 'created'`)))
  expect(await troublesIn(app)).toEqual([])
  await app.db.write(async (tx) => void (await tx.update(users).set({ birthDate: null }).where(sql`id = ${user.id}`)))
  expect(await troublesIn(app)).toHaveLength(1)
})
