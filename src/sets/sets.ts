import { eq } from 'drizzle-orm'
import type { Change } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, NotFound } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { About } from './about.ts'
import { mustBeFree } from './about.ts'
import type { Missed } from './list-lines.ts'
import { mustBeMine, mustMakeSets } from './rights.ts'
import { setSeenBy } from './sets.queries.ts'
import type { UserSet } from './sets.table.ts'
import { sets } from './sets.table.ts'

/** The set as somebody saw it: it must not have changed since. */
export type Seen = { id: number; version: number }

/** A set that the actor may know, as it is now. Throws NotFound for any other. */
export async function getSet(reader: Reader, actor: Actor, id: number): Promise<UserSet> {
  mustMakeSets(actor)
  const set = await setSeenBy(reader, id, actor)
  if (!set) throw new NotFound(_('There is no such set. It may have been removed meanwhile.'))
  return set
}

/** Saves a search under a name: the set has whomever it finds. `search` as a set keeps it. */
export async function saveSearch(tx: Tx, actor: Actor, about: About, search: string): Promise<number> {
  mustMakeSets(actor)
  const said = await mustBeFree(tx, actor, about)
  const now = actor.now()
  const row = { ...said, kind: 'live', search, ownerId: actor.id, ownerName: actor.name, size: 0, version: 1 }
  const [made] = await tx
    .insert(sets)
    .values({ ...row, createdAt: now, changedAt: now })
    .returning({ id: sets.id })
  const id = made?.id ?? 0
  await told(tx, actor, { id, version: 1 }, 'created', diff('set', {}, { ...shownOf(said), kind: 'live', search }))
  return id
}

type Filled = { filled: number; about: About; missed?: Missed[] }
/** Makes a fixed set of one that was filled for the actor. */
export async function finishFixed(tx: Tx, actor: Actor, { filled, about, missed = [] }: Filled): Promise<number> {
  mustMakeSets(actor)
  const said = await mustBeFree(tx, actor, about)
  const [row] = await tx.select().from(sets).where(eq(sets.id, filled))
  if (row?.kind !== 'filling' || row.ownerId !== actor.id)
    throw new NotFound(_('There is no such set. It may have been removed meanwhile.'))
  const kept = missed.length > 0 ? missed : null
  await tx
    .update(sets)
    .set({ ...said, kind: 'fixed', missed: kept, version: 1, changedAt: actor.now() })
    .where(eq(sets.id, filled))
  const facts = { ...shownOf(said), kind: 'fixed', users: row.size, ...(kept ? { missed: kept.length } : {}) }
  await told(tx, actor, { id: filled, version: 1 }, 'created', diff('set', {}, facts))
  return filled
}

/** Changes what is said of a set, and who sees it. Answers whether anything did. */
export async function changeSet(tx: Tx, actor: Actor, seen: Seen, about: About): Promise<boolean> {
  const set = await getOwn(tx, actor, seen)
  const said = await mustBeFree(tx, { id: set.ownerId }, about, set.id)
  const changes = diff('set', shownOf(set), { name: said.name, description: said.description || null, shared: said.shared })
  if (changes.length === 0) return false
  await writeSet(tx, actor, set, said, 'changed', changes)
  return true
}

/** Makes a live set a fixed one, whose members were entered. */
export async function finishFixing(tx: Tx, actor: Actor, seen: Seen, size: number): Promise<void> {
  const set = await getOwn(tx, actor, seen)
  if (set.kind !== 'live') throw new Conflict(_('{name} is fixed already.', { name: set.name }))
  const after = { kind: 'fixed', search: null, users: size }
  const changes = diff('set', { kind: set.kind, search: set.search }, after)
  await writeSet(tx, actor, set, { kind: 'fixed', search: null, size }, 'fixed', changes)
}

/** Removes a set; its members are cleared away after. */
export async function removeSet(tx: Tx, actor: Actor, seen: Seen): Promise<UserSet> {
  const set = await getOwn(tx, actor, seen)
  await tx.update(sets).set({ kind: 'removing', shared: false, ownerId: null, missed: null }).where(eq(sets.id, set.id))
  await told(tx, actor, { id: set.id, version: set.version + 1 }, 'removed', diff('set', { name: set.name }, { name: null }))
  return set
}

/** A set of the actor’s own as they saw it. Throws Conflict when somebody changed it since. */
export async function getOwn(tx: Tx, actor: Actor, { id, version }: Seen): Promise<UserSet> {
  const set = await getSet(tx, actor, id)
  mustBeMine(actor, set)
  if (set.version === version) return set
  throw new Conflict(_('Somebody changed this set meanwhile. Look at it as it is now, then do this again if it is still right.'))
}

/** Writes a change of a set, and tells it. */
export async function writeSet(tx: Tx, actor: Actor, set: UserSet, values: Partial<UserSet>, action: string, changes: Change[]) {
  const version = set.version + 1
  await tx
    .update(sets)
    .set({ ...values, version, changedAt: actor.now() })
    .where(eq(sets.id, set.id))
  await told(tx, actor, { id: set.id, version }, action, changes)
}

const told = (tx: Tx, actor: Actor, { id, version }: Seen, action: string, changes: Change[]) =>
  recordChange(tx, actor, { subject: 'set', subjectId: id, version, action, changes })

const shownOf = ({ name, description, shared }: About) => ({ name, description: description || null, shared })
