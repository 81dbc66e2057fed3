import type { Reader } from './connection.ts'
import { rawAll } from './raw.ts'

/** What the database engine itself finds wrong with its file, in its own words. Empty when nothing. */
export function damagesOf(reader: Reader): string[] {
  const found = rawAll<{ integrity_check: string }>(reader, 'pragma integrity_check(100)')
  return found.map((row) => row.integrity_check).filter((words) => words !== 'ok')
}

/** Rows that refer to one which is not there. */
export const danglingRows = (reader: Reader): { table: string; rowid: number | null; parent: string }[] =>
  rawAll(reader, 'pragma foreign_key_check')
