import { and, inArray } from 'drizzle-orm'
import { codes } from '#code-tables/code-tables.table.ts'
import type { Reader } from '#platform/db/database.ts'
import { inList } from '#platform/db/in-list.ts'
import { sets } from '#sets/sets.table.ts'
import { syncProfiles } from '#sync/profiles.table.ts'
import { assignmentRules, roleProfiles } from '#users/user-roles/user-roles.table.ts'
import { usersNumbered } from './people.queries.ts'

/** A record that changes are about, as it is now: its name, and the table of codes that it stands in. */
export type Subject = { name: string; table?: string }
/** The records of a page of changes, those that are there still, by kind and number. */
export type Subjects = ReadonlyMap<string, Subject>
export const subjectKey = ({ subject, subjectId }: { subject: string; subjectId: number }) => `${subject} ${subjectId}`

type Load = (reader: Reader, ids: number[]) => Promise<[id: number, subject: Subject][]>

/** Kinds of records that have names of their own. */
const loaders: Record<string, Load> = {
  user: async (reader, ids) => [...(await usersNumbered(reader, ids))].map(([id, { name }]) => [id, { name }]),
  code: async (reader, ids) =>
    (await reader.select().from(codes).where(inList(codes.id, ids))).map((row) => [
      row.id,
      { name: row.description, table: row.tableName },
    ]),
  profile: async (reader, ids) =>
    (await reader.select().from(roleProfiles).where(inList(roleProfiles.id, ids))).map(({ id, name }) => [id, { name }]),
  'sync profile': async (reader, ids) =>
    (await reader.select().from(syncProfiles).where(inList(syncProfiles.id, ids))).map(({ id, name }) => [id, { name }]),
  set: async (reader, ids) =>
    (
      await reader
        .select()
        .from(sets)
        .where(and(inList(sets.id, ids), inArray(sets.kind, ['live', 'fixed'])))
    ).map(({ id, name }) => [id, { name }]),
  rule: async (reader, ids) =>
    (await reader.select().from(assignmentRules).where(inList(assignmentRules.id, ids))).map(({ id, name }) => [id, { name }]),
}

/** The records that some changes are about: one query for each kind. */
export async function subjectsOf(reader: Reader, rows: { subject: string; subjectId: number }[]): Promise<Subjects> {
  const found = new Map<string, Subject>()
  for (const [subject, load] of Object.entries(loaders)) {
    const ids = [...new Set(rows.filter((row) => row.subject === subject).map((row) => row.subjectId))]
    if (ids.length === 0) continue
    for (const [subjectId, about] of await load(reader, ids)) found.set(subjectKey({ subject, subjectId }), about)
  }
  return found
}
