import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { expect, inject, it, onTestFinished } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { checkReferences } from '#src/check/check-references.ts'
import { testFolder } from '#test/database.ts'
import { makeUser } from '#test/people.ts'

/** A house whose database can be damaged behind its back. */
async function house() {
  const file = join(testFolder(), 'foyer.sqlite')
  copyFileSync(inject('template'), file)
  const db = openDatabase(file, { durable: false })
  const hand = new Sqlite(file)
  onTestFinished(() => {
    hand.close()
    db.close()
  })
  const clock = fixedClock('2026-11-22')
  const values = { primaryId: 'Ana', firstName: 'Ana', lastName: 'Lee' }
  const more = {
    identifiers: [{ type: 'BARCODE', value: 'B1' }],
    emails: [{ address: 'a@x.example' }, { address: 'b@x.example' }],
  }
  const { id } = await makeUser(db, clock, { values, ...more })
  hand.pragma('foreign_keys = off')
  return { hand, id, file, troubles: () => troublesIn(db) }
}

async function troublesIn(db: Db): Promise<string[]> {
  const found: string[] = []
  for await (const words of checkReferences.run({ db, clock: fixedClock('2026-11-22'), files: '' })) found.push(words)
  return found
}

it('finds nothing where nothing is wrong', async () => {
  expect(await (await house()).troubles()).toEqual([])
})

it.each([
  [
    'a row of nobody',
    'update emails set user_id = 4711 where preferred = 0',
    'Row 2 of emails refers to a row of users that is not there.',
  ],
  ['no preferred row', 'update emails set preferred = 0', 'User {id} has not exactly one preferred row among the emails.'],
  [
    'an identifier that anyone could take',
    "delete from taken_identifiers where value = 'b1'",
    'The identifier b1 of user {id} is not kept from being given to others.',
  ],
  [
    'the same of the first one',
    "delete from taken_identifiers where value = 'ana'",
    'The identifier ana of user {id} is not kept from being given to others.',
  ],
  [
    'an identifier kept for nothing',
    "insert into taken_identifiers (value, user_id) select 'old', id from users",
    'The identifier old is kept for user {id}, who does not have it.',
  ],
  [
    'a proxy of themselves',
    "insert into proxies (user_id, for_user_id, created_at, created_by, origin) select id, id, 1, 'x', 'INTERNAL' from users",
    'User {id} is a proxy for themselves.',
  ],
])('finds %s', async (_name, damage, words) => {
  const { hand, id, troubles } = await house()
  hand.exec(damage)
  const found = await troubles()
  expect(found).toContain(words.replace('{id}', String(id)))
})

it('finds a damaged file', async () => {
  const { hand, file } = await house()
  hand.unsafeMode()
  hand.pragma('writable_schema = on')
  hand.exec("update sqlite_schema set sql = replace(sql, '(`user_id`)', '(`address`)') where name = 'emails_user'")
  const damaged = openDatabase(file)
  onTestFinished(() => damaged.close())
  expect((await troublesIn(damaged))[0]).toContain('missing from index emails_user')
})
