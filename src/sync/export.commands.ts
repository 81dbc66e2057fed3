import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Command } from 'commander'
import { InvalidArgumentError } from 'commander'
import type { Commands } from '#platform/commands.ts'
import { isDay } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import { commandActor } from '#sign-in/actor.ts'
import { recordUsersExport, usersFile } from './export/export.ts'
import { mustBeProfile } from './profiles.queries.ts'

function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError(_('Write the day as YYYY-MM-DD, such as 2026-01-31.'))
  return text
}

// It holds people's data: for its owner alone, and never over another file.
async function newFile(name: string) {
  try {
    return (await open(name, 'wx', 0o600)).createWriteStream()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw code === 'EEXIST'
      ? new Spoken(409, _('There is a file {name} already. Give another name.', { name }))
      : new Spoken(422, _('{name} cannot be written: {reason}', { name, reason: message }))
  }
}

type Choice = { since?: string; everybody: boolean; out?: string }

/** `foyer sync export`: users as a file for the system that they come from. */
export const exportCommand = (sync: Command, run: Parameters<Commands>[1]) =>
  sync
    .command('export')
    .description(_('Write users as user XML, for the system that they come from.'))
    .argument('<profile>', _('the code of the profile'))
    .option('--since <day>', _('only users changed since that day'), day)
    .option('--everybody', _('not only the users who come from this source'), false)
    .option('--out <file>', _('a new file to write; without it, standard output'))
    .action((code: string, { since, everybody, out }: Choice) =>
      run(async ({ db, clock, timeZone }) => {
        const actor = commandActor('sync', clock)
        const wanted = { profile: await mustBeProfile(db.read, code), everybody, since }
        const to = out === undefined ? process.stdout : await newFile(out)
        await db.write((tx) => recordUsersExport(tx, actor, wanted))
        const text = Readable.from(usersFile(db.read, actor, wanted, timeZone))
        await pipeline(text, to, { end: out !== undefined })
        return 0
      }),
    )
