import Sqlite from 'better-sqlite3'
import type { Reader } from './connection.ts'
import { connectionOf } from './connection.ts'
import { rawAll } from './raw.ts'

/**
 * What the database engine itself finds wrong with its file, in its own words. Empty when nothing. It is asked on a
 * connection of its own: the index of words is otherwise compared with what this one remembers of it from before others
 * wrote, and told as damaged when it is not.
 */
export function damagesOf(reader: Reader): string[] {
  const fresh = new Sqlite(connectionOf(reader).sqlite.name, { readonly: true, timeout: 10_000 })
  try {
    const found = fresh.pragma('integrity_check(100)') as { integrity_check: string }[]
    return found.map((row) => row.integrity_check).filter((words) => words !== 'ok')
  } finally {
    fresh.close()
  }
}

/** Rows that refer to one which is not there. */
export const danglingRows = (reader: Reader): { table: string; rowid: number | null; parent: string }[] =>
  rawAll(reader, 'pragma foreign_key_check')
