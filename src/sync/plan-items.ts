import { planItem } from './plan-item.ts'
import type { Item, Planning } from './planning.ts'
import { keysOf, nameOf, reject } from './planning.ts'
import type { SourceItem } from './read/source.ts'
import { RejectedItem } from './read/unreadable.ts'
import { unchangedAmong } from './states.queries.ts'

/** Plans some records of a file. Those taken over before, into users to whom nobody wrote since, are not even parsed. */
export async function planItems(planning: Planning, items: SourceItem[]): Promise<void> {
  const { reader, run, met, counts } = planning
  const hashes = items.map(({ hash }) => hash)
  const same = run.action === 'import' ? new Map() : await unchangedAmong(reader, run.profileCode, hashes)
  for (const one of items) {
    counts.read += 1
    const userId = same.get(one.hash)
    if (userId !== undefined && met.positionOf(userId) === 0) {
      met.meet(userId, one.position)
      planning.withKey += 1
      counts.unchanged += 1
      continue
    }
    const item = hear(planning, one)
    if (item) await planItem(planning, item)
  }
}

function hear(planning: Planning, one: SourceItem): Item | undefined {
  const { position, line, hash } = one
  try {
    const heard = one.hear()
    return { position, line, hash, heard, key: keysOf(planning.profile, heard)[0] ?? '', name: nameOf(heard) }
  } catch (error) {
    if (!(error instanceof RejectedItem)) throw error
    const item = { position, line, hash, heard: { fields: {}, lists: {} }, key: '', name: '' }
    reject(planning, item, { reason: error.message })
    return undefined
  }
}
