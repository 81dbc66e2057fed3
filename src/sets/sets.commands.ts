import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { CommandRoom, Commands } from '#platform/commands.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import { commandActor } from '#sign-in/actor.ts'
import { usualColumns } from './columns.ts'
import type { Wanted } from './export.ts'
import { columnsOf, recordSetExport, usersCsv } from './export.ts'
import { countOf } from './members.queries.ts'
import { setsNamed } from './sets.queries.ts'

type Choice = { owner?: string; columns?: string; codes: boolean; out?: string }

/** `foyer set export`: the users of a set as a table. */
export const setCommands: Commands = (program, run) => {
  program
    .command('set')
    .description(_('Work with sets of users.'))
    .command('export')
    .description(_('Write the users of a set as CSV.'))
    .argument('<name>', _('the name of the set'))
    .option('--owner <name>', _('whose set it is, where several have that name'))
    .option('--columns <list>', _('the columns, parted by commas; without it, the usual ones'))
    .option('--codes', _('codes instead of words'), false)
    .option('--out <file>', _('a new file to write; without it, standard output'))
    .action((name: string, choice: Choice) => run((room) => exportSet(room, name, choice)))
}

async function exportSet({ db, clock, timeZone }: CommandRoom, name: string, choice: Choice): Promise<number> {
  const actor = commandActor('set', clock)
  const set = await oneNamed(db.read, name, choice.owner)
  const columns = await chosenColumns(db.read, choice.columns)
  const wanted: Wanted = { set, columns, asCodes: choice.codes }
  const asker = { actor, today: clock.today(), timeZone }
  const users = await countOf(db.read, set, asker)
  const to = choice.out === undefined ? process.stdout : await newFile(choice.out)
  await db.write((tx) => recordSetExport(tx, actor, wanted, users))
  await pipeline(Readable.from(usersCsv(db.read, wanted, asker)), to, { end: choice.out !== undefined })
  return 0
}

async function oneNamed(reader: Reader, name: string, owner: string | undefined) {
  const found = (await setsNamed(reader, name, { id: null, door: 'command' })).filter(
    ({ ownerName }) => owner === undefined || ownerName === owner,
  )
  const [set] = found
  if (!set) throw new Spoken(404, _('There is no set {name}.', { name }))
  if (found.length === 1) return set
  const owners = found.map(({ ownerName }) => ownerName).join(', ')
  throw new Spoken(422, _('Several people have a set {name}: {owners}. Say whose with --owner.', { name, owners }))
}

async function chosenColumns(reader: Reader, list: string | undefined) {
  const all = await columnsOf(reader, { may: () => true })
  const wanted = list === undefined ? usualColumns : list.split(',').map((one) => one.trim())
  const unknown = wanted.filter((name) => list !== undefined && !all.some((column) => column.name === name))
  const known = all.map((column) => column.name).join(', ')
  if (unknown.length > 0)
    throw new Spoken(422, _('There is no column {name}. These are: {known}.', { name: unknown.join(', '), known }))
  return all.filter((column) => wanted.includes(column.name))
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
