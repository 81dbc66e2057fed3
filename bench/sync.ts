import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Cost } from './command.ts'
import { costOf } from './command.ts'
import { report } from './measure.ts'
import { machine } from './server.ts'
import { beside } from './sync-beside.ts'
import { writeUserFile } from './sync-file.ts'
import type { Floor } from './sync-floors.ts'
import { bareParse, rawInsert } from './sync-floors.ts'

// What a run costs beside what it cannot do without: the rows written raw, the file read by a parser that nobody listens to.
type Counts = { created: number; updated: number; unchanged: number; rejected: number }

/** `npm run bench -- sync [--users N]`: a first load, all unchanged, one in a hundred changed; then pages beside a run. */
export async function benchSync(users: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-sync-'))
  const at = (name: string) => join(folder, name)
  const environment = { FOYER_DATA: at('data'), FOYER_ADMIN_ID: 'bench', FOYER_ADMIN_PASSWORD: 'measured with care' }
  try {
    console.log(`Machine: ${machine()}`)
    await writeUserFile(at('all.zip'), users)
    await writeUserFile(at('changed.zip'), users, { every: 100 })
    report('the file', `${users} users, ${(statSync(at('all.zip')).size / 1e6).toFixed(0)} MB zipped`)
    const parse = await bareParse(at('all.zip'))
    tell('bare parse of the zip', parse, users)
    const run = async (what: string, file: string, expected: Partial<Counts>) => {
      const cost = await costOf(['src/cli.ts', 'sync', 'run', 'SIS', at(file), '--json'], environment)
      mustBe(cost, expected)
      tell(what, cost, users)
      report('  most memory', `${cost.peakMegabytes.toFixed(0)} MB`)
      return cost
    }
    const loaded = await run('first load', 'all.zip', { created: users })
    const raw = await rawInsert(join(at('data'), 'foyer.sqlite'), at('raw.sqlite'))
    tell(`raw INSERT of ${raw.rows} rows`, raw, users)
    share('first load of raw INSERT', raw, loaded)
    // What it left in the system's cache would be in the way of the runs that follow.
    rmSync(at('raw.sqlite'))
    const same = await run('all unchanged', 'all.zip', { unchanged: users })
    share('all unchanged of bare parse', parse, same)
    const changed = await run('1 % changed', 'changed.zip', { updated: Math.ceil(users / 100) })
    share('1 % changed of bare parse', parse, changed)
    await beside(environment, at('all.zip'), at('changed.zip'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const tell = (what: string, { seconds, cpuSeconds }: Floor, users: number) =>
  report(
    what,
    `${seconds.toFixed(1)} s (CPU ${cpuSeconds.toFixed(1)} s): ${Math.round(users / seconds)} users/s, ${Math.round(users / cpuSeconds)} a CPU second`,
  )

const share = (what: string, floor: Floor, run: Floor) =>
  report(
    what,
    `${(floor.seconds / run.seconds).toFixed(3)} by the clock, ${(floor.cpuSeconds / run.cpuSeconds).toFixed(3)} by CPU`,
  )

function mustBe({ output, code }: Cost, expected: Partial<Counts>): void {
  const found = JSON.parse(output) as Record<string, unknown>
  for (const [name, value] of Object.entries(expected))
    if (found[name] !== value || code !== 0) throw new Error(`The run ended with ${code} and ${output}`)
}
