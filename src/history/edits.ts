import type { Reader } from '#platform/db/database.ts'
import { changesOf, valuesAt } from './history.queries.ts'
import type { Value } from './history.ts'
import type { Merge } from './merge.ts'
import { Clash, mergeEdit, same } from './merge.ts'

/** Which version of a record an edit was drawn from, and fields of others that its author saw since. Nothing = the current one. */
export type Edit = { drawnFrom?: number | undefined; seen?: Record<string, Value> }
export type Place = { subject: string; subjectId: number; part: string; row?: number }

type Values = Record<string, unknown>

/** Merges an edit with what was saved since it was drawn. Throws Clash where a person must choose. */
export async function mergeSince(
  reader: Reader,
  place: Place,
  now: { version: number; values: Values },
  typed: Values,
  edit: Edit,
): Promise<Merge> {
  const { drawnFrom, seen = {} } = edit
  if (drawnFrom === undefined || drawnFrom >= now.version) return { values: typed, clashing: [], theirs: [] }
  const drawn = await valuesAt(reader, { ...place, version: drawnFrom }, now.values)
  const merge = mergeEdit({ ...drawn, ...seen }, now.values, typed)
  if (merge.clashing.length > 0) throw new Clash(merge)
  const theirs = Object.keys(typed).filter((field) => !(field in merge.values) && !same(drawn[field], now.values[field]))
  return { ...merge, theirs }
}

/** The fields of a part that others changed since something was drawn from it. */
export async function changedSince(
  reader: Reader,
  place: Place,
  now: { version: number; values: Values },
  drawnFrom: number | undefined,
): Promise<string[]> {
  if (drawnFrom === undefined || drawnFrom >= now.version) return []
  const base = await valuesAt(reader, { ...place, version: drawnFrom }, now.values)
  return Object.keys(base).filter((field) => !same(base[field], now.values[field]))
}

/** Who removed a row of a list, and when; undefined when there never was one of that number. */
export async function removalOf(
  reader: Reader,
  { subject, subjectId, part, row }: Place,
): Promise<{ by: string; at: number } | undefined> {
  const acts = await changesOf(reader, subject, subjectId, { limit: 1000, offset: 0 })
  const act = acts.find(({ items }) =>
    items.some((change) => change.part === part && change.row === row && change.after === null),
  )
  return act && { by: act.actorName, at: act.at }
}
