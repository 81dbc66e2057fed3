import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import type { Line } from '../changes.view.ts'
import { actionWord, doorWords, lineOf } from '../changes.view.ts'

export const pageSize = 50

/** What the History page shows: each act with its lines, the newest first. */
export type HistoryPage = {
  acts: { when: string; who: string; door: string; action: string; lines: Line[] }[]
  newer: string | undefined
  older: string | undefined
}

type Parts = { userId: number; page: number; describe: Describe; timeZone: string }

export function historyPage(rows: ChangeRow[], { userId, page, describe, timeZone }: Parts): HistoryPage {
  const at = (n: number) => `/users/${userId}/history${n > 1 ? `?page=${n}` : ''}`
  return {
    acts: rows.slice(0, pageSize).map((row) => ({
      when: minuteIn(timeZone, row.at),
      who: row.actorName,
      door: doorWords(row),
      action: actionWord(row.action),
      lines: row.items.map((change) => lineOf(change, describe)),
    })),
    newer: page > 1 ? at(page - 1) : undefined,
    older: rows.length > pageSize ? at(page + 1) : undefined,
  }
}
