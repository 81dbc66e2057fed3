import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { csvBeginning, csvLine } from '#platform/csv.ts'
import { minuteIn } from '#platform/dates.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { actionWord, doorWords } from '#users/changes.view.ts'
import { lineIn } from './lines.view.ts'
import { usersNumbered } from './people.queries.ts'
import { subjectsOf } from './subjects.queries.ts'
import { aboutOf } from './subjects.view.ts'
import type { Range, Source } from './walk.ts'
import { slices } from './walk.ts'

export const mostRows = 1_000_000
const sliceSize = 500

type Asked = {
  source: Source<ChangeRow>
  range: Range
  seen(row: ChangeRow): ChangeRow | undefined
  describe: Describe
  timeZone: string
  most?: number
}

const headings = [
  _('When'),
  _('Who'),
  _('Identifier of who'),
  _('By way of'),
  _('Kind of record'),
  _('Record'),
  _('Record number'),
  _('What was done'),
  _('Field'),
  _('Before'),
  _('After'),
]

/** A file of changes, the newest first, a line for each field: text by text, so that however long it is, little is held. */
export async function* exportText(reader: Reader, { source, range, seen, most = mostRows, ...words }: Asked) {
  yield csvBeginning + csvLine(headings)
  let left = most
  for await (const { rows } of slices(source, range, 'older', { size: sliceSize, limit: Number.MAX_SAFE_INTEGER })) {
    const lines = await linesOf(
      reader,
      rows.map(seen).filter((row) => row !== undefined),
      words,
    )
    yield lines.slice(0, left).join('')
    left -= lines.length
    if (left >= 0) continue
    yield csvLine([_('The file ends here: {most} lines are the most. Choose fewer days for the rest.', { most })])
    return
  }
}

type Words = { describe: Describe; timeZone: string }

async function linesOf(reader: Reader, rows: ChangeRow[], { describe, timeZone }: Words): Promise<string[]> {
  const subjects = await subjectsOf(reader, rows)
  const people = await usersNumbered(reader, [...new Set(rows.flatMap(({ actorId }) => actorId ?? []))])
  return rows.flatMap((row) => {
    const { kind, name } = aboutOf(row, subjects)
    const who = people.get(row.actorId ?? 0)?.primaryId ?? ''
    const begin = [minuteIn(timeZone, row.at), row.actorName, who, doorWords(row), kind, name, String(row.subjectId)]
    const lines = row.items.map((change) => lineIn(change, describe))
    const shown = lines.length > 0 ? lines : [{ what: '', before: '', after: '' }]
    return shown.map(({ what, before, after }) => csvLine([...begin, actionWord(row.action), what, before, after]))
  })
}
