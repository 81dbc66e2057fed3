import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, inject, it } from 'vitest'
import { openDatabase } from '#platform/db/database.ts'
import { testFolder } from '#test/database.ts'
import { everything, fileXml } from './world.ts'

const home = join(import.meta.dirname, '..', '..')
// How often the run is killed; more when asked for.
const kills = Number(process.env.FOYER_TEST_KILLS ?? 6)
const many = Array.from({ length: 1500 }, (_one, at) => ({ id: `s${at}`, card: `c${at}`, mail: `s${at}@example.org` }))
const next = many.slice(100).map((one, at) => ({ ...one, last: 'Berg', card: at % 2 === 0 ? `c${at + 100}` : `n${at}` }))

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
    async look() {
      const db = openDatabase(join(data, 'foyer.sqlite'))
      const found = await everything(db, true)
      db.close()
      return found
    },
  }
}

it('leads to the same data when it is killed at any moment and begun again', async () => {
  const [calm, rough] = [machine(), machine()]
  for (const place of [calm, rough]) {
    place.file('first.xml', fileXml(many))
    place.file('next.xml', fileXml(next))
  }
  const run = (place: typeof calm, name: string, content: string) => [
    'sync',
    'run',
    'SIS',
    place.file(name, content),
    '--json',
    '--confirm',
  ]
  const files: [string, string][] = [
    ['first.xml', fileXml(many)],
    ['next.xml', fileXml(next)],
  ]
  let killed = 0
  for (const [name, content] of files) {
    const began = performance.now()
    const undisturbed = await calm.foyer(...run(calm, name, content))
    const took = performance.now() - began
    expect(undisturbed.status).toBe(0)
    for (let at = 0; at < kills / 2; at += 1) {
      const command = rough.start(run(rough, name, content))
      command.stdin.end()
      const ended = once(command, 'exit')
      const timer = setTimeout(() => command.kill('SIGKILL'), took * (0.35 + 0.6 * Math.random()))
      const [, signal] = await ended
      clearTimeout(timer)
      if (signal === 'SIGKILL') killed += 1
    }
    const last = await rough.foyer(...run(rough, name, content))
    expect([last.status, JSON.parse(last.out)]).toMatchObject([0, { state: 'finished', skipped: 0 }])
    expect(await rough.look()).toEqual(await calm.look())
  }
  expect(killed).toBeGreaterThan(0)
  expect((await rough.foyer('check')).out).toBe('Nothing found.\n')
}, 240_000)
