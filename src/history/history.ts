import type { Tx } from '#platform/db/database.ts'
import { inserter } from '#platform/db/inserter.ts'
import { changes } from './changes.table.ts'
import { same } from './merge.ts'

/** The ways by which a change comes in; a job is what Foyer does by itself, sync a run and bulk a change of many by its number. */
export const doors = ['form', 'file', 'command', 'set-up', 'job', 'sync', 'bulk'] as const
export type Door = (typeof doors)[number]

export type Value = string | number | boolean | string[] | null

/** One field of one part of a record, before and after. `row` is set where the part is a list. Secrets carry no values. */
export type Change = { part: string; row?: number; field: string; before: Value; after: Value }

/** Who changes something, when, and through which door. */
export type Author = {
  id: number | null
  name: string
  door: Door
  doorDetail: string | null
  /** The number of the act that all of this one's take back. */
  undoes?: number
  now(): number
}

/** `version` is the one that the record has after the act; `undoes` the number of the act that this one takes back. */
export type Act = { subject: string; subjectId: number; version: number; action: string; changes: Change[]; undoes?: number }

const insertChange = inserter(changes)

/** Writes down an act in the transaction that carries it out. */
export async function recordChange(tx: Tx, author: Author, act: Act): Promise<void> {
  await insertChange(tx, {
    at: author.now(),
    subject: act.subject,
    subjectId: act.subjectId,
    version: act.version,
    action: act.action,
    actorId: author.id,
    actorName: author.name,
    door: author.door,
    doorDetail: author.doorDetail,
    items: act.changes,
    undoes: act.undoes ?? author.undoes ?? null,
  })
}

/** The fields of a part that differ, in the order of `after`. A field that `after` does not name stays out. */
export function diff(part: string, before: Record<string, unknown>, after: Record<string, unknown>, row?: number): Change[] {
  const found: Change[] = []
  for (const [field, value] of Object.entries(after)) {
    const [was, is] = [(before[field] ?? null) as Value, (value ?? null) as Value]
    if (same(was, is)) continue
    found.push(row === undefined ? { part, field, before: was, after: is } : { part, row, field, before: was, after: is })
  }
  return found
}
