import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { nameShown } from '#users/names.ts'
import type { Heard, SourceRules } from '#users/record/follow-plan.ts'
import type { Met } from './met.ts'
import type { SyncProfile } from './profiles.table.ts'
import type { Counts, SyncRow, SyncRun } from './runs.table.ts'
import type { TextSet } from './text-set.ts'

export type NewRow = Omit<SyncRow, 'id' | 'runId'>

/** One record of the file, heard. */
export type Item = { position: number; line: number; hash: string; heard: Heard; key: string; name: string }

/** What the planning of a run knows while it goes through the file. */
export type Planning = {
  reader: Reader
  run: SyncRun
  profile: SyncProfile
  /** Codes of all profiles, letter case folded: whose users are somebody else's. */
  codes: ReadonlySet<string>
  rules: SourceRules
  counts: Counts
  met: Met
  /** Identifiers (folded) that users of the file take, and those that users of the file let go. */
  claimed: TextSet
  released: TextSet
  /** Rows that are not written yet. */
  rows: NewRow[]
  /** Records, by their positions, that want an identifier of somebody who may let it go further on in the file. */
  deferred: Map<number, Item>
  /** The places in the file of new people among them, by what they are matched by. */
  waiting: Map<string, number>
  /** Rejected only because an import leaves those alone who are there: no trouble. */
  alreadyThere: number
  /** How many records have what they are matched by. */
  withKey: number
}

const longestReason = 1000
const textOf = (text: string | string[] | undefined) => (Array.isArray(text) ? text.join(' ') : (text ?? '')).trim()

export const nameOf = ({ fields }: Heard): string => {
  const [lastName, firstName, middleName] = [textOf(fields.lastName), textOf(fields.firstName), textOf(fields.middleName)]
  return nameShown({ lastName, firstName, middleName } as never)
}

/** By what a file calls a person: the texts that a profile matches by, in the order of the file. */
export function keysOf({ matchBy }: SyncProfile, { fields, lists }: Heard): string[] {
  if (matchBy === '') return [textOf(fields.primaryId)].filter(Boolean)
  const rows = (lists.identifier ?? []).filter(({ type }) => textOf(type) === matchBy)
  return rows.map(({ value }) => textOf(value)).filter(Boolean)
}

export const rowOf = (item: Item, row: Partial<NewRow> & Pick<NewRow, 'does'>): NewRow => ({
  position: item.position,
  line: item.line,
  state: 'planned',
  userId: null,
  key: item.key,
  name: item.name,
  hash: item.hash,
  version: null,
  plan: null,
  reason: null,
  before: null,
  ...row,
})

export type Rejection = { reason: string; userId?: number | undefined; plan?: NewRow['plan'] }
export function reject(planning: Planning, item: Item, { reason, userId, plan }: Rejection): void {
  planning.counts.rejected += 1
  const told = reason.length > longestReason ? `${reason.slice(0, longestReason)}…` : reason
  planning.rows.push(rowOf(item, { does: 'reject', reason: told, userId: userId ?? null, plan: plan ?? null }))
}

export const twice = (position: number | null | undefined) =>
  position
    ? _('The file has this person twice. The first one counts: user {position} of the file.', { position: String(position) })
    : _('The file has this person twice. The first one counts.')
