import type { Change, Value } from '#history/history.ts'

/** One thing that shall be done to every user of a set; `values` are texts and ticks as its form sends them. */
export type BulkTask = {
  change: string
  values: Record<string, Value>
  /** `always`, `empty` (only where nothing stands), `is` (only where `conditionValue` stands). */
  condition: 'always' | 'empty' | 'is'
  conditionValue?: Value
}

/** What one user's row means to write: the acts that history would tell. */
export type BulkPlan = { acts: { action: string; changes: Change[] }[] }

/** The acts of history by which a row was carried out, oldest first. */
export type BulkBefore = { acts: number[] }

/** Why so many users stay as they are or cannot be changed. */
export type BulkReason = { does: 'leave' | 'refuse'; reason: string; n: number }

export type BulkCounts = {
  users: number
  change: number
  leave: number
  refuse: number
  done: number
  skipped: number
  reasons: BulkReason[]
}

export const noCounts = (): BulkCounts => ({ users: 0, change: 0, leave: 0, refuse: 0, done: 0, skipped: 0, reasons: [] })
