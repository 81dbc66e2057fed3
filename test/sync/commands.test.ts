import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { testFolder } from '#test/database.ts'
import { fileXml } from './world.ts'

const home = join(import.meta.dirname, '..', '..')

function machine() {
  const folder = testFolder()
  const env = { PATH: process.env.PATH, FOYER_DATA: join(folder, 'data'), FOYER_TIME_ZONE: 'UTC' }
  return {
    file(name: string, content: string) {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
    async foyer(...args: string[]) {
      const command = spawn(process.execPath, ['src/cli.ts', ...args], { cwd: home, env })
      command.stdin.end()
      const [out, error, [status]] = await Promise.all([text(command.stdout), text(command.stderr), once(command, 'close')])
      return { status: status as number, out, error }
    },
  }
}

it('commands tell by their exit status and by JSON what came of a run', async () => {
  const { foyer, file } = machine()
  const four = ['a', 'b', 'c', 'd'].map((id) => ({ id }))
  const all = file('all.xml', fileXml(four))
  const dry = await foyer('sync', 'run', 'sis', all, '--dry-run', '--json')
  expect([dry.status, JSON.parse(dry.out)]).toEqual([
    0,
    { run: 1, state: 'finished', created: 4, updated: 0, unchanged: 0, rejected: 0, deactivated: 0, skipped: 0, message: null },
  ])
  const some = await foyer('sync', 'run', 'SIS', file('some.xml', fileXml([...four, { id: 'A' }])))
  expect([some.status, some.out]).toEqual([
    1,
    'Run 2 of SIS, finished: 4 created, 0 updated, 0 unchanged, 1 rejected, 0 deactivated, 0 skipped.\n',
  ])
  const changed = await foyer('sync', 'profile', '--file', file('profile.json', '{"code":"SIS","absentPeople":"deactivate"}'))
  expect([changed.status, changed.out]).toEqual([0, 'Profile SIS is as the file says.\n'])
  const one = file('one.xml', fileXml(four.slice(0, 1)))
  const guarded = await foyer('sync', 'run', 'SIS', one, '--full', '--json')
  expect([guarded.status, JSON.parse(guarded.out)]).toMatchObject([3, { state: 'guarded', deactivated: 3 }])
  const confirmed = await foyer('sync', 'continue', '3', '--confirm', '--json')
  expect([confirmed.status, JSON.parse(confirmed.out)]).toMatchObject([0, { run: 3, state: 'finished', deactivated: 3 }])
  const undone = await foyer('sync', 'undo', '3', '--json')
  expect([undone.status, JSON.parse(undone.out)]).toMatchObject([0, { state: 'finished', updated: 3, skipped: 0 }])
  const again = await foyer('sync', 'run', 'SIS', one, '--full', '--confirm', '--json')
  expect([again.status, JSON.parse(again.out)]).toMatchObject([0, { state: 'finished', deactivated: 3 }])
  expect((await foyer('check')).out).toBe('Nothing found.\n')
}, 120_000)

it('commands that cannot run end with 2 and say why', async () => {
  const { foyer, file } = machine()
  const refused: [string[], string][] = [
    [['run', 'NOBODY', 'x.xml'], 'There is no profile NOBODY.'],
    [['run', 'SIS', 'no-such-file.xml'], 'There is no file no-such-file.xml.'],
    [['run', 'SIS'], 'has no folder to take files from'],
    [['undo', '7'], 'There is no run 7.'],
    [
      ['profile', '--file', file('wrong.json', '{"code":"X","name":"X","guardShare":200,"colour":"red"}')],
      'guardShare: Give a whole number',
    ],
    [['profile', '--file', file('no.json', '{')], 'cannot be read as JSON'],
  ]
  for (const [args, words] of refused) {
    const { status, out, error } = await foyer('sync', ...args)
    expect([status, out]).toEqual([2, ''])
    expect(error).toContain(words)
  }
  const broken = await foyer('sync', 'run', 'SIS', file('broken.xml', '<users><user><primary_id>a</primary_id>'), '--json')
  expect([broken.status, JSON.parse(broken.out)]).toMatchObject([2, { state: 'failed', created: 0 }])
}, 120_000)

it('exports users into a new file, for its owner alone', async () => {
  const { foyer, file } = machine()
  await foyer('sync', 'run', 'SIS', file('two.xml', fileXml([{ id: 'a' }, { id: 'b' }])))
  const out = file('taken.xml', 'mine')
  const again = await foyer('sync', 'export', 'SIS', '--out', out)
  expect([again.status, again.error]).toEqual([2, `There is a file ${out} already. Give another name.\n`])
  expect(readFileSync(out, 'utf8')).toBe('mine')
  const made = `${out}.new`
  expect((await foyer('sync', 'export', 'SIS', '--out', made)).status).toBe(0)
  expect([readFileSync(made, 'utf8').match(/<user>/g)?.length, statSync(made).mode & 0o777]).toEqual([2, 0o600])
  expect((await foyer('sync', 'export', 'SIS', '--since', '2999-01-01')).out).toBe(
    '<?xml version="1.0" encoding="UTF-8"?>\n<users>\n</users>\n',
  )
  expect((await foyer('sync', 'export', 'NONE')).status).toBe(2)
})
