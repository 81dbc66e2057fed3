import { defaultCode } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Problem } from '#platform/problems.ts'
import type { Field } from '../fields.ts'
import type { FieldLock } from '../locks.queries.ts'
import { mandatoryOf } from '../mandatory.ts'
import type { KnownUser } from '../users.queries.ts'
import type { FollowPlan, Heard, SourceRules, Step } from './follow-plan.ts'
import type { Texts, UnknownCode } from './follow-texts.ts'
import { ownFields, understand } from './follow-texts.ts'

/** What the lists and the own row of one user are planned from, and the plan that grows. */
export type Planning = {
  reader: Reader
  user: KnownUser
  rules: SourceRules
  /** Whether what lets the person in or keeps them out does not follow the source. */
  guarded: boolean
  locks: readonly FieldLock[]
  plan: FollowPlan
  problems: Problem[]
  unknown: UnknownCode[]
}

// A source that leaves them out says nothing of them, whatever it means by leaving out.
const neverCleared = ['primaryId', 'status']
const language = 'preferredLanguage'

/** Plans the user's own row. */
export async function planFields(planning: Planning, heard: Heard): Promise<void> {
  const { reader, user, rules, plan } = planning
  const texts = rules.absentElements === 'clear' ? completed(heard.fields) : heard.fields
  const current: Record<string, unknown> = user
  const { values, problems, unknown } = await understand({ reader, recordType: user.recordType }, ownFields, texts, current)
  planning.problems.push(...problems)
  planning.unknown.push(...unknown)
  if (user.source !== rules.source) write(plan, 'source', user.source, rules.source)
  for (const name in ownFields) {
    const said = values[name]
    if (said === undefined) continue
    const was = (current[name] ?? null) as Value
    const value = said === null && name === language ? await languageOf(planning) : said
    if (value === null && was !== null && (await mustStay(planning, name))) {
      plan.steps.push({ part: 'general', field: name, before: was, after: null, why: 'unchanged' })
    } else decide(planning, name, was, value)
  }
}

function completed(fields: Texts): Texts {
  const missing = Object.keys(ownFields).filter((name) => fields[name] === undefined && !neverCleared.includes(name))
  return { ...fields, ...Object.fromEntries(missing.map((name) => [name, ''])) }
}

// Nobody is without a language where the library has a usual one.
const languageOf = async ({ reader, user }: Planning): Promise<Value> =>
  (await defaultCode(reader, 'UserPreferredLanguage', user.recordType)) ?? null

async function mustStay({ reader, user }: Planning, name: string): Promise<boolean> {
  if ((ownFields[name] as Field).required) return true
  return (await mandatoryOf(reader, user.recordType)).fields.has(name)
}

function decide({ user, rules, guarded, locks, plan }: Planning, name: string, was: Value, value: Value): void {
  const lock = locks.find(({ field }) => field === name)
  const isProtected = rules.protectedFields.includes(name)
  if (same(was, value)) {
    if (lock && !isProtected && !isEnded(user, name)) plan.heard.push({ field: name, value, goes: true })
    else listen(plan, lock, value)
  } else if (guarded && ownFields[name]?.guarded) {
    listen(plan, lock, value)
    plan.steps.push({ part: 'general', field: name, before: was, after: value, why: 'staff' })
  } else if (lock && (isProtected || isEnded(user, name))) {
    listen(plan, lock, value)
    plan.steps.push({ part: 'general', field: name, before: was, after: value, why: 'locked', lockedBy: lock.lockedBy })
  } else write(plan, name, was, value)
}

// Whom a person made inactive stays so, whatever is protected.
const isEnded = (user: KnownUser, name: string) => name === 'status' && user.status === 'INACTIVE'

function listen(plan: FollowPlan, lock: FieldLock | undefined, value: Value): void {
  if (lock && !same(lock.sourceValue, value)) plan.heard.push({ field: lock.field, value })
}

function write(plan: FollowPlan, field: string, before: Value, after: Value): void {
  plan.set[field] = after
  const why: Step['why'] = after === null ? 'cleared' : 'replaced'
  plan.steps.push({ part: 'general', field, before, after, why })
}
