import type { ChangeRow } from '#history/history.queries.ts'
import { mostOfPart } from '#history/long-acts.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Line } from '../changes.view.ts'
import { lineOf } from '../changes.view.ts'
import type { ActParts, ShownAct } from './history-acts.view.ts'
import { actUrl, shownAct } from './history-acts.view.ts'
import { roomFor } from './long-acts.ts'

/** What the page of one act shows: its fields in full, as many as there is room for. */
export type ActPage = {
  act: ShownAct
  back: string
  lines: Line[]
  /** Which of the fields these are, where they are not all. */
  place: string | undefined
  former: string | undefined
  next: string | undefined
}

type Act = ChangeRow & { fields: number }

/** The page of an act that begins with one of its fields. */
export function actPage(row: Act, from: number, asked: ActParts): ActPage {
  const shown = row.items.slice(0, roomFor(row.items))
  const to = from + shown.length
  const at = (first: number) => `${actUrl(asked.user, row)}${first > 0 ? `?from=${first + 1}` : ''}`
  return {
    act: shownAct(row, asked),
    back: `/users/${asked.user.id}/history`,
    lines: shown.map((change) => lineOf(change, asked.describe)),
    place: shown.length < row.fields ? _('{from} to {to} of {n} fields', { from: from + 1, to, n: row.fields }) : undefined,
    former: from > 0 ? at(Math.max(0, from - mostOfPart)) : undefined,
    next: to < row.fields ? at(to) : undefined,
  }
}
