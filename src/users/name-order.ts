import { noteSetting, putSetting } from '#code-tables/put-setting.ts'
import type { Author } from '#history/history.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, refuse } from '#platform/problems.ts'
import type { Permission } from '#roles/permissions.ts'
import { countUsers, everyUser, orderKept, orderSetting } from './name-order.queries.ts'
import { orderPattern, readNamePattern } from './name-pattern.ts'
import { orderNamer, patternNow, patternSetting } from './names.ts'
import { searchedUser } from './search-entry.queries.ts'
import { enterInSearch } from './search-entry.ts'

type Configurer = Author & { must(permission: Permission): void }

/**
 * Changes how names are shown. Lists stand in the old order until `reorderNames` has run. Throws Refusal for what is no
 * pattern, Conflict when it is not any more the one that the page showed (`drawn`).
 */
export async function changeNamePattern(tx: Tx, actor: Configurer, text: string, drawn?: string): Promise<boolean> {
  actor.must('configure')
  const pattern = readNamePattern(text) ?? refuse('pattern', _('Choose how names are shown.'))
  const before = await patternNow(tx)
  if (pattern.text === before.text) return false
  if (drawn !== undefined && drawn !== before.text)
    throw new Conflict(
      _('Someone else chose "{pattern}" since you opened the page. Save again if yours is to stand.', { pattern: before.text }),
    )
  await putSetting(tx, actor, patternSetting, { before: before.text, after: pattern.text })
  // Noted here and not when the work begins: a server that stops in between goes on with it later.
  if (orderPattern(pattern).text !== orderPattern(before).text) await noteSetting(tx, orderSetting, '')
  return true
}

export type Progress = { done: number; total: number }

/**
 * Puts all lists into the order of names as they are shown now, in slices between which others write. Does nothing when
 * they stand in it. What is not finished when it is told to stop is done anew by the next call.
 */
export async function reorderNames(db: Db, stopping: AbortSignal, tell: (progress: Progress | undefined) => void): Promise<void> {
  for (;;) {
    const { order } = await orderNamer(db.read)
    if (stopping.aborted || (await orderKept(db.read)) === order) return tell(undefined)
    const progress = { done: 0, total: await countUsers(db.read) }
    tell(progress)
    const step = async (tx: Tx, id: number) => {
      progress.done += 1
      // Read again: somebody may have changed the name since the page of numbers was read.
      const user = await searchedUser(tx, id)
      if (user) await enterInSearch(tx, user)
    }
    await db.writeEach(until(stopping, everyUser(db.read)), step, { yieldTo: () => true })
    if (!stopping.aborted) await db.write((tx) => noteSetting(tx, orderSetting, order))
  }
}

async function* until<T>(stopping: AbortSignal, items: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const item of items) {
    if (stopping.aborted) return
    yield item
  }
}
