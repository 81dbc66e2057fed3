import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fixedClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { commandActor } from '#sign-in/actor.ts'
import { testDatabase, testFolder } from '#test/database.ts'
import { users } from '#users/users.table.ts'
import type { RefusedCell } from '../../src/load/load.ts'
import { loadFile } from '../../src/load/load.ts'

export const clock = fixedClock('2026-11-22')

export function fileOf(content: string | Buffer): string {
  const file = join(testFolder(), 'people.csv')
  writeFileSync(file, content)
  return file
}

/** Loads a file of this content, as the command does. */
export async function loaded(content: string | Buffer, { db = testDatabase(), dryRun = false } = {}) {
  const refusals: RefusedCell[][] = []
  const result = await loadFile(db, commandActor('people.csv', clock, 'file'), fileOf(content), {
    dryRun,
    onRefused: (cells) => refusals.push(cells),
    onProgress: () => {},
  })
  const cells = refusals.flat()
  return { db, ...result, refusals, cells, places: cells.map(({ line, column, value }) => [line, column, value]) }
}

export const usersIn = async (db: Db) => (await db.read.select().from(users).orderBy(users.id)).map(({ primaryId }) => primaryId)

/** A file of the mandatory columns and some more: a line for each row. */
export const csv = (columns: string, ...rows: string[]) => [`primary_id,first_name,last_name,${columns}`, ...rows, ''].join('\n')
