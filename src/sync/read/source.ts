import { _ } from '#platform/i18n/i18n.ts'
import type { Heard } from '#users/record/follow-plan.ts'
import type { CsvColumn } from '../profiles.table.ts'
import { almaItems } from './alma.ts'
import { csvItems } from './csv.ts'
import type { Limits } from './limits.ts'
import { defaultLimits } from './limits.ts'
import type { OnRead } from './opened.ts'
import { openSource } from './opened.ts'
import { UnreadableSource } from './unreadable.ts'

export { readHeadings } from './csv-headings.ts'
export { csvTargets, guessedTarget, targetOf } from './csv-targets.ts'
export { RejectedItem, UnreadableSource } from './unreadable.ts'

/** One record of a source, not yet understood. */
export type SourceItem = {
  /** Which one of the file it is, counted from 1; through all files of a zip. */
  position: number
  /** In which file of a zip; empty for a file by itself. */
  file: string
  /** The line on which it begins. */
  line: number
  /** The same for the same content under the same salt. */
  hash: string
  /** Throws RejectedItem for a record that cannot be understood, UnreadableSource when the file is spoilt. */
  hear(): Heard
}
export type ItemWithoutPosition = Omit<SourceItem, 'position'>
export type Reading = { format: 'alma' | 'csv'; columns: CsvColumn[]; salt: string; limits?: Partial<Limits> }

const most = 64

/**
 * The records of a file, in batches. Throws UnreadableSource when it cannot be read to its end; a file without any
 * record is one of these. `onRead` hears how many of its bytes were read so far.
 */
export async function* readSource(path: string, how: Reading, onRead?: OnRead): AsyncGenerator<SourceItem[]> {
  const limits = { ...defaultLimits, ...how.limits }
  let position = 0
  for await (const opened of openSource(path, limits, onRead)) {
    const found = how.format === 'csv' ? csvItems(opened, how, limits) : almaItems(opened, how.salt, limits)
    for await (const items of found) {
      for (let from = 0; from < items.length; from += most) {
        yield items.slice(from, from + most).map((item) => {
          position += 1
          return Object.assign(item, { position })
        })
      }
    }
  }
  if (position === 0) throw new UnreadableSource(_('The file holds no user.'))
}
