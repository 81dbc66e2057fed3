import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { settingNames, settingSentences } from '#code-tables/settings.ts'
import { changesOf } from '#history/history.queries.ts'
import { openDatabase } from '#platform/db/database.ts'
import { testFolder } from '#test/database.ts'

const home = join(import.meta.dirname, '..', '..')

function machine() {
  const data = testFolder()
  return {
    data,
    async setting(...args: string[]) {
      const env = { PATH: process.env.PATH, FOYER_DATA: data, FOYER_TIME_ZONE: 'UTC' }
      const command = spawn(process.execPath, ['run.mjs', 'src/cli.ts', 'setting', ...args], { cwd: home, env })
      const [out, error, [status]] = await Promise.all([text(command.stdout), text(command.stderr), once(command, 'close')])
      return { status: status as number, out, error }
    },
  }
}

it('shows one, changes it without quotes, and history names the command', async () => {
  const { data, setting } = machine()
  expect(await setting('institution')).toEqual({ status: 0, out: `My library\n${settingSentences.institution}\n`, error: '' })
  const changed = await setting('institution', 'Northfield', 'College', 'Library')
  expect([changed.status, changed.out]).toEqual([0, 'institution is now Northfield College Library. It was My library.\n'])
  expect((await setting('institution', 'Northfield College Library')).out).toBe(
    'institution is Northfield College Library already.\n',
  )
  const db = openDatabase(join(data, 'foyer.sqlite'))
  const acts = await changesOf(db.read, 'setting', 0, { limit: 10, offset: 0 })
  db.close()
  expect(acts.map((act) => [act.actorName, act.door, act.doorDetail])).toEqual([['Command line', 'command', 'setting']])
})

it('lists all with their sentences, and does so for a name that there is not', async () => {
  const { setting } = machine()
  const all = await setting()
  const unknown = await setting('frobnicate', '7')
  expect([all.status, unknown.status, unknown.out]).toEqual([0, 2, ''])
  expect(unknown.error).toContain('There is no setting "frobnicate". There are:')
  for (const shown of [all.out, unknown.error]) for (const name of settingNames) expect(shown).toContain(`${name}: `)
  expect(all.out).toContain(settingSentences.barcode_pattern)
})

it('refuses a value that cannot be, and keeps what was', async () => {
  const { setting } = machine()
  const refused = await setting('barcode_pattern', 'prefix=2', 'length=1')
  expect([refused.status, refused.out, refused.error]).toEqual([
    2,
    '',
    'length=1 leaves no digit to count with. Make it longer.\n',
  ])
  expect((await setting('barcode_pattern')).out).toContain('prefix=2 length=14 check=luhn\n')
  expect((await setting('institution', '')).error).toBe('institution cannot be empty. Give it a value.\n')
})

it('takes a list, refuses what is not in the table, and empties it again', async () => {
  const { setting } = machine()
  expect((await setting('restricted_groups', 'FACULTY,', 'STAFF')).out).toBe(
    'restricted_groups is now FACULTY,STAFF. It was empty.\n',
  )
  const refused = await setting('restricted_groups', 'faculty')
  expect([refused.status, refused.error.includes('There is no code "faculty"')]).toEqual([2, true])
  expect((await setting('restricted_groups', '')).out).toBe('restricted_groups is now empty. It was FACULTY,STAFF.\n')
  expect((await setting('session_idle_minutes', '1')).error).toBe('session_idle_minutes must be a whole number from 5 to 720.\n')
})
