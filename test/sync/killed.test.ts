import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { asc, desc, eq } from 'drizzle-orm'
import { expect, inject, it } from 'vitest'
import { changes } from '#history/changes.table.ts'
import type { Db } from '#platform/db/database.ts'
import { openDatabase } from '#platform/db/database.ts'
import { syncRuns } from '#sync/runs.table.ts'
import { testFolder } from '#test/database.ts'
import { users } from '#users/users.table.ts'
import type { Said } from './world.ts'
import { everything, fileXml } from './world.ts'

const home = join(import.meta.dirname, '..', '..')
// How often the run is killed; more when asked for.
const kills = Number(process.env.FOYER_TEST_KILLS ?? 6)
// People who are written in one piece are written for good: some kills come before that, some after.
const longestPiece = 700
const [leastRounds, ofEach] = [2, 2]
const profile = {
  ...{ code: 'SIS', name: 'Records office', absentPeople: 'deactivate', guardShare: 100 },
  protectedFields: ['userGroup', 'jobCategory'],
}
const pupil = (at: number): Said => ({
  ...{ id: `s${at}`, card: `c${at}`, mail: `s${at}@example.org` },
  more: `<user_group>${at % 3 === 0 ? 'FACULTY' : 'ALUMNI'}</user_group>`,
})
const many = Array.from({ length: 2500 }, (_one, at) => pupil(at))
// Some are missing, some come anew, one in four gives the card on in a ring of four, one in fifty has a group that nobody has.
const next = [...many.slice(100), ...Array.from({ length: 200 }, (_one, at) => pupil(2000 + at))].map((one, at) => ({
  ...one,
  last: at % 5 === 0 ? 'Lee' : 'Berg',
  card: at % 16 < 4 ? `c${100 + at - (at % 16) + (((at % 4) + 1) % 4)}` : one.card,
  more: at % 50 === 49 ? '<user_group>NOBODYHAS</user_group>' : (one.more ?? ''),
})) as Said[]

function machine() {
  const folder = testFolder()
  const data = join(folder, 'data')
  mkdirSync(data)
  copyFileSync(inject('template'), join(data, 'foyer.sqlite'))
  const env = { PATH: process.env.PATH, FOYER_DATA: data, FOYER_TIME_ZONE: 'UTC' }
  const start = (args: string[]) => spawn(process.execPath, ['src/cli.ts', ...args], { cwd: home, env })
  return {
    start,
    file(name: string, content: string) {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    async foyer(...args: string[]) {
      const command = start(args)
      command.stdin.end()
      const [out, error, [status]] = await Promise.all([text(command.stdout), text(command.stderr), once(command, 'close')])
      return { status: status as number, out, error }
    },
    /** How far the newest run has come. */
    async state(): Promise<string> {
      const db = openDatabase(join(data, 'foyer.sqlite'))
      const state = await stateIn(db)
      db.close()
      return state
    },
    /** Waits until the newest run has come so far, or its process has ended. */
    async comesTo(state: string, exited: Promise<unknown>): Promise<void> {
      let isOver = false
      void exited.then(() => {
        isOver = true
      })
      const db = openDatabase(join(data, 'foyer.sqlite'))
      while (!isOver && (await stateIn(db)) !== state) await wait(10)
      db.close()
    },
    async look() {
      const db = openDatabase(join(data, 'foyer.sqlite'))
      const found = [await everything(db, true), await told(db), await outcomes(db)]
      db.close()
      return found
    },
  }
}

async function stateIn(db: Db): Promise<string> {
  const [run] = await db.read.select().from(syncRuns).orderBy(desc(syncRuns.id)).limit(1)
  return run?.state ?? 'none'
}

/** What history tells of each user, apart from when, by which run and of which row. */
async function told(db: Db): Promise<unknown[]> {
  const people = await db.read.select({ id: users.id, primaryId: users.primaryId, version: users.version }).from(users)
  const nameOf = new Map(people.map(({ id, primaryId }) => [id, primaryId]))
  const acts = await db.read.select().from(changes).where(eq(changes.subject, 'user')).orderBy(asc(changes.id))
  return [
    people.map(({ primaryId, version }) => [primaryId, version]).toSorted(byText),
    acts
      .map(({ subjectId, action, version, actorName, door, items }) => [
        ...[nameOf.get(subjectId), action, version, actorName, door],
        items.map(({ row: _row, ...item }) => item),
      ])
      .toSorted(byText),
  ]
}

/** What the runs did that wrote anything. */
async function outcomes(db: Db): Promise<unknown[]> {
  const runs = await db.read.select().from(syncRuns).orderBy(asc(syncRuns.id))
  return runs.filter(({ applied }) => applied.created + applied.updated > 0).map(({ state, applied }) => [state, applied])
}

const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)

it(
  'leads to the same data when it is killed at any moment and begun again',
  async () => {
    const [calm, rough] = [machine(), machine()]
    for (const place of [calm, rough]) {
      const made = await place.foyer('sync', 'profile', '--file', place.file('profile.json', JSON.stringify(profile)))
      expect([made.status, made.error]).toEqual([0, ''])
    }
    const run = (place: typeof calm, name: string, content: string) => [
      ...['sync', 'run', 'SIS', place.file(name, content)],
      ...['--json', '--confirm', '--full'],
    ]
    const killedWhile: Record<string, number> = {}
    const soFar = () => Object.values(killedWhile).reduce((sum, one) => sum + one, 0)
    const files = [fileXml(many), fileXml(next)]
    // One run is over after some kills, since what was written stays: the two files come in turn.
    for (let round = 0; round < leastRounds || (soFar() < kills && round < kills); round += 1) {
      const [name, content] = [`round-${round}.xml`, files[round % 2] ?? '']
      const began = performance.now()
      const undisturbed = await calm.foyer(...run(calm, name, content))
      const took = performance.now() - began
      const result = JSON.parse(undisturbed.out)
      expect(result).toMatchObject({ state: 'finished', skipped: 0 })
      expect(result.created + result.updated).toBeGreaterThan(0)
      /** Begins the run, or goes on with it, and kills it. What interrupted nothing is not counted. */
      const killOnce = async (moment: (exited: Promise<unknown>) => Promise<unknown>) => {
        const command = rough.start(run(rough, name, content))
        command.stdin.end()
        const exited = once(command, 'exit')
        await Promise.race([exited, moment(exited)])
        command.kill('SIGKILL')
        const [, signal] = await exited
        const state = await rough.state()
        // Before it began, and when it had ended, nothing was interrupted.
        if (signal !== 'SIGKILL' || ['none', 'finished'].includes(state)) return
        killedWhile[state] = (killedWhile[state] ?? 0) + 1
      }
      for (let n = 0; n < ofEach; n += 1) await killOnce(() => wait(took * (0.3 + 0.6 * Math.random())))
      for (let n = 0; n < ofEach; n += 1)
        await killOnce(async (exited) => {
          await rough.comesTo('applying', exited)
          await wait(longestPiece * Math.random())
        })
      const last = await rough.foyer(...run(rough, name, content))
      expect(JSON.parse(last.out)).toMatchObject({ state: 'finished', skipped: 0, rejected: result.rejected })
      expect([round, await rough.look()]).toEqual([round, await calm.look()])
    }
    console.log('killed while', killedWhile)
    expect(soFar()).toBeGreaterThanOrEqual(kills)
    expect(killedWhile.applying).toBeGreaterThan(0)
    expect((await rough.foyer('check')).out).toBe('Nothing found.\n')
  },
  Math.max(900_000, kills * 45_000),
)
