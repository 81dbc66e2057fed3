import { and, desc, eq, getTableColumns, gte, lt, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import { changes } from './changes.table.ts'
import type { ChangeRow } from './history.queries.ts'

/** Acts that touched a field, of a person by name, by a door, from an instant until before another. */
export type ActFilter = { field?: { part: string; name: string }; who?: string; door?: string; from?: number; until?: number }

import type { Change } from './history.ts'

/** An act with the first of its changes. `fields` says how many it has, unless it is too long to be counted for a list. */
export type ActHead = ChangeRow & { fields: number | undefined }

/** How many changes `partOfAct` answers at most. */
export const mostOfPart = 50
// One act can be of a megabyte, which takes longer to read than all else that stands on a page.
const headLength = 16_384
const { items, ...others } = getTableColumns(changes)
const head = sql<string>`substr(${items}, 1, ${headLength})`

const asked = (name: string) => sql.placeholder(name)

const heads = prepared((db) =>
  db
    .select({ ...others, head })
    .from(changes)
    .where(
      and(
        eq(changes.subject, sql.placeholder('subject')),
        eq(changes.subjectId, sql.placeholder('subjectId')),
        gte(changes.at, asked('from')),
        lt(changes.at, asked('until')),
        sql`(${asked('who')} is null or ${changes.actorName} = ${asked('who')})`,
        sql`(${asked('door')} is null or ${changes.door} = ${asked('door')})`,
        // Most acts are passed over by their text, which is ten times cheaper than taking it apart.
        sql`(${asked('field')} is null or (instr(${items}, ${asked('fieldText')}) > 0 and exists (select 1 from json_each(${items}) where value ->> 'part' = ${asked('part')} and value ->> 'field' = ${asked('field')})))`,
      ),
    )
    .orderBy(desc(changes.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare(),
)

/** What happened to one record, the newest first, of each act no more than its beginning. */
export async function headsOf(
  reader: Reader,
  of: { subject: string; subjectId: number },
  page: { limit: number; offset: number },
  { field, who, door, from = 0, until = Number.MAX_SAFE_INTEGER }: ActFilter = {},
): Promise<ActHead[]> {
  const sought = {
    field: field?.name ?? null,
    part: field?.part ?? '',
    fieldText: `"field":${JSON.stringify(field?.name ?? '')}`,
  }
  const rows = await heads(reader).execute({ ...of, ...page, ...sought, who: who ?? null, door: door ?? null, from, until })
  return rows.map(({ head: text, ...row }) => ({ ...row, ...beginningOf(text) }))
}

/** The changes that stand whole in a list of them, or in the beginning of one. */
export function beginningOf(text: string): Pick<ActHead, 'items' | 'fields'> {
  // Shorter than it may be, it is all there is.
  const whole = text.length < headLength ? (JSON.parse(text) as Change[]) : listIn(text)
  if (whole) return { items: whole, fields: whole.length }
  for (let end = text.lastIndexOf('},{"'); end > 0; end = text.lastIndexOf('},{"', end - 1)) {
    // The same characters can stand in a value.
    const found = listIn(`${text.slice(0, end + 1)}]`)
    if (found) return { items: found, fields: undefined }
  }
  return { items: [], fields: undefined }
}

function listIn(text: string): Change[] | undefined {
  try {
    return JSON.parse(text) as Change[]
  } catch {
    return undefined
  }
}

const part = prepared((db) =>
  db
    .select({
      ...others,
      fields: sql<number>`json_array_length(${items})`,
      // The paths stand in one statement with the count: the database then takes the text apart once.
      part: sql<string>`json_extract(${items}, ${sql.join(
        Array.from(
          { length: mostOfPart },
          (_none, n) => sql`'$[' || (cast(${sql.placeholder('from')} as integer) + ${sql.raw(String(n))}) || ']'`,
        ),
        sql`, `,
      )})`,
    })
    .from(changes)
    .where(eq(changes.id, sql.placeholder('id')))
    .prepare(),
)

/** One act by its number, with some of its changes from one of them on, and how many it has in all. */
export async function partOfAct(reader: Reader, id: number, from: number): Promise<(ChangeRow & { fields: number }) | undefined> {
  const [row] = await part(reader).execute({ id, from })
  if (!row) return undefined
  const { part: text, ...act } = row
  return { ...act, items: (JSON.parse(text) as (Change | null)[]).filter((change) => change !== null) }
}
