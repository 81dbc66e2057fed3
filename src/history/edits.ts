import type { Reader } from '#platform/db/database.ts'
import { changesOf, valuesAt } from './history.queries.ts'
import type { Merge, Settled } from './merge.ts'
import { Clash, mergeEdit } from './merge.ts'

/** Which version of a record an edit was drawn from, and what a person settled since. Nothing = the current one. */
export type Edit = { drawnFrom?: number | undefined; settled?: Settled | undefined }
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
  const { drawnFrom, settled } = edit
  if (drawnFrom === undefined || drawnFrom >= now.version) return { values: typed, clashing: [], theirs: [] }
  const base = await valuesAt(reader, { ...place, version: drawnFrom }, now.values)
  const merge = mergeEdit(base, now.values, typed, settled)
  if (merge.clashing.length > 0) throw new Clash(merge)
  return merge
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
