import Sqlite from 'better-sqlite3'
import { expect, it, vi } from 'vitest'
import { testApp } from '#test/app.ts'
import { users } from '#users/users.table.ts'

/** The statements that ran while something was done. */
async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const sqlite = new Sqlite(':memory:')
  const statement = Object.getPrototypeOf(sqlite.prepare('SELECT 1'))
  sqlite.close()
  const ran: string[] = []
  const spies = (['all', 'get', 'run'] as const).map((method) => {
    const original = statement[method]
    return vi.spyOn(statement, method).mockImplementation(function (this: { source: string }, ...values: unknown[]) {
      ran.push(this.source)
      return original.apply(this, values)
    })
  })
  try {
    await work()
    return ran
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

let moment = 0
const tabs = ['general', 'contact', 'identifiers', 'notes', 'blocks', 'statistics', 'history']
const loadsActor = /from "users" inner join "user_roles"/
const asksForRoles = /^select .* from "user_roles"/

it.each(['administrator', 'manager', 'deskManager'] as const)(
  'rights of a %s cost one query a request, the one that loads them',
  async (person) => {
    const app = await testApp()
    const user = await app.makeUser({
      values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' },
      notes: [{ type: 'OTHER', text: 'x' }],
    })
    const visitor = await app.as(person)
    for (const url of ['/users', '/users?q=lee', '/users/add', ...tabs.map((tab) => `/users/${user.id}/${tab}`)]) {
      moment += 1
      // A change by anybody lets go of what is kept of the actor from one request to the next.
      await app.db.write(async (tx) => void (await tx.update(users).set({ changedAt: moment })))
      const ran = await statementsDuring(async () => expect((await visitor.get(url)).status).toBe(200))
      expect([url, ran.filter((sql) => loadsActor.test(sql)).length]).toEqual([url, 1])
      expect([url, ran.filter((sql) => asksForRoles.test(sql))]).toEqual([url, []])
      const again = await statementsDuring(() => visitor.get(url))
      expect([url, again.filter((sql) => loadsActor.test(sql)).length]).toEqual([url, 0])
    }
  },
)
