import type { Value } from '#history/history.ts'

/** One thing that shall be done to every user of a set; `values` are those of the form, understood by the field catalogue. */
export type BulkTask = {
  change: string
  values: Record<string, Value>
  /** `always`, `empty` (only where nothing stands), `is` (only where `conditionValue` stands). */
  condition: 'always' | 'empty' | 'is'
  conditionValue?: Value
}

/** What one user's row means to write: each field before and after. */
export type BulkPlan = { steps: { label: string; before: string; after: string }[] }

/** The acts of history by which a row was carried out, oldest first. */
export type BulkBefore = { acts: number[] }

export type BulkCounts = { users: number; change: number; leave: number; refuse: number; done: number; skipped: number }
