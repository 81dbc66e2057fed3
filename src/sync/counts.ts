import type { Counts } from './runs.table.ts'

export const noCounts = (): Counts => ({
  read: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  kept: 0,
  rejected: 0,
  deactivated: 0,
  skipped: 0,
})
