import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { codes } from '#code-tables/code-tables.table.ts'
import { seedCodes } from '#code-tables/seed.ts'
import { connectionOf } from '#platform/db/connection.ts'
import type { Desk } from '#test/browser.ts'
import { testFolder } from '#test/database.ts'

const home = join(import.meta.dirname, '..', '..')

/** The database as a first start leaves it: with the notes that the program makes there, which tests go without. */
export const startAnew = ({ db }: Pick<Desk, 'db'>): Promise<void> =>
  db.write(async (tx) => {
    await tx.delete(codes)
    await seedCodes(tx)
  })

/** Loads a file by the command, as it is typed on the machine that the desk's server runs on, and answers what it said. */
export async function loadFile({ db }: Pick<Desk, 'db'>, rows: string[]): Promise<{ status: number; said: string[] }> {
  const file = join(testFolder(), 'people.csv')
  writeFileSync(file, `${rows.join('\n')}\n`)
  const data = dirname(connectionOf(db.read).sqlite.name)
  const env = { PATH: process.env.PATH, FOYER_DATA: data, FOYER_TIME_ZONE: 'UTC' }
  const command = spawn(process.execPath, ['run.mjs', 'src/cli.ts', 'load', file], { cwd: home, env })
  command.stdin.end()
  const [out, error, [status]] = await Promise.all([text(command.stdout), text(command.stderr), once(command, 'close')])
  return { status: status as number, said: `${out}${error}`.split('\n').filter(Boolean) }
}
