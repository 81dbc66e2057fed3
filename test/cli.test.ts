import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { fixedClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { openGate } from '#sign-in/gate.ts'
import { signIn } from '#sign-in/sign-in.ts'
import { testFolder } from '#test/database.ts'
import { userRoles } from '#users/user-roles/user-roles.table.ts'
import { users } from '#users/users.table.ts'

const home = join(import.meta.dirname, '..')
const secret = 'a long enough secret'
type Typed = { input?: string; environment?: Record<string, string> }

/** A data folder of its own, the commands that are typed on it, and what they left there. */
function machine() {
  const folder = testFolder()
  const data = join(folder, 'data')
  return {
    async foyer(args: string[], { input = '', environment = {} }: Typed = {}) {
      const env = { PATH: process.env.PATH, FOYER_DATA: data, FOYER_TIME_ZONE: 'UTC', ...environment }
      const command = spawn(process.execPath, ['run.mjs', 'src/cli.ts', ...args], { cwd: home, env })
      command.stdin.end(input)
      const [out, error, [status]] = await Promise.all([text(command.stdout), text(command.stderr), once(command, 'close')])
      return { status: status as number, out, error }
    },
    file(name: string, ...rows: string[]) {
      writeFileSync(join(folder, name), `primary_id,first_name,last_name,record_type,barcode\n${rows.join('\n')}\n`)
      return join(folder, name)
    },
    async look<T>(work: (db: Db) => Promise<T>): Promise<T> {
      const db = openDatabase(join(data, 'foyer.sqlite'))
      try {
        return await work(db)
      } finally {
        db.close()
      }
    },
  }
}
const everyone = async (db: Db) => (await db.read.select().from(users).orderBy(users.id)).map(({ primaryId }) => primaryId)
const rolesOf = async (db: Db, primaryId: string) =>
  (await db.read.select().from(userRoles).innerJoin(users, eq(users.id, userRoles.userId)).where(eq(users.primaryId, primaryId)))
    .map((row) => row.user_roles.role)
    .sort()
const clock = fixedClock('2026-11-22')
const canSignIn = async (db: Db, identifier: string, password: string) =>
  (await signIn({ db, clock, gate: openGate(clock) }, { identifier, password, address: null })).userId !== undefined

/** Could not run: exit status 2, words on standard error, nothing on standard output. */
async function refuses({ foyer }: Pick<ReturnType<typeof machine>, 'foyer'>, args: string[], words: string, typed: Typed = {}) {
  const { status, out, error } = await foyer(args, typed)
  expect([status, out]).toEqual([2, ''])
  expect(error).toContain(words)
  expect(error).not.toMatch(/\n\s+at /)
}

const helps: [command: string, words: string[]][] = [
  ['', ['load', 'demo', 'create-admin', 'reset-password', 'grant']],
  ['load', ['<file>', '--dry-run', 'Exit status: 0']],
  ['demo', ['--users <n>', '--seed <s>']],
  ['create-admin', ['<id>', '--first-name <name>', '--last-name <name>', 'The password is asked for']],
  ['reset-password', ['<id>', 'It is asked for']],
  ['break-glass', ['<id>', 'is asked for, or read']],
  ['grant', ['<id>', '<role>']],
]

describe('help', () => {
  it.each(helps)('of %j tells what can be given', async (command, words) => {
    const { status, out } = await machine().foyer([command, '--help'].filter(Boolean))
    expect(status).toBe(0)
    for (const word of words) expect(out).toContain(word)
    expect(out).not.toContain('--password')
  })

  it('is offered for a command that is not there, and nothing is run', async () => {
    await refuses(machine(), ['frobnicate'], "unknown command 'frobnicate'")
  })
})

describe('load', () => {
  it('ends with 0 when all were created, 1 when some were refused, 2 when it could not run', async () => {
    const place = machine()
    const { foyer, file, look } = place
    const good = file('good.csv', 'a1,Ana,Lee,,', 'a2,Ben,Lee,,')
    const dry = await foyer(['load', good, '--dry-run'])
    expect([dry.status, dry.out]).toEqual([0, '2 would be created and 0 refused. Nothing was written.\n'])
    expect(await look(everyone)).toEqual([])
    const all = await foyer(['load', good])
    expect([all.status, all.out]).toEqual([0, '2 created and 0 refused.\n'])
    const some = await foyer(['load', file('some.csv', 'a3,Cid,Lee,,', 'A1,Dan,Lee,,', 'a4,,Lee,,')])
    expect(some.status).toBe(1)
    expect(some.out.split('\n')).toEqual([
      'line 3, column primary_id, value "A1": A1 already belongs to Lee, Ana (a1). Choose another, or open that user.',
      'line 4, column first_name, value "": First name is required. Enter it.',
      '1 created and 2 refused.',
      '',
    ])
    await refuses(place, ['load', 'no-such-file.csv'], 'There is no file no-such-file.csv.\n')
    await refuses(place, ['load', good], 'LOG_LEVEL must be one of', { environment: { LOG_LEVEL: 'loud' } })
    expect(await look(everyone)).toEqual(['a1', 'a2', 'a3'])
  })

  it('makes the administrator whom the settings name, on an empty folder', async () => {
    const { foyer, file, look } = machine()
    const environment = { FOYER_ADMIN_ID: 'admin', FOYER_ADMIN_PASSWORD: secret }
    expect((await foyer(['load', file('one.csv', 'a1,Ana,Lee,,')], { environment })).status).toBe(0)
    expect(await look(everyone)).toEqual(['admin', 'a1'])
    expect(await look((db) => canSignIn(db, 'admin', secret))).toBe(true)
  })
})

describe('demo', () => {
  it('makes the same users for the same seed, others for another, and none twice', async () => {
    const [one, other, another] = [machine(), machine(), machine()]
    const demo = (place: typeof one, seed: string) => place.foyer(['demo', '--users', '40', '--seed', seed])
    const first = await demo(one, '7')
    expect([first.status, first.out]).toEqual([0, '40 created and 0 refused.\n'])
    await demo(other, '7')
    await demo(another, '8')
    const made = await one.look(everyone)
    expect(made).toHaveLength(40)
    expect(await other.look(everyone)).toEqual(made)
    expect((await another.look(everyone)).filter((id) => made.includes(id))).toEqual([])
    const again = await demo(one, '7')
    expect([again.status, again.out]).toEqual([1, '0 created and 40 refused.\n'])
  })

  it('needs to know how many', async () => {
    await refuses(machine(), ['demo'], "required option '--users <n>' not specified")
    await refuses(machine(), ['demo', '--users', 'many'], 'Give a whole number.')
  })
})

describe('passwords', () => {
  const boss = ['create-admin', 'boss', '--first-name', 'Bea', '--last-name', 'Chief']

  it('of a new administrator come from standard input, and let them in', async () => {
    const place = machine()
    const { foyer, look } = place
    const made = await foyer(boss, { input: `${secret}\nanother line\n` })
    expect([made.status, made.out, made.error]).toEqual([0, 'boss was created and is an administrator.\n', ''])
    expect(await look((db) => rolesOf(db, 'boss'))).toEqual([26, 50])
    expect(await look((db) => canSignIn(db, 'boss', secret))).toBe(true)
    await refuses(place, boss, 'boss already belongs to Chief, Bea (boss)', { input: `${secret}\n` })
  })

  it.each([
    ['short', 'Use at least 8 characters.'],
    ['trustno1trustno1boss', 'does not contain a name or identifier'],
    ['', 'Standard input is empty.'],
  ])('that are weak or missing (%j) make nobody', async (typed, words) => {
    const place = machine()
    await refuses(place, boss, words, { input: typed === '' ? '' : `${typed}\n` })
    expect(await place.look(everyone)).toEqual([])
  })

  it('are never taken as an argument', async () => {
    const input = `${secret}\n`
    await refuses(machine(), [...boss, '--password', secret], "unknown option '--password'", { input })
    await refuses(machine(), [...boss, secret], 'too many arguments', { input })
    await refuses(machine(), ['reset-password', 'boss', secret], 'too many arguments', { input })
  })

  it('are set anew by any active identifier, and the old one is good no more', async () => {
    const place = machine()
    const { foyer, look } = place
    await foyer(boss, { input: `${secret}\n` })
    const reset = await foyer(['reset-password', 'BOSS'], { input: 'quite another secret\r\n' })
    expect([reset.status, reset.out]).toEqual([0, 'The password of Chief, Bea was set.\n'])
    expect(await look((db) => canSignIn(db, 'boss', 'quite another secret'))).toBe(true)
    expect(await look((db) => canSignIn(db, 'boss', secret))).toBe(false)
    await refuses(place, ['reset-password', 'nobody'], 'No user has the identifier nobody.', { input: `${secret}\n` })
    await refuses(place, ['reset-password', 'boss'], 'does not contain a name', { input: 'chief-chief\n' })
  })
})

describe('break-glass', () => {
  it('lets a user in as administrator, says what it did, and history names it', async () => {
    const place = machine()
    const { foyer, file, look } = place
    await foyer(['load', file('people.csv', 'a1,Ana,Lee,STAFF,B1', 'c1,Cy,Lee,CONTACT,')])
    const done = await foyer(['break-glass', 'b1'], { input: `${secret}\n` })
    expect([done.status, done.error]).toEqual([0, ''])
    expect(done.out.split('\n')).toEqual([
      'The role General System Administrator was given.',
      'The password was set, and all sessions of this user have ended.',
      'Lee, Ana can sign in as administrator now.',
      '',
    ])
    expect(await look((db) => rolesOf(db, 'a1'))).toEqual([26])
    expect(await look((db) => canSignIn(db, 'a1', secret))).toBe(true)
    await refuses(place, ['break-glass', 'c1'], 'contacts have no roles', { input: `${secret}\n` })
    await refuses(place, ['break-glass', 'nobody'], 'No user has the identifier nobody.', { input: `${secret}\n` })
    await refuses(place, ['break-glass', 'a1'], 'Use at least 8 characters.', { input: 'short\n' })
  })
})

describe('grant', () => {
  it('gives a role by its number or its name, to a user by any active identifier', async () => {
    const place = machine()
    const { foyer, file, look } = place
    await foyer(['load', file('people.csv', 'a1,Ana,Lee,STAFF,B1', 'c1,Cy,Lee,CONTACT,')])
    const byNumber = await foyer(['grant', 'a1', '32'])
    expect([byNumber.status, byNumber.out]).toEqual([0, 'Lee, Ana now holds the role Circulation Desk Operator.\n'])
    expect((await foyer(['grant', 'b1', 'circulation desk operator - limited'])).status).toBe(0)
    expect(await look((db) => rolesOf(db, 'a1'))).toEqual([32, 9001])
    const refused: [args: string[], words: string][] = [
      [['a1', '32'], 'This user already holds the role Circulation Desk Operator.'],
      [['a1', '4711'], 'There is no role "4711". Those that permit something here: 26 General System Administrator, '],
      [['a1', 'wizard'], 'There is no role "wizard".'],
      [['c1', '32'], 'A contact has no roles.'],
      [['nobody', '32'], 'No user has the identifier nobody.'],
    ]
    for (const [args, words] of refused) await refuses(place, ['grant', ...args], words)
    expect(await look((db) => rolesOf(db, 'c1'))).toEqual([])
  })
})
