import { readFileSync } from 'node:fs'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { Commands } from '#platform/commands.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal, Spoken } from '#platform/problems.ts'
import { commandActor } from '#sign-in/actor.ts'
import type { Choice } from './command-run.ts'
import { finish, runFile, tellRun, undoRun } from './command-run.ts'
import { exportCommand } from './export.commands.ts'
import { mustBeProfile, profileOfCode } from './profiles.queries.ts'
import type { SyncProfile } from './profiles.table.ts'
import { addProfile, changeProfile } from './profiles.ts'
import { latestRuns } from './runs.queries.ts'
import { continueRun, getRun, stopRun } from './runs.ts'

const name = 'sync'

function runNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(_('Give the number of a run.'))
  return Number(text)
}

const statuses = () =>
  `\n${_('Exit status: 0 when all was done, 1 when some were rejected or skipped, 2 when it could not run, 3 when the guard stopped it.')}`

/** Everything about synchronisation that is typed in a terminal. */
export const syncCommands: Commands = (program, run) => {
  const sync = program.command(name).description(_('Keep users in step with another system.'))
  sync
    .command('run')
    .description(_('Read a file of a profile and carry out what it means; without a file, the next one of its folder.'))
    .argument('<profile>', _('the code of the profile'))
    .argument('[file]', _('the file'))
    .option('--dry-run', _('plan it and write nothing'), false)
    .option('--full', _('the file holds everybody: whoever is missing is absent'), false)
    .option('--import', _('create new people only, and leave those alone who are there'), false)
    .option('--confirm', _('go on where the guard would stop it'), false)
    .option('--json', _('answer with JSON on standard output'), false)
    .addHelpText('after', statuses())
    .action((code: string, file: string | undefined, choice: Choice) =>
      run((room) => runFile(room, commandActor(name, room.clock), { code, file, choice })),
    )
  sync
    .command('status')
    .description(_('Tell how a run goes or went; without a number, the last ten.'))
    .argument('[run]', _('the number of the run'), runNumber)
    .option('--json', _('answer with JSON on standard output'), false)
    .action((id: number | undefined, { json }: { json: boolean }) =>
      run(async ({ db }) => {
        const runs = id === undefined ? await latestRuns(db.read, 10) : [await getRun(db.read, id)]
        if (json && id === undefined) console.log(JSON.stringify(runs.map((one) => JSON.parse(tellRun(one, true)))))
        else for (const one of runs) console.log(tellRun(one, json))
        if (runs.length === 0 && !json) console.log(_('There was no run yet.'))
        return 0
      }),
    )
  sync
    .command('undo')
    .description(_('Take back what a run did. People edited since stay as they are.'))
    .argument('<run>', _('the number of the run'), runNumber)
    .option('--dry-run', _('only tell whom it would restore'), false)
    .option('--json', _('answer with JSON on standard output'), false)
    .addHelpText('after', statuses())
    .action((id: number, choice: { dryRun: boolean; json: boolean }) =>
      run((room) => undoRun(room, commandActor(name, room.clock), id, choice)),
    )
  sync
    .command('stop')
    .description(_('Ask a run to stop. It can go on later.'))
    .argument('<run>', _('the number of the run'), runNumber)
    .action((id: number) =>
      run(async ({ db, clock }) => {
        await db.write((tx) => stopRun(tx, commandActor(name, clock), id))
        console.log(_('Run {id} stops.', { id: String(id) }))
        return 0
      }),
    )
  sync
    .command('continue')
    .description(_('Let a run go on that was stopped, broke off, or was stopped by the guard.'))
    .argument('<run>', _('the number of the run'), runNumber)
    .option('--confirm', _('although the guard stopped it'), false)
    .option('--json', _('answer with JSON on standard output'), false)
    .addHelpText('after', statuses())
    .action((id: number, choice: { confirm: boolean; json: boolean }) =>
      run(async (room) => {
        await room.db.write((tx) => continueRun(tx, commandActor(name, room.clock), id, choice.confirm))
        return finish(room, id, choice.json)
      }),
    )
  exportCommand(sync, run)
  profileCommand(sync, run)
}

const profileCommand = (sync: Command, run: Parameters<Commands>[1]) =>
  sync
    .command('profile')
    .description(_('Show a profile as JSON, or make or change one by a file of JSON.'))
    .argument('[profile]', _('the code of the profile'))
    .option('--file <file>', _('JSON: the code, and what is to be as it says'))
    .action((code: string | undefined, { file }: { file?: string }) =>
      run(async ({ db, clock }) => {
        if (file === undefined) {
          console.log(JSON.stringify(shown(await mustBeProfile(db.read, code ?? '')), null, 2))
          return 0
        }
        const typed = jsonOf(file)
        const actor = commandActor(name, clock)
        const known = await profileOfCode(db.read, String(typed.code ?? code ?? ''))
        const words = known
          ? _('Profile {code} is as the file says.', { code: known.code })
          : _('Profile {code} is made.', { code: String(typed.code) })
        await db
          .write((tx) => (known ? changeProfile(tx, actor, known.id, typed) : addProfile(tx, actor, typed)) as Promise<unknown>)
          .catch(byField)
        console.log(words)
        return 0
      }),
    )

const shown = ({ id, version, codeKey, createdAt, changedAt, ...values }: SyncProfile) => values

function jsonOf(file: string): Record<string, unknown> {
  try {
    const found: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) return found as Record<string, unknown>
  } catch (error) {
    throw new Spoken(422, _('{file} cannot be read as JSON: {reason}', { file, reason: (error as Error).message }))
  }
  throw new Spoken(422, _('{file} should hold one object of JSON: a profile.', { file }))
}

// Every field in its own line.
function byField(error: unknown): never {
  if (!(error instanceof Refusal)) throw error
  throw new Spoken(422, error.problems.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('\n'))
}
