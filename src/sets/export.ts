import { setImmediate as breathe } from 'node:timers/promises'
import { codesOf, describer } from '#code-tables/code-tables.queries.ts'
import type { Change } from '#history/history.ts'
import { recordChange } from '#history/history.ts'
import { csvBeginning, csvLine } from '#platform/csv.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import type { Actor } from '#sign-in/actor.ts'
import { namer } from '#users/names.ts'
import { cellOf } from './cells.ts'
import type { Beside, Column } from './columns.ts'
import { columnsFor } from './columns.ts'
import { exportedUsers } from './export.queries.ts'
import type { Asker } from './members.queries.ts'
import { membersOf } from './members.queries.ts'
import { mustMakeSets } from './rights.ts'
import type { UserSet } from './sets.table.ts'

/** Whom to export: a set, or the users of a search (then it has no number), and what of each. */
export type Wanted = { set: Pick<UserSet, 'id' | 'kind' | 'search' | 'version'>; columns: Column[]; asCodes: boolean }

/** Some milliseconds of work each. */
const atOnce = { narrow: 150, wide: 50 }
const mostInNarrow = 4

/** The columns that an actor may take along. */
export const columnsOf = async (reader: Reader, actor: Pick<Actor, 'may'>): Promise<Column[]> =>
  columnsFor((await codesOf(reader, 'UserIdentifierTypes')).values(), actor.may('see notes'))

/** Writes down that users leave the house, how many and what of them: to be done before the first byte leaves. */
export async function recordSetExport(tx: Tx, actor: Actor, { set, columns }: Wanted, users: number): Promise<void> {
  mustMakeSets(actor)
  const change = (field: string, after: Change['after']): Change => ({ part: 'set', field, before: null, after })
  const changes = [
    change('users', users),
    change(
      'columns',
      columns.map(({ label }) => label),
    ),
    ...(set.id === 0 ? [change('search', set.search)] : []),
  ]
  await recordChange(tx, actor, { subject: 'set', subjectId: set.id, version: set.version, action: 'exported', changes })
}

/** The file, text by text: however many there are, few are held at a time. */
export async function* usersCsv(reader: Reader, { set, columns, asCodes }: Wanted, asker: Asker): AsyncGenerator<string> {
  const beside = [...new Set(columns.flatMap(({ of }) => of ?? []))] satisfies Beside[]
  const words = { describe: await describer(reader), nameOf: await namer(reader), timeZone: asker.timeZone, asCodes }
  const size = beside.length > mostInNarrow ? atOnce.wide : atOnce.narrow
  yield csvBeginning + csvLine(columns.map(({ label }) => label))
  for await (const slice of membersOf(reader, set, asker))
    for (let from = 0; from < slice.length; from += size) {
      const found = await exportedUsers(reader, slice.slice(from, from + size), { beside, today: asker.today })
      yield found.map((one) => csvLine(columns.map((column) => cellOf(column, one, words)))).join('')
      await breathe()
    }
}

/** A file name that a set gives: letters and digits alone, whatever it is called. */
export const fileNameOf = (name: string, today: string): string =>
  `users-${
    name
      .normalize('NFKD')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .toLowerCase()
      .slice(0, 60) || 'set'
  }-${today}.csv`
