import type { Change } from '#history/history.ts'

/** A row that a merger wrote, with what it changed of it: whose it is, where it comes from, whether it is preferred. */
export type MovedRow = { part: string; id: number; before: Record<string, unknown>; after: Record<string, unknown> }

/** What a merger did, as far as it must be known to take it back. */
export type Merged = {
  rows: MovedRow[]
  /** Fields of the keeper that took the value of the one who is gone. */
  fields: Pick<Change, 'field' | 'before' | 'after'>[]
  /** The primary identifier of the one who is gone, before and after, and the keeper's row that holds it now. */
  primary?: { before: string; after: string; row?: number }
  /** The version that each had when the merger was done. */
  versions: { keeper: number; gone: number }
}
