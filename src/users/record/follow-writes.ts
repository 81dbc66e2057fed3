import { eq } from 'drizzle-orm'
import type { Change } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Inserter } from '#platform/db/inserter.ts'
import { inserter } from '#platform/db/inserter.ts'
import type { Updater } from '#platform/db/updater.ts'
import { updater } from '#platform/db/updater.ts'
import { roleByCode } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { keepAdministrator } from '#sign-in/administrators.ts'
import { parts } from '../fields.ts'
import { askAgain } from '../popups.ts'
import type { List } from '../rows.ts'
import { releaseIdentifiers, takeIdentifier } from '../taken-identifiers.ts'
import type { KnownUser } from '../users.queries.ts'
import type { User } from '../users.table.ts'
import { users } from '../users.table.ts'
import type { Restored, SourcePart } from './follow-plan.ts'
import { listOf } from './merged-lists.ts'

type Columns = Record<string, unknown>
/** A row of a list before and after: none before where it comes, none after where it goes. `id` is its own, once it has one. */
export type RowWrite = { part: SourcePart; id?: number; before: Columns | null; after: Columns | null }

export function listFor(part: SourcePart): List {
  const list = listOf(part)
  if (!list) throw new Error(`No list ${part}.`)
  return list
}

// Rows are written so often that each statement is kept.
const writers = new Map<SourcePart, { insert: Inserter; update: Updater<unknown> }>()
function writersOf(part: SourcePart) {
  const { table } = listFor(part)
  const known = writers.get(part) ?? { insert: inserter(table as never) as Inserter, update: updater(table as never) }
  writers.set(part, known)
  return known
}

/** Writes rows of a user's lists, those that go first. Part of a larger act. Answers what became of each. */
export async function writeRows(tx: Tx, writes: RowWrite[]): Promise<Restored['rows']> {
  const done: Restored['rows'] = []
  for (const write of writes.filter(({ after }) => after === null)) {
    const { part, id = 0 } = write
    const { table } = listFor(part)
    await tx.delete(table).where(eq(table.id, id))
    done.push({ ...write, id })
  }
  // The database allows no two rows with such a flag: whoever loses it gives way first.
  for (const write of writes) if (write.before && write.after) await change(tx, write, flagsLost(write))
  for (const write of writes) {
    if (write.before && write.after) done.push({ ...write, id: await change(tx, write, write.after) })
    else if (write.after) done.push({ ...write, id: await add(tx, write, write.after) })
  }
  return done
}

const flagsLost = ({ part, after }: RowWrite): Columns =>
  Object.fromEntries((listFor(part).single ?? []).filter((flag) => after?.[flag] === false).map((flag) => [flag, false]))

async function change(tx: Tx, { part, id = 0 }: RowWrite, set: Columns): Promise<number> {
  if (Object.keys(set).length === 0) return id
  await writersOf(part).update(tx, id, set)
  if (part === 'note' && ('text' in set || 'popup' in set)) await askAgain(tx, id)
  return id
}

async function add(tx: Tx, { part, id }: RowWrite, row: Columns): Promise<number> {
  if (id === undefined) return writersOf(part).insert(tx, row)
  await tx.insert(listFor(part).table).values({ ...row, id } as never)
  return id
}

/** What the history tells of rows that were written. */
export const rowChanges = (rows: Restored['rows']): Change[] =>
  rows.flatMap(({ part, id, before, after }) => {
    const names = Object.keys(parts[part].fields).filter((name) => after === null || name in after)
    return diff(part, before ?? {}, Object.fromEntries(names.map((name) => [name, after?.[name] ?? null])), id)
  })

const updateUser = updater(users)
/** Writes the user's own row, one version on. One administrator always remains. */
export async function writeUser(tx: Tx, actor: Actor, current: KnownUser, set: Columns): Promise<User> {
  const write = () => updateUser(tx, current.id, { ...set, version: current.version + 1, changedAt: actor.now() })
  const ending = ['status', 'expiryDate'].find((field) => field in set)
  const isStaff = current.held.some(({ role }) => (roleByCode(role)?.permits.length ?? 0) > 0)
  return ending && isStaff ? keepAdministrator(tx, actor.clock.today(), ending, write) : write()
}

/** Takes the identifiers that the user has from now on, and gives back the others. Refuses one that another user holds. */
export async function keepIdentifiers(tx: Tx, actor: Actor, user: User, set: Columns, rows: Restored['rows']): Promise<void> {
  const written = rows.filter(
    ({ part, before, after }) => part === 'identifier' && (after === null || before === null || 'value' in after),
  )
  if (!('primaryId' in set) && written.length === 0) return
  if ('primaryId' in set) await takeIdentifier(tx, actor, user.id, user.primaryId, 'primaryId')
  for (const { after } of written) if (after) await takeIdentifier(tx, actor, user.id, String(after.value), 'identifier.value')
  await releaseIdentifiers(tx, user)
}
