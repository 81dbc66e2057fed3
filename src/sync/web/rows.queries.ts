import { setImmediate as breathe } from 'node:timers/promises'
import { and, asc, eq, gte, inArray, lt, max, min, sql } from 'drizzle-orm'
import type { Reader } from '#platform/db/database.ts'
import type { SyncRow } from '../runs.table.ts'
import { syncRows } from '../runs.table.ts'
import type { Outcome } from './run-words.view.ts'

export type { SyncRow } from '../runs.table.ts'

export const rowsOnPage = 50
const sliceSize = 5000
const mostSlices = 40

/** What of a run's rows is wanted: those of an outcome, whose identifier or name holds a text, after a row. */
export type RowFilter = { outcome: Outcome | 'taken back' | 'external' | ''; text: string; after: number }
/** A page of rows. `next` is where the next one begins; `stopped`: it looked at many and did not fill the page. */
export type RowsFound = { rows: SyncRow[]; next: number | undefined; stopped: boolean }

const everyDoes = ['create', 'update', 'reject', 'deactivate', 'take back', 'external', 'same']
const doesOf: Record<string, string[]> = {
  created: ['create'],
  updated: ['update'],
  rejected: ['reject'],
  deactivated: ['deactivate'],
  'taken back': ['take back'],
  external: ['external'],
  kept: ['same', 'update'],
  skipped: everyDoes,
  '': everyDoes.filter((does) => does !== 'same'),
}

const isKept = sql`exists (select 1 from json_each(${syncRows.plan}, '$.follow.steps') step where json_extract(step.value, '$.why') in ('locked', 'staff'))`
const likely = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

function wanted(run: number, { outcome, text }: RowFilter) {
  return and(
    // The sign keeps the numbers in charge of the order: an index of the run would have to be sorted.
    sql`+${syncRows.runId} = ${run}`,
    inArray(syncRows.does, doesOf[outcome] ?? everyDoes),
    outcome === 'skipped' ? eq(syncRows.state, 'skipped') : undefined,
    outcome === 'kept' ? isKept : undefined,
    text === ''
      ? undefined
      : sql`(${syncRows.key} like ${likely(text)} escape '\\' or ${syncRows.name} like ${likely(text)} escape '\\')`,
  )
}

/** One page of a run's rows, in the order of the file; looked through in slices, so that nobody waits for a long look. */
export async function rowsOf(reader: Reader, run: number, filter: RowFilter): Promise<RowsFound> {
  const range = await rangeOf(reader, run)
  if (!range) return { rows: [], next: undefined, stopped: false }
  const found: SyncRow[] = []
  let from = Math.max(range.from, filter.after + 1)
  for (let slice = 0; slice < mostSlices && from <= range.to; slice += 1) {
    const to = from + sliceSize
    const rows = await reader
      .select()
      .from(syncRows)
      .where(and(gte(syncRows.id, from), lt(syncRows.id, to), wanted(run, filter)))
      .orderBy(asc(syncRows.id))
      .limit(rowsOnPage + 1 - found.length)
    found.push(...rows)
    if (found.length > rowsOnPage) return { rows: found.slice(0, rowsOnPage), next: found[rowsOnPage - 1]?.id, stopped: false }
    from = to
    await breathe()
  }
  const stopped = from <= range.to
  return { rows: found, next: stopped ? from - 1 : undefined, stopped }
}

async function rangeOf(reader: Reader, run: number): Promise<{ from: number; to: number } | undefined> {
  const ends = await Promise.all(
    everyDoes.map(async (does) => {
      const [one] = await reader
        .select({ from: min(syncRows.id), to: max(syncRows.id) })
        .from(syncRows)
        .where(and(eq(syncRows.runId, run), eq(syncRows.does, does)))
      return one
    }),
  )
  const [froms, tos] = [ends.flatMap((one) => one?.from ?? []), ends.flatMap((one) => one?.to ?? [])]
  return froms.length === 0 ? undefined : { from: Math.min(...froms), to: Math.max(...tos) }
}

export async function rowNumbered(reader: Reader, run: number, id: number): Promise<SyncRow | undefined> {
  const [found] = await reader
    .select()
    .from(syncRows)
    .where(and(eq(syncRows.id, id), eq(syncRows.runId, run)))
  return found
}

/** Every row of a run that says something, for a file: slice by slice, each with what follows it. */
export async function* everyRow(reader: Reader, run: number, most: number): AsyncGenerator<SyncRow[]> {
  let [after, left] = [0, most]
  while (left > 0) {
    const filter: RowFilter = { outcome: '', text: '', after }
    const { rows, next } = await rowsOf(reader, run, filter)
    if (rows.length > 0) yield rows.slice(0, left)
    left -= rows.length
    if (next === undefined) return
    after = next
  }
}

const mostLooked = 5000
/** Rejected rows of a run, the first of them, with only what they were planned from. */
export const rejectedPlans = async (reader: Reader, run: number) =>
  reader
    .select({ plan: syncRows.plan })
    .from(syncRows)
    .where(and(eq(syncRows.runId, run), eq(syncRows.does, 'reject')))
    .orderBy(asc(syncRows.id))
    .limit(mostLooked)
