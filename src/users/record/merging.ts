import { eq } from 'drizzle-orm'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Forbidden, refuse } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mustOutrank } from '#sign-in/actor.ts'
import { keepAdministrator } from '#sign-in/administrators.ts'
import type { UserValues } from '../fields.ts'
import { addIdentifier } from '../identifiers/identifiers.ts'
import type { KnownUser } from '../users.queries.ts'
import { changeUser, getUser, touchUser } from '../users.ts'
import { binUser } from './bin.ts'
import type { Pair, Plan } from './merge-plan.ts'
import { planMerger } from './merge-plan.ts'
import type { Merged } from './merged.ts'
import { rowChanges, rowsOfRecord } from './merged-lists.ts'
import { mergers } from './mergers.table.ts'
import { moveOver } from './moving.ts'

/**
 * What a person chose: the parts whose rows go over, the fields that take the other's value, whether what goes over
 * belongs to this house from now on, and the type under which the keeper holds the other's primary identifier.
 */
export type Chosen = {
  parts: readonly string[]
  fields?: readonly string[]
  internal?: boolean
  primaryAs?: string | undefined
  /** What was looked at, as `lookedAt` tells it. Without it the act goes ahead as things are. */
  seen?: string | undefined
}

/** The state of both users, as a page shows it and its form brings back. */
export const lookedAt = ({ keeper, gone }: Pair): string => `${keeper.version} ${gone.version}`

/** Both users of a merger. Throws for whoever may not merge them, or where they cannot be merged. */
export async function pairFor(tx: Parameters<typeof getUser>[0], actor: Actor, keeperId: number, goneId: number): Promise<Pair> {
  const [keeper, gone] = [await getUser(tx, keeperId), await getUser(tx, goneId)]
  for (const user of [keeper, gone]) mustTouch(actor, user)
  if (keeperId === goneId) throw new Conflict(_('These are one and the same user.'))
  if (goneId === actor.id) throw new Forbidden(_('This is you. Nobody puts themselves in the bin: ask another administrator.'))
  return { keeper, gone }
}

/** Whoever merges needs the right to, and every right of either user: one takes over what lets the other in. */
export function mustTouch(actor: Actor, user: KnownUser): void {
  actor.must('export and change many', user)
  mustOutrank(actor, user)
}

/** Makes one user of two: the keeper takes over what was chosen, the other goes to the bin. Answers the merger's number. */
export async function mergeUsers(tx: Tx, actor: Actor, ids: { keeper: number; gone: number }, chosen: Chosen): Promise<number> {
  const pair = await pairFor(tx, actor, ids.keeper, ids.gone)
  if (chosen.seen !== undefined && chosen.seen !== lookedAt(pair))
    throw new Conflict(_('Someone changed one of the two since you looked. They stand here as they are now: look again.'))
  const plan = await planMerger(tx, actor, pair)
  const [made] = await tx
    .insert(mergers)
    .values({ keeperId: ids.keeper, goneId: ids.gone, at: actor.now(), by: actor.name, done: nothing })
    .returning({ id: mergers.id })
  const id = made?.id ?? 0
  await keepAdministrator(tx, actor.clock.today(), '', async () => {
    const done = await carryOut(tx, actor, { pair, plan, chosen, id })
    await binUser(tx, actor, pair.gone)
    await tx.update(mergers).set({ done }).where(eq(mergers.id, id))
  })
  return id
}

const nothing: Merged = { rows: [], fields: [], versions: { keeper: 0, gone: 0 } }

type Work = { pair: Pair; plan: Plan; chosen: Chosen; id: number }

async function carryOut(tx: Tx, actor: Actor, { pair, plan, chosen, id }: Work): Promise<Merged> {
  const { keeper, gone } = pair
  const fields = await takeFields(tx, actor, keeper, plan, chosen.fields ?? [])
  const primary = chosen.primaryAs === undefined ? undefined : await passPrimary(tx, actor, pair, chosen.primaryAs, id)
  const before = { keeper: await rowsOfRecord(tx, keeper.id), gone: await rowsOfRecord(tx, gone.id) }
  const rows = await moveOver(tx, actor, pair, plan, chosen)
  const versions = { keeper: 0, gone: 0 }
  for (const [side, action] of [
    ['keeper', 'merged from'],
    ['gone', 'merged into'],
  ] as const) {
    const changes = rowChanges(before[side], await rowsOfRecord(tx, pair[side].id))
    const { version } = await touchUser(tx, actor, pair[side])
    await recordChange(tx, actor, { subject: 'user', subjectId: pair[side].id, version, action, changes })
    versions[side] = version
  }
  return { rows, fields, ...(primary ? { primary } : {}), versions }
}

async function takeFields(tx: Tx, actor: Actor, keeper: KnownUser, plan: Plan, names: readonly string[]) {
  const taken = plan.fields.filter(({ field }) => names.includes(field))
  const values = Object.fromEntries(taken.map(({ field, gone }) => [field, gone])) as UserValues
  if (taken.length === 0) return []
  const { changes } = await changeUser(tx, actor, keeper, values)
  return changes.map(({ field, before, after }) => ({ field, before, after }))
}

// The other one keeps a primary identifier of its own in the bin: no record is without.
async function passPrimary(tx: Tx, actor: Actor, { keeper, gone }: Pair, type: string, id: number) {
  if (keeper.recordType === 'CONTACT') refuse('primaryAs', _('A contact has no additional identifiers. Leave this out.'))
  const before = gone.primaryId
  const mark = _(' (merged {n})', { n: id })
  const after = before.slice(0, 255 - mark.length) + mark
  await changeUser(tx, actor, gone, { primaryId: after })
  const held = (await rowsOfRecord(tx, gone.id)).get('identifier') ?? []
  // Held as an additional one as well, it goes over with that row.
  if (held.some(({ value }) => String(value).toLowerCase() === before.toLowerCase())) return { before, after }
  const row = await addIdentifier(tx, actor, keeper, { type, value: before, note: null })
  return { before, after, row }
}
