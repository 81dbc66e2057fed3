import { existsSync } from 'node:fs'
import { basename } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { Commands } from '#platform/commands.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import { commandActor } from '#sign-in/actor.ts'
import type { LoadResult, RefusedCell } from './load.ts'
import { loadFile } from './load.ts'
import { loadSampleUsers } from './sample-load.ts'

const some = 1

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(_('Give a whole number.'))
  return Number(text)
}

export const loadCommands: Commands = (program, run) => {
  program
    .command('load')
    .description(_('Create users from a CSV file whose first line names its columns.'))
    .argument('<file>', _('the file, in UTF-8'))
    .option('--dry-run', _('do everything and keep nothing'), false)
    .addHelpText(
      'after',
      `\n${_('Exit status: 0 when all rows were created, 1 when some were refused, 2 when it could not run.')}`,
    )
    .action((file: string, { dryRun }: { dryRun: boolean }) =>
      run(async ({ db, clock, serverIsRunning }) => {
        if (!existsSync(file)) throw new Spoken(422, _('There is no file {file}.', { file }))
        const actor = commandActor(basename(file), clock, 'file')
        const result = await loadFile(db, actor, file, {
          dryRun,
          onRefused: report,
          onProgress: showProgress,
          yieldTo: serverIsRunning,
        })
        endProgress()
        console.log(summary(result, dryRun))
        return result.refused > 0 ? some : 0
      }),
    )
  program
    .command('demo')
    .description(_('Create invented users, the same ones for the same seed.'))
    .requiredOption('--users <n>', _('how many'), wholeNumber)
    .option('--seed <s>', _('another number makes other people'), wholeNumber, 1)
    .action(({ users, seed }: { users: number; seed: number }) =>
      run(async ({ db, clock, serverIsRunning }) => {
        const result = await loadSampleUsers(db, commandActor('demo', clock), {
          count: users,
          seed,
          onProgress: showProgress,
          yieldTo: serverIsRunning,
        })
        endProgress()
        console.log(summary(result, false))
        return result.refused > 0 ? some : 0
      }),
    )
}

const summary = ({ created, refused }: LoadResult, dryRun: boolean) =>
  dryRun
    ? _('{created} would be created and {refused} refused. Nothing was written.', { created, refused })
    : _('{created} created and {refused} refused.', { created, refused })

function report(cells: RefusedCell[]): void {
  endProgress()
  for (const { line, column, value, message } of cells) {
    const shown = value.length > 60 ? `${value.slice(0, 60)}…` : value
    const where =
      column === '' ? _('line {line}', { line: String(line) }) : _('line {line}, column {column}', { line: String(line), column })
    console.log(column === '' ? `${where}: ${message}` : `${where}, ${_('value')} ${JSON.stringify(shown)}: ${message}`)
  }
}

// Progress is for people: one line that is written over, on a terminal alone.
let shown = false
function showProgress({ created, refused }: LoadResult): void {
  if (process.stderr.isTTY) process.stderr.write('\r')
  process.stderr.write(_('{created} created, {refused} refused so far', { created, refused }))
  if (!process.stderr.isTTY) process.stderr.write('\n')
  shown = process.stderr.isTTY === true
}
function endProgress(): void {
  if (shown) process.stderr.write('\n')
  shown = false
}
