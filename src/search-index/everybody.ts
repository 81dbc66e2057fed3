import { setImmediate as breathe } from 'node:timers/promises'
import type { Reader } from '#platform/db/database.ts'
import { rawAll, rawColumn } from '#platform/db/raw.ts'
import { IdSet } from '#platform/id-set.ts'
import type { Ask } from './find.ts'
import { groupsOf } from './find.ts'
import type { Compiled } from './where.ts'

type Hit = { spot: number; id: number }
const slice = 2000

/**
 * All records that match, however many: collected in slices between which others get their turn. Somebody whose name changes
 * meanwhile stands where they stood or where they stand then; each is there once.
 */
export async function everybody(reader: Reader, ask: Ask): Promise<IdSet> {
  let all = new IdSet()
  for (const group of groupsOf(reader, ask)) {
    const found = await ofGroup(reader, group)
    all = all.size === 0 ? found : all.with(found, 'either')
  }
  return all
}

// What stands beside the index of words is asked for by itself, once: beside each slice it would be asked for as often.
async function ofGroup(reader: Reader, { match, numbers }: Compiled): Promise<IdSet> {
  let found = match === undefined ? await entered(reader) : await matching(reader, match)
  for (const { not, among } of numbers) found = found.with(await numbered(reader, among), not ? 'without' : 'both')
  return found
}

const matches = `SELECT s.rowid AS spot, e.user_id AS id FROM user_search s CROSS JOIN user_entry e ON e.spot = s.rowid
  WHERE s.user_search MATCH ? AND s.rowid > ? ORDER BY s.rowid LIMIT ?`

async function matching(reader: Reader, match: string): Promise<IdSet> {
  const found = new IdSet()
  for (let last = -1; ; ) {
    const hits = rawAll<Hit>(reader, matches, match, BigInt(last), slice)
    for (const { id } of hits) found.add(id)
    if (hits.length < slice) return found
    last = hits.at(-1)?.spot ?? last
    await breathe()
  }
}

const entries = 'SELECT user_id FROM user_entry WHERE user_id > ? AND spot >= 0 ORDER BY user_id LIMIT ?'
const entered = (reader: Reader) => byNumber((last) => rawColumn<number>(reader, entries, last, slice))

const numbered = (reader: Reader, { sql, values }: { sql: string; values: unknown[] }) =>
  byNumber((last) =>
    rawColumn<number>(
      reader,
      `WITH listed(id) AS (${sql}) SELECT DISTINCT id FROM listed WHERE id > ? ORDER BY id LIMIT ?`,
      ...values,
      last,
      slice,
    ),
  )

async function byNumber(next: (last: number) => number[]): Promise<IdSet> {
  const found = new IdSet()
  for (let last = -1; ; ) {
    const ids = next(last)
    for (const id of ids) found.add(id)
    if (ids.length < slice) return found
    last = ids.at(-1) ?? last
    await breathe()
  }
}
