import type { ChangeRow } from '#history/history.queries.ts'
import type { Change, Value } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Field } from '../fields.ts'
import { fieldOf, parts, userFields } from '../fields.ts'
import type { Row } from '../rows.ts'
import type { KnownUser } from '../users.queries.ts'
import { listOf, rowsOfRecord, saidBy } from './merged-lists.ts'

/** One field that would be written. `changed`: someone changed it since, so a person must say which value stands. */
export type Step = { field: string; now: Value; back: Value; changed: boolean }
/** What would be done to the own row (no `row`), to the photo, or to a row of a list. `steps` name what differs. */
export type Group = {
  part: string
  row: number | undefined
  does: 'put back' | 'take away' | 'bring back'
  steps: Step[]
}
/** What taking an act back would write now. `lost`: rows that it changed and that are not there any more. */
export type Plan = { groups: Group[]; lost: { part: string; row: number }[] }

const isGeneral = (field: string) => Object.hasOwn(userFields, field) && !(userFields as Record<string, Field>)[field]?.fixed

const undoable = ['added', 'changed', 'removed', 'synchronised', 'card replaced', 'block lifted', 'photo changed']

/** Whether an act can be taken back here: all that it changed is known by its values. */
export const canBeUndone = ({ action, items }: Pick<ChangeRow, 'action' | 'items'>): boolean =>
  undoable.includes(action) || action.startsWith('role ')
    ? items.length > 0 && items.every((change) => isKnown(change) && !(change.before === null && change.after === null))
    : false

const isKnown = ({ part, row, field }: Change) =>
  part === 'photo' || (part === 'general' ? isGeneral(field) : row !== undefined && fieldOf(part, field) !== undefined)

/** What taking back an act would write, by what the record holds now. */
export async function undoPlan(reader: Reader, user: KnownUser, act: Pick<ChangeRow, 'items'>): Promise<Plan> {
  // The lists cost more than all else, and most acts concern none.
  const rows = act.items.some(({ row }) => row !== undefined) ? await rowsOfRecord(reader, user.id) : new Map<string, Row[]>()
  const plan: Plan = { groups: [], lost: [] }
  for (const items of groupsOf(act.items).map(liftedWherePlaced)) {
    const [{ part, row } = { part: '', row: undefined }] = items
    const now = row === undefined ? (user as unknown as Row) : rows.get(part)?.find(({ id }) => id === row)
    const does = row === undefined ? 'put back' : whatWasDone(part, items)
    if (does === 'put back' && !now) plan.lost.push({ part, row: row ?? 0 })
    else {
      const steps = stepsOf(does, part, row === undefined ? now : now && (saidBy(part, now) as Row), items)
      if (steps.length > 0) plan.groups.push({ part, row, does, steps })
    }
  }
  return plan
}

/** The changes of an act by what they changed, the last first: it is taken back from its end. */
function groupsOf(items: Change[]): Change[][] {
  const groups = new Map<string, Change[]>()
  for (const change of items) {
    const key = `${change.part} ${change.row ?? ''}`
    groups.set(key, [...(groups.get(key) ?? []), change])
  }
  return [...groups.values()].toReversed()
}

// A block is never taken off a record: what undoes placing it is lifting it.
function liftedWherePlaced(items: Change[]): Change[] {
  const [first] = items
  if (first?.part !== 'block' || whatWasDone('block', items) !== 'take away') return items
  return [{ ...first, field: 'status', before: 'INACTIVE', after: 'ACTIVE' }]
}

// A field that every row has tells whether the row came or went with the act.
function whatWasDone(part: string, items: Change[]): Group['does'] {
  const fields = parts[part as keyof typeof parts].fields as Record<string, Field>
  const telling = items.filter(({ field }) => fields[field]?.required || field === 'forUserId' || field === 'hash')
  if (telling.some(({ before }) => before === null)) return 'take away'
  return telling.some(({ after }) => after === null) ? 'bring back' : 'put back'
}

function stepsOf(does: Group['does'], part: string, now: Row | undefined, items: Change[]): Step[] {
  if (does === 'bring back')
    return now || !listOf(part) ? [] : items.map(({ field, before }) => ({ field, now: null, back: before, changed: false }))
  if (!now) return []
  const after = new Map(items.map((change) => [change.field, change.after]))
  const held = (field: string) => (now[field] ?? null) as Value
  if (does === 'take away') {
    const named = Object.keys(now).filter((field) => fieldOf(part, field) && held(field) !== null && held(field) !== false)
    return named.map((field) => ({
      field,
      now: held(field),
      back: null,
      changed: !isFlag(part, field) && !same(held(field), after.get(field) ?? null),
    }))
  }
  return items
    .filter(({ field, before }) => !alike(held(field), before))
    .map((change) => ({
      field: change.field,
      now: held(change.field),
      back: change.before,
      changed: !alike(held(change.field), change.after),
    }))
}

// A flag that is off is as good as none, and flags move by themselves when rows come and go.
const isFlag = (part: string, field: string) => fieldOf(part, field)?.kind === 'flag'
const alike = (one: Value, other: Value) => same(one === false ? null : one, other === false ? null : other)
