import type { Value } from '#history/history.ts'
import type { RecordType } from '../fields.ts'

/** The lists of a user that a source may own rows of. */
export const sourceParts = ['address', 'phone', 'email', 'identifier', 'note', 'block', 'statistic'] as const
export type SourcePart = (typeof sourceParts)[number]

type Texts = Record<string, string | string[]>
/**
 * What a source says of one user, as texts by the names of the catalogue, not yet understood. What it leaves out is not
 * there; what it names and leaves empty is an empty text, or a list without rows.
 */
export type Heard = { fields: Texts; lists: Partial<Record<SourcePart, Texts[]>> }

/** What a profile decides about a source's word. */
export type SourceRules = {
  source: string
  recordType: RecordType
  absentElements: 'keep' | 'clear'
  protectedFields: readonly string[]
  /** Whether status, dates and identifiers of staff follow the source too. */
  staffFollow: boolean
  /** The day on which it is decided: whoever's roles have ended is staff no more. */
  today: string
}

/** Why a field becomes what it becomes; the first four are written. */
export const whys = ['replaced', 'cleared', 'added', 'removed', 'locked', 'staff', 'unchanged'] as const
export type Why = (typeof whys)[number]
/**
 * One field as a plan shows it: what is there, what the source says, and which of both stands. `row` is missing for the
 * own row and for rows that do not exist yet; `lockedBy` says by whom a kept value was set by hand.
 */
export type Step = { part: string; row?: number; field: string; before: Value; after: Value; why: Why; lockedBy?: string }

/** A row of a list that comes, changes or goes. `values` are by the catalogue's names. */
export type RowStep =
  | { does: 'add'; part: SourcePart; values: Record<string, Value> }
  | { does: 'change'; part: SourcePart; id: number; values: Record<string, Value> }
  | { does: 'remove'; part: SourcePart; id: number }

/** A marked field of which the source says something new; with `goes` it says what stands there, and the mark is done with. */
export type HeardField = { field: string; value: Value; goes?: true }

/** What following the source would write to a user. */
export type FollowPlan = {
  set: Record<string, Value>
  rows: RowStep[]
  heard: HeardField[]
  steps: Step[]
}

/** What a user was before it followed: whole rows with all their columns, so that they come back as they were. */
export type Restored = {
  set: Record<string, unknown>
  rows: { part: SourcePart; id: number; before: Record<string, unknown> | null; after: Record<string, unknown> | null }[]
  locks: Record<string, unknown>[]
  versions: { before: number; after: number }
}
