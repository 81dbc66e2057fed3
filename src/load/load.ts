import type { Db, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal, Spoken } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { NewUser } from '#users/record/create.ts'
import { createUser } from '#users/record/create.ts'
import type { Column } from './columns.ts'
import { columns as knownColumns } from './columns.ts'
import { readHeadings } from './headings.ts'
import type { CsvRow } from './read-csv.ts'
import { readCsv, UnreadableCsv } from './read-csv.ts'
import { cellsProblem, userFromCells } from './rows.ts'

/** Why a row was not loaded: the physical line where it begins, the column's heading (empty for the whole row), the cell. */
export type RefusedCell = { line: number; column: string; value: string; message: string }
export type LoadResult = { created: number; refused: number }
export type LoadOptions = {
  dryRun: boolean
  onRefused: (cells: RefusedCell[]) => void
  onProgress: (result: LoadResult) => void
  /** Whether people use the database meanwhile: then the load leaves them room. */
  yieldTo?: () => boolean
}

/** Undoes one row of a dry run. */
class Rehearsed extends Error {}

/**
 * Creates a user for each good row of a CSV file, by the verb that every door uses; refused rows are told one by one.
 * A dry run does all of it and keeps nothing. Throws Spoken when the file as a whole cannot be loaded.
 */
export async function loadFile(db: Db, actor: Actor, file: string, options: LoadOptions): Promise<LoadResult> {
  const rows = readCsv(file)
  const columns = readHeadings(await firstRow(rows))
  const result = { created: 0, refused: 0 }
  const rehearsed = new Map<string, number>()
  const refused = (row: CsvRow, problems: Problem[]) => {
    result.refused += 1
    options.onRefused(problems.map((problem) => refusedCell(columns, row, problem)))
  }
  const step = async (tx: Tx, row: CsvRow) => {
    const made = await readRow(tx, columns, row)
    await createUser(tx, actor, made)
    if (options.dryRun) {
      mustBeNewHere(made, rehearsed, row.line)
      throw new Rehearsed()
    }
    result.created += 1
  }
  const onError = (row: CsvRow, error: unknown) => {
    if (error instanceof Rehearsed) result.created += 1
    else if (error instanceof Refusal) refused(row, error.problems)
    else throw error
  }
  const progress = () => options.onProgress(result)
  try {
    await db.writeEach(told(rows, progress), step, options.yieldTo ? { onError, yieldTo: options.yieldTo } : { onError })
  } catch (error) {
    if (!(error instanceof UnreadableCsv)) throw error
    refused({ line: error.line, cells: [] }, [{ field: '', message: unclosed() }])
  }
  return result
}

const unclosed = () =>
  _('A quote opens in this row and is not closed. Close it, or double quotes inside a text; the rows from here on were not read.')

async function firstRow(rows: AsyncGenerator<CsvRow>): Promise<string[]> {
  try {
    const { value } = await rows.next()
    if (value) return value.cells
  } catch (error) {
    if (!(error instanceof UnreadableCsv))
      throw new Spoken(422, _('The file cannot be read: {reason}.', { reason: (error as Error).message }))
  }
  throw new Spoken(422, _('The file has no first line that names its columns.'))
}

async function readRow(tx: Tx, columns: Column[], row: CsvRow): Promise<NewUser> {
  const cells = cellsProblem(columns, row.cells)
  if (cells) throw new Refusal([cells])
  const { made, problems } = await userFromCells(tx, columns, row.cells)
  if (problems.length > 0) throw new Refusal(problems)
  return made
}

// A dry run keeps no row, so it remembers itself which identifiers the file has used.
function mustBeNewHere(made: NewUser, seen: Map<string, number>, line: number): void {
  const primary: [string, string][] = [['primaryId', made.values.primaryId ?? '']]
  const additional = (made.identifiers ?? []).map(({ value }): [string, string] => ['identifier.value', value])
  const keys = [...primary, ...additional].map(([field, value]) => ({ field, value, key: caseFold(value) }))
  for (const { field, value, key } of keys) {
    const before = seen.get(key)
    if (before === undefined) continue
    throw new Refusal([
      {
        field,
        message: _('{value} already belongs to the user on line {line} of this file. Choose another.', {
          value,
          line: String(before),
        }),
      },
    ])
  }
  for (const { key } of keys) if (key !== '') seen.set(key, line)
}

const refusedCell = (columns: Column[], row: CsvRow, problem: Problem): RefusedCell => {
  const named = ({ part, name }: Column) => problem.field === (part === 'general' ? name : `${part}.${name}`)
  const position = columns.findIndex(named)
  const column = columns[position] ?? [...knownColumns.values()].find(named)
  const value = row.cells[position] ?? row.cells[Number(problem.field) - 1] ?? ''
  return { line: row.line, column: column?.heading ?? problem.field, value, message: problem.message }
}

const every = 500
async function* told(rows: AsyncIterable<CsvRow>, tell: () => void): AsyncGenerator<CsvRow> {
  let n = 0
  for await (const row of rows) {
    yield row
    n += 1
    if (n % every === 0) tell()
  }
}
