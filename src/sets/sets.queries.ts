import { and, asc, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import type { UserSet } from './sets.table.ts'
import { sets } from './sets.table.ts'

export type { UserSet } from './sets.table.ts'

/** Whoever asks. A command is nobody, and sees all sets. */
export type Person = { id: number | null; door?: string }

// Those that are being filled or removed are nobody's to see.
const isWhole = inArray(sets.kind, ['live', 'fixed'])
const isSeenBy = ({ id, door }: Person) =>
  id === null && door === 'command' ? undefined : or(eq(sets.shared, true), id === null ? undefined : eq(sets.ownerId, id))

/** A set that somebody may know: a shared one, or their own. */
export async function setSeenBy(reader: Reader, id: number, person: Person): Promise<UserSet | undefined> {
  const [found] = await reader
    .select()
    .from(sets)
    .where(and(eq(sets.id, id), isWhole, isSeenBy(person)))
  return found
}

export const mostSets = 500
const byName = [asc(sql`${sets.name} collate nocase`), asc(sets.id)]

/** The sets that somebody may know, by name. */
export const setsSeenBy = async (reader: Reader, person: Person): Promise<UserSet[]> =>
  reader
    .select()
    .from(sets)
    .where(and(isWhole, isSeenBy(person)))
    .orderBy(...byName)
    .limit(mostSets)

/** Those of a name. */
export const setsNamed = async (reader: Reader, name: string, person: Person): Promise<UserSet[]> =>
  reader
    .select()
    .from(sets)
    .where(and(isWhole, isSeenBy(person), sql`${sets.name} = ${name} collate nocase`))
    .orderBy(asc(sets.id))

/** Whether somebody has another set of that name. */
export async function hasNamed(reader: Reader, owner: number | null, name: string, except: number): Promise<boolean> {
  const [found] = await reader
    .select({ id: sets.id })
    .from(sets)
    .where(
      and(
        owner === null ? isNull(sets.ownerId) : eq(sets.ownerId, owner),
        sql`${sets.name} = ${name} collate nocase`,
        ne(sets.id, except),
      ),
    )
    .limit(1)
  return found !== undefined
}

const isOrphan = or(eq(sets.kind, 'removing'), and(isNull(sets.ownerId), eq(sets.shared, false)))
/** Sets that nobody needs: those being removed, those whose filling broke off before an instant, private ones of people who are gone. */
export const setsLeftOver = async (reader: Reader, before: number): Promise<number[]> =>
  (
    await reader
      .select({ id: sets.id })
      .from(sets)
      .where(or(isOrphan, and(eq(sets.kind, 'filling'), sql`${sets.createdAt} < ${before}`)))
  ).map(({ id }) => id)
