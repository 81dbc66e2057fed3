import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import { setCommands } from '#sets/sets.commands.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { testFolder } from '#test/database.ts'
import { makePeople } from '../search/people.ts'
import { makeSet } from './house.ts'

async function foyer({ db, clock, files }: TestApp, ...words: string[]): Promise<void> {
  const program = new Command().exitOverride()
  setCommands(program, async (work) => {
    const room = { db, clock, timeZone: 'UTC', files, database: '', sync: '', inbox: '', serverIsRunning: () => true }
    expect(await work(room)).toBe(0)
  })
  await program.parseAsync(['node', 'foyer', 'set', 'export', ...words])
}

async function house() {
  const app = await testApp({ people: ['manager', 'userAdministrator'] })
  const [ana] = await makePeople(app, ['Lee, Ana'])
  const { manager, userAdministrator } = app.people
  if (!ana || !manager || !userAdministrator) throw new Error('nobody was made')
  const set = await makeSet(app.db, manager, { name: 'Leavers', search: 'q=lee' })
  return { ...app, ana, set, userAdministrator, out: join(testFolder(), 'users.csv') }
}

it('writes a file that only its owner reads, and history says so', async () => {
  const app = await house()
  await foyer(app, 'leavers', '--columns', 'primaryId,name', '--out', app.out)
  expect(readFileSync(app.out, 'utf8')).toBe('\ufeffName,Primary identifier\r\n"Lee, Ana",id-aa-x\r\n')
  expect(statSync(app.out).mode & 0o777).toBe(0o600)
  const [told] = await app.db.read.select().from(changes).where(eq(changes.action, 'exported'))
  expect(told).toMatchObject({
    subject: 'set',
    subjectId: app.set,
    actorName: 'Command line',
    door: 'command',
    doorDetail: 'set',
  })
})

it('refuses a set that there is not, a name of several, a column that there is not, and another file', async () => {
  const app = await house()
  await expect(foyer(app, 'nothing')).rejects.toThrow('There is no set nothing.')
  await expect(foyer(app, 'Leavers', '--columns', 'name,password')).rejects.toThrow('There is no column password.')
  writeFileSync(app.out, 'kept')
  await expect(foyer(app, 'Leavers', '--out', app.out)).rejects.toThrow('already')
  expect(readFileSync(app.out, 'utf8')).toBe('kept')
  await makeSet(app.db, app.userAdministrator, { name: 'leavers', members: [app.ana] })
  await expect(foyer(app, 'Leavers')).rejects.toThrow('Several people have a set Leavers: max, ulla. Say whose with --owner.')
  expect(await app.db.read.select().from(changes).where(eq(changes.action, 'exported'))).toEqual([])
})
