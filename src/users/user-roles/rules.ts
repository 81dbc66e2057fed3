import { eq } from 'drizzle-orm'
import type { Edit } from '#history/edits.ts'
import { mergeSince } from '#history/edits.ts'
import { diff, recordChange } from '#history/history.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Changed } from '../users.ts'
import type { Back } from './profiles.ts'
import { mustGiveEach } from './profiles.ts'
import type { RuleValues } from './rule-values.ts'
import { checkedRule, ruleValues } from './rule-values.ts'
import type { FullRule } from './rules.queries.ts'
import { everyRule } from './rules.queries.ts'
import { assignmentRules } from './user-roles.table.ts'

export type { RuleValues } from './rule-values.ts'

/** The rule as the database holds it now. Throws Gone when somebody removed it. */
export async function getRule(reader: Reader, id: number): Promise<FullRule> {
  const rule = (await everyRule(reader)).find((one) => one.id === id)
  if (!rule) throw new Gone(_('This rule was removed meanwhile.'))
  return rule
}

/** A rule that comes back, with its place in the order. */
export type RuleBack = Back & { position: number | undefined }

/**
 * Makes a rule, asked after all others, or where it stood before it was removed if that place is free (`back`). Its author
 * must be able to give every role of the profile. Answers its number.
 */
export async function addRule(tx: Tx, actor: Actor, typed: RuleValues, back?: RuleBack): Promise<number> {
  mustGiveEach(actor, [])
  const values = await checkedRule(tx, actor, typed)
  const position = placeIn(await everyRule(tx), back?.position)
  const made = { ...values, profileId: values.profileId ?? 0, ...signature(actor), ...back, position }
  const [row] = await tx.insert(assignmentRules).values(made).returning({ id: assignmentRules.id })
  const id = row?.id ?? 0
  await record(tx, actor, { id, version: back?.version ?? 1 }, 'created', diff('rule', {}, values))
  return id
}

const placeIn = (rules: readonly FullRule[], wanted: number | undefined): number =>
  wanted === undefined || rules.some(({ position }) => position === wanted) ? (rules.at(-1)?.position ?? 0) + 1 : wanted

/** Changes a rule, whose author the actor becomes: its grants are the actor's from now on. */
export async function changeRule(tx: Tx, actor: Actor, id: number, typed: RuleValues, edit: Edit = {}): Promise<Changed> {
  mustGiveEach(actor, [])
  const current = await getRule(tx, id)
  mustGiveEach(actor, current.profile.roles)
  const place = { subject: 'rule', subjectId: id, part: 'rule' }
  const merged = await mergeSince(tx, place, { version: current.version, values: ruleValues(current) }, typed, edit)
  const values = await checkedRule(tx, actor, { ...ruleValues(current), ...merged.values }, current)
  const changes = diff('rule', ruleValues(current), values)
  // Saved as it was, it is signed anew: that is how a rule whose author left is taken over.
  if (changes.length === 0 && current.authorId === actor.id) return { changes, theirs: merged.theirs }
  const version = current.version + 1
  const signed = current.authorId === actor.id ? [] : diff('rule', { author: current.authorName }, { author: actor.name })
  await tx
    .update(assignmentRules)
    .set({ ...values, profileId: values.profileId ?? 0, ...signature(actor), version })
    .where(eq(assignmentRules.id, id))
  await record(tx, actor, { id, version }, 'changed', [...changes, ...signed])
  return { changes, theirs: merged.theirs }
}

/** Moves a rule one place up or down. The actor must be able to give what both rules give: one gains what the other loses. */
export async function moveRule(tx: Tx, actor: Actor, id: number, to: 'up' | 'down'): Promise<boolean> {
  mustGiveEach(actor, [])
  const rule = await getRule(tx, id)
  const rules = await everyRule(tx)
  const other = rules[rules.findIndex((one) => one.id === id) + (to === 'up' ? -1 : 1)]
  if (!other) return false
  mustGiveEach(actor, [...rule.profile.roles, ...other.profile.roles])
  await place(tx, actor, rule, other.position)
  await place(tx, actor, other, rule.position)
  return true
}

/** Moves a rule until it stands at a position, or next to it where no rule is there any more. */
export async function moveRuleTo(tx: Tx, actor: Actor, id: number, position: number): Promise<void> {
  const to = position < (await getRule(tx, id)).position ? 'up' : 'down'
  const isThere = async () => {
    const now = (await getRule(tx, id)).position
    return to === 'up' ? now <= position : now >= position
  }
  for (const _rule of await everyRule(tx)) if ((await isThere()) || !(await moveRule(tx, actor, id, to))) return
}

async function place(tx: Tx, actor: Actor, rule: FullRule, position: number): Promise<void> {
  const version = rule.version + 1
  await tx.update(assignmentRules).set({ position, version }).where(eq(assignmentRules.id, rule.id))
  await record(tx, actor, { id: rule.id, version }, 'changed', diff('rule', { position: rule.position }, { position }))
}

/** Takes a rule away. Who got roles by it keeps them. */
export async function removeRule(tx: Tx, actor: Actor, id: number): Promise<void> {
  mustGiveEach(actor, [])
  const rule = await getRule(tx, id)
  mustGiveEach(actor, rule.profile.roles)
  await tx.delete(assignmentRules).where(eq(assignmentRules.id, id))
  const held = { ...ruleValues(rule), position: rule.position }
  const nothing = Object.fromEntries(Object.keys(held).map((name) => [name, null]))
  await record(tx, actor, { id, version: rule.version + 1 }, 'removed', diff('rule', held, nothing))
}

const signature = (actor: Actor) => ({ authorId: actor.id, authorName: actor.name, changedAt: actor.now() })

type At = { id: number; version: number }
async function record(tx: Tx, actor: Actor, at: At, action: string, changes: Changed['changes']): Promise<void> {
  forgetCached(tx)
  await recordChange(tx, actor, { subject: 'rule', subjectId: at.id, version: at.version, action, changes })
}
