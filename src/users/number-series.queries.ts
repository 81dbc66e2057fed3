import { and, desc, eq, gte, lt, sql } from 'drizzle-orm'
import { marksNamed, settingNow } from '#code-tables/settings.queries.ts'
import { cached } from '#platform/db/cached.ts'
import type { Reader } from '#platform/db/database.ts'
import { prepared } from '#platform/db/prepared.ts'
import type { NumberPattern } from '#platform/number-pattern.ts'
import { patternText, placeOf, readPattern } from '#platform/number-pattern.ts'
import { takenIdentifiers } from './users.table.ts'

/** A series of numbers, by the setting that holds its pattern. */
export type Series = 'barcode_pattern' | 'primary_id_pattern'
const everySeries: Series[] = ['barcode_pattern', 'primary_id_pattern']

/** The name of the mark that tells how far the numbers of a pattern have come. */
export const markName = (pattern: NumberPattern) => markBeginning + patternText(pattern)
const markBeginning = 'highest number: '

function patternOf(text: string): NumberPattern {
  const read = readPattern(text)
  if ('problem' in read) throw new Error(`A stored pattern of numbers cannot be read: ${text}`)
  return read.pattern
}

/** The patterns in force, and those of them and of former ones whose numbers are counted. */
export const patterns = cached(async (reader) => {
  const inForce = new Map<Series, NumberPattern>()
  for (const series of everySeries) inForce.set(series, patternOf(await settingNow(reader, series)))
  const counted = new Set(await marksNamed(reader, markBeginning))
  const every = new Map([...[...counted].map(patternOf), ...inForce.values()].map((pattern) => [patternText(pattern), pattern]))
  return {
    inForce,
    every: [...every].map(([text, pattern]) => ({ pattern, mark: markName(pattern), counted: counted.has(text) })),
  }
})

const chunk = 500
const downFrom = prepared((db) =>
  db
    .select({ value: takenIdentifiers.value })
    .from(takenIdentifiers)
    .where(
      and(
        gte(takenIdentifiers.value, sql.placeholder('from')),
        lt(takenIdentifiers.value, sql.placeholder('below')),
        eq(sql`length(${takenIdentifiers.value})`, sql.placeholder('length')),
      ),
    )
    .orderBy(desc(takenIdentifiers.value))
    .limit(chunk)
    .prepare(),
)

/** The place of the highest number that looks like a pattern and is taken now. Walks over all of one beginning: done once. */
export async function highestTaken(reader: Reader, pattern: NumberPattern): Promise<string | undefined> {
  const prefix = pattern.prefix.toLowerCase()
  let below = `${prefix}:`
  for (;;) {
    const rows = await downFrom(reader).execute({ from: `${prefix}0`, below, length: pattern.length })
    const places = rows.map(({ value }) => placeOf(pattern, value))
    const found = places.find((place) => place !== undefined)
    if (found !== undefined || rows.length < chunk) return found
    below = rows.at(-1)?.value ?? ''
  }
}
