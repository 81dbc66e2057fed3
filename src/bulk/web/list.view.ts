import { minuteIn } from '#platform/dates.ts'
import type { BulkChange } from '../bulk.queries.ts'
import { bulkUrl, changeUrl } from './addresses.view.ts'
import { actionWords, countWords, stateChip } from './words.view.ts'

export const onPage = 25
/** The bulk changes, the newest first. */
export type ListPage = {
  rows: {
    id: number
    url: string
    what: string
    set: string
    when: string
    who: string
    chip: ReturnType<typeof stateChip>
    counts: string
    message: string
  }[]
  older: string | undefined
  isFirst: boolean
}

export const listPage = (changes: BulkChange[], before: number | undefined, timeZone: string): ListPage => ({
  rows: changes.slice(0, onPage).map((change) => ({
    id: change.id,
    url: changeUrl(change.id),
    what: actionWords(change),
    set: change.setName,
    when: minuteIn(timeZone, change.createdAt),
    who: change.startedBy,
    chip: stateChip(change),
    counts: countWords(change),
    message: change.state === 'failed' ? (change.message ?? '') : '',
  })),
  older: changes.length > onPage ? `${bulkUrl}?before=${changes[onPage - 1]?.id}` : undefined,
  isFirst: before === undefined,
})
