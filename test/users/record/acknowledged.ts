import { expect } from 'vitest'
import type { ChangeRow } from '#history/history.queries.ts'
import type { Change } from '#history/history.ts'
import { same } from '#history/merge.ts'
import { fieldOf } from '#users/fields.ts'
import type { Told, Values } from './replay.ts'
import { held, placeOf } from './replay.ts'
import type { Sheet } from './sheets.ts'

/** A save that was answered with "saved": what was sent, and the record's states between which that happened. */
export type Acknowledged = { sheet: Sheet; said: string; from: number; to: number }

const isFlag = ({ part, field }: Change) => fieldOf(part, field)?.kind === 'flag'

/** Whether a record holds what somebody was told is saved. */
export function holds({ kind, part, row, meant }: Sheet, record: Told, before: Told): boolean {
  const there = record.get(placeOf(part, row))
  if (kind === 'removal') return there === undefined
  if (kind === 'ending') return there === undefined || there.status === 'INACTIVE'
  if (kind === 'card') return meant.size === 0 || rowsOf(record, 'identifier').some(({ value }) => value === meant.get('barcode'))
  const [made] = [...record].find(([place]) => !before.has(place)) ?? []
  const values: Values = (kind === 'new' ? record.get(made ?? '') : there) ?? {}
  // The tick of a preferred row that is taken away may have to stay: one row is preferred.
  return [...meant].every(([name, value]) => (name === 'preferred' && value === false) || same(values[name] ?? null, held(value)))
}

const rowsOf = (record: Told, part: string): Values[] =>
  [...record].filter(([place]) => place.startsWith(`${part} `)).map(([, values]) => values)

/** An act did what its author meant, all of it and nothing else, and wrote over no value that they had not seen. */
export function expectMeant({ sheet, said }: Acknowledged, act: ChangeRow, [before, after]: [Told, Told], drawn: Told): void {
  expect(holds(sheet, after, before), `${said} is saved: ${JSON.stringify([[...sheet.meant], act.items])}`).toBe(true)
  const own = placeOf(sheet.part, sheet.row)
  for (const change of act.items.filter((one) => !same(one.before, one.after))) {
    const place = placeOf(change.part, change.row)
    const what = `${said}: ${place} ${change.field}, ${change.before} to ${change.after}`
    expect(change.part, what).toBe(sheet.part)
    if (isFlag(change)) continue
    if (sheet.kind === 'card') expectOfCard(sheet, change, before, what)
    else if (sheet.kind === 'new') expect(before.has(place), what).toBe(false)
    else expect(place, what).toBe(own)
    if (sheet.kind === 'removal') expect(drawn.get(place)?.[change.field] ?? null, what).toEqual(change.before)
    if (sheet.kind === 'general' || sheet.kind === 'edit') {
      expect(sheet.meant.get(change.field), what).toEqual(change.after)
      expect([drawn.get(place)?.[change.field] ?? null, ...(sheet.seen.get(change.field) ?? [])], what).toContainEqual(
        change.before,
      )
    }
  }
}

/** A new card ends those that its form named, or that were shown when it was asked. */
function expectOfCard({ entries, meant, seen }: Sheet, { row, field, after }: Change, before: Told, what: string): void {
  const old = before.get(placeOf('identifier', row))
  if (old) {
    const named = [...JSON.parse(entries.get('replaces')?.[0] ?? '[]'), ...(seen.get('barcode') ?? []).join(', ').split(', ')]
    expect(named, what).toContain(old.value)
    expect([old.type, old.status], what).toEqual(['BARCODE', 'ACTIVE'])
    expect(['status', 'note'], what).toContain(field)
  } else if (field === 'value') expect(after, what).toBe(meant.get('barcode'))
}

/** Of each list with a preferred row exactly one is, while there are rows. */
export function expectOnePreferred(record: Told): void {
  for (const part of ['address', 'phone', 'email']) {
    const rows = rowsOf(record, part)
    expect([part, rows.filter(({ preferred }) => preferred === true).length]).toEqual([part, Math.min(1, rows.length)])
  }
}
