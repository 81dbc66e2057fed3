import type { Reader, Tx } from '#platform/db/database.ts'
import { rawAll, rawRun } from '#platform/db/raw.ts'

/** Raised when entries hold something else than before: an index of another shape is filled anew. */
const shape = '3'

/** How far a rebuild has come: the list of entries by their numbers first, then each by its place. */
export type Building =
  | { phase: 'listing'; after: number; done: number; total: number; deferred?: true }
  | { phase: 'filling'; after: { key: string; id: number }; done: number; total: number; gap: number }

const read = (reader: Reader, name: string): string | undefined =>
  rawAll<{ value: string }>(reader, 'SELECT value FROM search_state WHERE name = ?', name)[0]?.value

/** How far a rebuild has come; undefined while none is wanted. */
export function buildingOf(reader: Reader): Building | undefined {
  const noted = read(reader, 'building')
  if (noted) return JSON.parse(noted) as Building
  return read(reader, 'shape') === shape ? undefined : fromTheBeginning
}

export function noteBuilding(tx: Tx, building: Building): void {
  rawRun(tx, 'INSERT OR REPLACE INTO search_state (name, value) VALUES (?, ?)', 'building', JSON.stringify(building))
}

export function noteBuilt(tx: Tx): void {
  rawRun(tx, 'DELETE FROM search_state WHERE name = ?', 'building')
  rawRun(tx, 'INSERT OR REPLACE INTO search_state (name, value) VALUES (?, ?)', 'shape', shape)
}

const fromTheBeginning = { phase: 'listing', after: 0, done: 0, total: 0 } as const

/** Asks for a rebuild. */
export const wantRebuild = (tx: Tx): void => noteBuilding(tx, fromTheBeginning)

/** Asks for a rebuild, until which nobody is entered: for a first load, which fills the index at once when all are there. */
export const deferEntries = (tx: Tx): void => noteBuilding(tx, { ...fromTheBeginning, deferred: true })

export function isDeferred(reader: Reader): boolean {
  const noted = read(reader, 'building')
  return noted !== undefined && 'deferred' in JSON.parse(noted)
}
