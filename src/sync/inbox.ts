import { lstat, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { dropIncoming } from '#files/disk.ts'
import { takeLock } from '#platform/db/lock.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Refusal } from '#platform/problems.ts'
import type { Claim } from './inbox-claims.ts'
import { claimOf, forgetOldClaims, settleClaim } from './inbox-claims.ts'
import { copyOf, handled, putAside } from './inbox-copy.ts'

/** Where other systems put their files: `folder` has a folder for each profile, `kept` is Foyer's own. */
export type Inbox = { folder: string; kept: string }
/** What lies in a profile's folder. `ready`: nobody has written to it for a while. */
export type Found = { name: string; size: number; changed: number; state: 'ready' | 'being written' | 'link' | 'no file' }
export type Look = { now(): number; quiet?: number; largest?: number }
/** Starts a run with a file that lies ready, and answers its number. `runSince` finds one begun with the same bytes. */
export type Starter = {
  start(file: { path: string; name: string }): Promise<number>
  runSince(file: { hash: string }, since: number): Promise<number | undefined>
}
/** What came of looking for a file: the run that began, and what is to be told. */
export type Taken = { run: number | undefined; told: string[] }

const quietMilliseconds = 30_000
export const largestFile = 2 * 1024 ** 3
const mostFiles = 1000
/** A folder's name: one step below the inbox, and nowhere else. */
export const isFolderName = (text: string): boolean => /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(text) && !text.endsWith('.')

/** What lies in a folder of the inbox, the oldest first. Throws Refusal, in words, for a folder that cannot be looked into. */
export async function lookInto(inbox: Inbox, folder: string, { now, quiet = quietMilliseconds }: Look): Promise<Found[]> {
  const place = await placeOf(inbox, folder)
  const names = (await readdir(place)).filter((name) => !name.startsWith('.') && !name.endsWith(handled)).slice(0, mostFiles)
  const found: Found[] = []
  for (const name of names) {
    // It may be gone by now.
    const stat = await lstat(join(place, name)).catch(() => undefined)
    if (!stat || stat.isDirectory()) continue
    // The time of the last change to the file itself: the other one can be set by whoever writes it.
    const touched = Math.max(stat.ctimeMs, Math.min(stat.mtimeMs, now()))
    const state = stat.isSymbolicLink()
      ? 'link'
      : !stat.isFile()
        ? 'no file'
        : now() - touched < quiet
          ? 'being written'
          : 'ready'
    found.push({ name, size: stat.size, changed: stat.mtimeMs, state })
  }
  return found.sort((a, b) => a.changed - b.changed || a.name.localeCompare(b.name))
}

async function placeOf(inbox: Inbox, folder: string): Promise<string> {
  const place = join(inbox.folder, folder)
  const stat = isFolderName(folder) ? await lstat(place).catch(() => undefined) : undefined
  if (!stat) throw unusable(_('There is no folder {folder} in the inbox. Make it, so that files can be put there.', { folder }))
  if (stat.isDirectory()) return place
  throw unusable(_('{folder} in the inbox is not a folder of its own: links are not followed.', { folder }))
}

const unusable = (message: string) => new Refusal([{ field: 'folder', message }])

/** Says in words what lies there and is left alone. */
export const toldOf = (found: Found[]): string[] =>
  found.flatMap(({ name, state }) =>
    state === 'link'
      ? [_('{name} is a symbolic link and was left: files are taken from the folder alone.', { name })]
      : state === 'no file'
        ? [_('{name} is not a file and was left.', { name })]
        : [],
  )

/**
 * Takes the oldest file that lies ready in a folder, begins a run with a copy of it and puts it aside as handled. One
 * process looks at a time, and what was taken once is known by its bytes: it is never taken again, whatever its name does.
 */
export async function takeNext(inbox: Inbox, folder: string, starter: Starter, look: Look): Promise<Taken> {
  await mkdir(inbox.kept, { recursive: true, mode: 0o700 })
  const lock = await lockOf(inbox)
  if (!lock) throw new Conflict(_('Somebody else is looking into the inbox at this moment. Try again shortly.'))
  try {
    const found = await lookInto(inbox, folder, look)
    const told = toldOf(found)
    for (const file of found.filter(({ state }) => state === 'ready')) {
      const run = await takeOne(inbox, folder, file, { starter, look, told })
      if (run !== undefined) return { run, told }
    }
    return { run: undefined, told }
  } finally {
    lock.release()
  }
}

const [tries, pause] = [20, 100]

// Without standing still: whoever has it may be this very process.
async function lockOf({ kept }: Inbox): Promise<{ release(): void } | undefined> {
  for (let left = tries; left > 0; left -= 1) {
    const lock = takeLock(join(kept, 'inbox.lock'))
    if (lock) return lock
    await wait(pause)
  }
  return undefined
}

type Work = { starter: Starter; look: Look; told: string[] }

async function takeOne(inbox: Inbox, folder: string, file: Found, { starter, look, told }: Work): Promise<number | undefined> {
  const path = join(inbox.folder, folder, file.name)
  const { name } = file
  const copy = await copyOf(inbox.kept, path, file, look.largest ?? largestFile)
  if (typeof copy === 'string') {
    told.push(copy)
    return undefined
  }
  try {
    const claim: Claim = { path, size: file.size, changed: file.changed, hash: copy.hash, at: look.now() }
    const before = await claimOf(inbox.kept, claim)
    const begun = before && (before.run ?? (await starter.runSince({ hash: copy.hash }, before.at)))
    if (begun !== undefined) told.push(_('{name} was taken before, by run {run}, and is not taken again.', { name, run: begun }))
    const run = begun ?? (await starter.start({ path: copy.path, name }))
    await settleClaim(inbox.kept, { ...claim, at: before?.at ?? claim.at, run })
    await forgetOldClaims(inbox.kept, look.now())
    await putAside(path, run).catch(() =>
      told.push(_('{name} could not be renamed. It is known, and is not taken again; remove it.', { name })),
    )
    return begun === undefined ? run : undefined
  } finally {
    await dropIncoming(copy)
  }
}
