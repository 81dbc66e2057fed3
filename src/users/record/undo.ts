import { createHash } from 'node:crypto'
import type { ChangeRow } from '#history/history.queries.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, refuse } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { UserValues } from '../fields.ts'
import { changePhoto } from '../user-photo.ts'
import { changeUser, getUser } from '../users.ts'
import type { Group, Plan, Step } from './undo-plan.ts'
import { canBeUndone, undoPlan } from './undo-plan.ts'
import { rowVerbs } from './undo-verbs.ts'

/** Which value stands where someone changed a field since: the number of the step, and whether it is put back. */
export type Choices = ReadonlyMap<number, 'put' | 'keep'>

/** Tells one plan from another: what was looked at must be what is done. */
export const planMark = (plan: Plan): string => createHash('sha256').update(JSON.stringify(plan)).digest('base64url').slice(0, 22)

/**
 * Takes an act on a user back, by the verbs of what it changed, with the rights of whoever does it; all in one
 * transaction, and history again. Throws Conflict when the record is not what was looked at, Refusal where a value that
 * changed since is left without a choice. Answers how many fields were written.
 */
export async function undo(
  tx: Tx,
  actor: Actor,
  user: { id: number },
  act: ChangeRow,
  { mark, choices }: { mark: string; choices: Choices },
): Promise<number> {
  actor.must('see history')
  if (!canBeUndone(act)) throw new Conflict(_('This cannot be undone.'))
  const plan = await undoPlan(tx, await getUser(tx, user.id), act)
  if (plan.groups.length === 0) throw new Conflict(_('There is nothing to undo: all of it is as it was before.'))
  if (planMark(plan) !== mark)
    throw new Conflict(_('The record was changed while you looked. Look again at what would be written.'))
  return carryOutPlan(tx, { ...actor, undoes: act.id }, user, chosenIn(plan, choices))
}

/** The same where there is nothing to look at first: throws Conflict when what the act wrote was changed since. */
export async function undoAct(tx: Tx, actor: Actor, user: { id: number }, act: ChangeRow): Promise<number> {
  actor.must('see history')
  if (!canBeUndone(act)) throw new Conflict(_('This cannot be undone.'))
  const plan = await undoPlan(tx, await getUser(tx, user.id), act)
  if (plan.lost.length > 0 || asking(plan).length > 0)
    throw new Conflict(_('What would be put back was changed since. It stays as it is.'))
  return carryOutPlan(tx, { ...actor, undoes: act.id }, user, chosenIn(plan, new Map()))
}

async function carryOutPlan(tx: Tx, asUndoing: Actor, user: { id: number }, chosen: Group[]): Promise<number> {
  for (const group of chosen) await carryOut(tx, asUndoing, user, group)
  return chosen.flatMap(({ steps }) => steps).length
}

/** The numbers of the steps that ask: fields one by one, a row that would go as a whole. */
export function asking(plan: Plan): number[] {
  const steps = plan.groups.flatMap((group) => group.steps.map((step, n) => ({ group, step, first: n === 0 })))
  return steps.flatMap(({ group, step, first }, n) =>
    group.does === 'take away' ? (first && group.steps.some(({ changed }) => changed) ? [n] : []) : step.changed ? [n] : [],
  )
}

/** What is written of a plan. Throws Refusal where a choice is missing. */
export function chosenIn(plan: Plan, choices: Choices): Group[] {
  for (const n of asking(plan))
    if (!choices.has(n)) refuse(`choice${n}`, _('Someone changed this since. Choose which value stands.'))
  let number = 0
  return plan.groups.flatMap((group) => {
    const numbered: [number, Step][] = group.steps.map((step) => {
      const at = number
      number += 1
      return [at, step]
    })
    const kept = group.does === 'take away' ? choices.get(numbered[0]?.[0] ?? -1) === 'keep' : false
    const steps = kept ? [] : numbered.filter(([n]) => choices.get(n) !== 'keep').map(([, step]) => step)
    return steps.length === 0 ? [] : [{ ...group, steps: group.does === 'put back' ? steps : group.steps }]
  })
}

async function carryOut(tx: Tx, actor: Actor, user: { id: number }, { part, row, does, steps }: Group): Promise<void> {
  const values = Object.fromEntries(steps.map(({ field, back }) => [field, back]))
  if (part === 'photo') return changePhoto(tx, actor, user, (values.photo ?? null) as string | null, undefined, actor.undoes)
  if (row === undefined) return void (await changeUser(tx, actor, user, values as UserValues))
  const verbs = rowVerbs(part)
  const current = await getUser(tx, user.id)
  if (does === 'take away') return verbs.remove(tx, actor, current, row)
  if (does === 'put back') return verbs.change(tx, actor, current, row, values)
  return verbs.add(tx, actor, current, { ...values, id: row })
}
