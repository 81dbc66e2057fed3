import { setImmediate as breathe } from 'node:timers/promises'
import type { ChangeRow } from '#history/history.queries.ts'
import { changesOf } from '#history/history.queries.ts'
import type { Change, Value } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { fieldOf } from '#users/fields.ts'
import { rowsOfRecord, saidBy } from '#users/record/merged-lists.ts'
import type { User } from '#users/users.table.ts'
import type { Check, CheckRoom } from './checks.ts'
import { isChangedSince, lastAct, usersAfter } from './search.queries.ts'

const slice = 500
const mostActs = 100_000

/** What the history says against what the records hold. */
export const checkHistory: Check = {
  option: 'history',
  about: _('the history: that it leads to what each record holds'),
  async *run({ db: { read } }: CheckRoom) {
    const began = await lastAct(read)
    for (let last = 0; ; ) {
      const users = await usersAfter(read, last, slice)
      for (const user of users) {
        const wrong = await astray(read, user)
        // Whoever was saved meanwhile is compared with what no longer stands.
        if (wrong.length > 0 && !(await isChangedSince(read, began, user.id))) yield* wrong
      }
      const end = users.at(-1)
      if (!end) break
      last = end.id
      await breathe()
    }
  },
}

type Held = Map<string, Value>
const placeOf = ({ part, row, field }: Pick<Change, 'part' | 'row' | 'field'>) => `${part} ${row ?? ''} ${field}`

/**
 * A sentence for each field at which the history and the record part. The record is led back, act by act, to what it was:
 * each act must have left what stands there. That holds for a history of which only the later part is kept, too; one that
 * is whole ends with nothing at all.
 */
async function astray(reader: Reader, user: User): Promise<string[]> {
  const acts = await changesOf(reader, 'user', user.id, { limit: mostActs, offset: 0 })
  const held = await heldBy(reader, user)
  const wrong = new Map<string, string>()
  for (const change of acts.flatMap(({ items }) => items.toReversed()).filter(isOfRecord)) {
    const place = placeOf(change)
    if (!alike(held.get(place) ?? null, change.after)) wrong.set(place, told(user, change))
    held.set(place, change.before)
  }
  if (isWhole(acts))
    for (const [place, value] of held)
      if (!alike(value, null))
        wrong.set(place, _('User {id}: the history does not tell how {place} came to be.', { id: user.id, place }))
  return [...wrong.values()]
}

const isWhole = (acts: ChangeRow[]) => acts.at(-1)?.action === 'created' && acts.length < mostActs
const isOfRecord = ({ part, field }: Change) => part === 'photo' || fieldOf(part, field) !== undefined
const told = ({ id }: User, { part, row, field }: Change) =>
  row === undefined
    ? _('User {id}: the history of {part} {field} does not lead to what the record holds.', { id, part, field })
    : _('User {id}: the history of {part} {row} {field} does not lead to what the record holds.', { id, part, row, field })

async function heldBy(reader: Reader, user: User): Promise<Held> {
  const held: Held = new Map([[placeOf({ part: 'photo', field: 'photo' }), user.photo]])
  const hold = (part: string, row: number | undefined, values: object) => {
    for (const [field, value] of Object.entries(values) as [string, Value][])
      if (fieldOf(part, field)) held.set(placeOf(row === undefined ? { part, field } : { part, row, field }), value)
  }
  hold('general', undefined, user)
  for (const [part, rows] of await rowsOfRecord(reader, user.id)) for (const row of rows) hold(part, row.id, saidBy(part, row))
  return held
}

// History leaves out flags that are off.
const alike = (one: Value, other: Value) => same(one === false ? null : one, other === false ? null : other)
