import { Command, CommanderError } from 'commander'
import { checkCommands } from './check/check.commands.ts'
import { settingCommands } from './code-tables/settings.commands.ts'
import { ConfigError, readConfig } from './config.ts'
import { loadCommands } from './load/load.commands.ts'
import type { Run } from './platform/commands.ts'
import { _ } from './platform/i18n/i18n.ts'
import { Spoken } from './platform/problems.ts'
import { searchCommands } from './search/search.commands.ts'
import { openData } from './set-up/open-data.ts'
import { setUpCommands } from './set-up/set-up.commands.ts'
import { setCommands } from './sets/sets.commands.ts'
import { syncCommands } from './sync/sync.commands.ts'
import { passwordCommands } from './users/password/password.commands.ts'
import { userRoleCommands } from './users/user-roles/user-roles.commands.ts'

const couldNotRun = 2

const run: Run = async (work) => {
  const data = await openData(readConfig(process.env))
  try {
    process.exitCode = await work(data)
  } finally {
    data.close()
  }
}

const program = new Command('foyer')
  .description(_('What can be done with Foyer from the command line, beside a running server or without.'))
  .exitOverride()
  .configureOutput({ outputError: (text, write) => write(text) })
const all = [
  ...[loadCommands, syncCommands, setUpCommands, passwordCommands, userRoleCommands, settingCommands],
  ...[checkCommands, searchCommands, setCommands],
]
for (const commands of all) commands(program, run)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = couldNotRun
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : couldNotRun
  else if (error instanceof Spoken || error instanceof ConfigError) console.error(error.message)
  else console.error(error)
}
