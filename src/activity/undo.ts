import type { ChangeRow } from '#history/history.queries.ts'
import { undoneAmong } from '#history/history.queries.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Choices } from '#users/record/undo.ts'
import { chosenIn, planMark } from '#users/record/undo.ts'
import type { Group } from '#users/record/undo-plan.ts'
import { canBeUndone, undoPlan } from './undo-plan.ts'
import { verbsOf } from './undo-verbs.ts'

type Rights = Pick<Actor, 'may' | 'must'>
const ofRoles = ['profile', 'rule']

/** Whether somebody sees the question; the verbs ask again, and more closely. */
export const mayUndo = (actor: Rights, { subject }: Pick<ChangeRow, 'subject'>): boolean =>
  actor.may('configure') && (!ofRoles.includes(subject) || actor.may('manage roles'))

export function mustBeAllowed(actor: Rights, { subject }: Pick<ChangeRow, 'subject'>): void {
  actor.must('configure')
  if (ofRoles.includes(subject)) actor.must('manage roles')
}

/** Who took an act back, if somebody did. */
export const undoneBy = async (reader: Reader, act: ChangeRow) =>
  (await undoneAmong(reader, act.subject, act.subjectId, [act])).get(act.id)

/**
 * Takes an act on the configuration back, by the own verbs of what it changed and with the rights of whoever does it; all
 * in one transaction, and history again. Throws Conflict where it was taken back already or is not what was looked at,
 * Refusal where a value that changed since is left without a choice. Answers how many fields were written.
 */
export async function undoAct(
  tx: Tx,
  actor: Actor,
  act: ChangeRow,
  { mark, choices }: { mark: string; choices: Choices },
): Promise<number> {
  mustBeAllowed(actor, act)
  if (!canBeUndone(act)) throw new Conflict(_('This cannot be undone.'))
  const done = await undoneBy(tx, act)
  if (done) throw new Conflict(_('{name} undid this already.', { name: done.by }))
  const plan = await undoPlan(tx, act)
  if (plan.groups.length === 0) throw new Conflict(_('There is nothing to undo: all of it is as it was before.'))
  if (planMark(plan) !== mark)
    throw new Conflict(_('The record was changed while you looked. Look again at what would be written.'))
  const chosen = chosenIn(plan, choices)
  for (const group of chosen) await carryOut(tx, { ...actor, undoes: act.id }, act, group)
  return chosen.flatMap(({ steps }) => steps).length
}

async function carryOut(tx: Tx, actor: Actor, act: ChangeRow, { does, steps }: Group): Promise<unknown> {
  const verbs = verbsOf[act.subject]
  const at = { id: act.subjectId, version: act.version + 1 }
  const values = Object.fromEntries(steps.map(({ field, back }) => [field, back]))
  if (does === 'take away') return verbs?.takeAway(tx, actor, at)
  return does === 'bring back' ? verbs?.bringBack(tx, actor, at, values) : verbs?.putBack(tx, actor, at, values)
}
