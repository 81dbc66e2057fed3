import { constants } from 'node:fs'
import { lstat, open, rename } from 'node:fs/promises'
import type { Incoming } from '#files/disk.ts'
import { dropIncoming, takeIn } from '#files/disk.ts'
import { _ } from '#platform/i18n/i18n.ts'

export const handled = '.handled'
type Listed = { name: string; size: number; changed: number }

/** A copy that nobody else can reach, made through a handle that follows no link. Words where it cannot be had. */
export async function copyOf(
  kept: string,
  path: string,
  { name, size, changed }: Listed,
  largest: number,
): Promise<Incoming | string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => undefined)
  if (!handle) return _('{name} cannot be read. Let the user that runs Foyer read it.', { name })
  try {
    const before = await handle.stat()
    if (!before.isFile() || before.mtimeMs !== changed) return _('{name} changed while it was looked at, and was left.', { name })
    const copy = await takeIn(kept, handle.createReadStream({ autoClose: false }), largest)
    if (copy === 'empty') return _('{name} is empty and was left.', { name })
    if (typeof copy === 'string') return _('{name} could not be copied, or is too large, and was left.', { name })
    const after = await handle.stat()
    if (after.size === size && after.mtimeMs === changed && copy.size === size) return copy
    await dropIncoming(copy)
    return _('{name} changed while it was copied, and was left.', { name })
  } finally {
    await handle.close()
  }
}

/** Renames a file that a run has, whatever lies there under that name already. */
export async function putAside(path: string, run: number): Promise<void> {
  const plain = path + handled
  const isTaken = await lstat(plain).then(
    () => true,
    () => false,
  )
  await rename(path, isTaken ? `${path}.${run}${handled}` : plain)
}
