import type { ChangeRow } from '#history/history.queries.ts'
import type { Change, Value } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Group, Plan, Step } from '#users/record/undo-plan.ts'
import type { Held } from './undo-now.ts'
import { hasDefault, isKnownSetting, nowOf } from './undo-now.ts'

type Act = Pick<ChangeRow, 'subject' | 'subjectId' | 'action' | 'items'>

/** What can be put back of a record of each kind; all else of it never changes, or by itself. */
const fields: Record<string, readonly string[]> = {
  code: ['description', 'recordTypes', 'parent', 'enabled', 'isDefault', 'position'],
  profile: ['name', 'description', 'roles'],
  rule: ['name', 'recordType', 'userGroup', 'jobCategory', 'profileId', 'enabled', 'position'],
}
const cameBy = ['added', 'created']
// Whoever saves a rule answers for it: that is told of, and is nobody's to put back.
const signature = 'author'

/** Whether an act is one on the configuration that can be taken back. */
export function canBeUndone({ subject, action, items }: Act): boolean {
  const known = fields[subject]
  if (subject === 'setting')
    return action === 'changed' && items.length === 1 && items.every(({ field }) => isKnownSetting(field))
  if (!known || items.length === 0) return false
  if (action === 'changed')
    return items.some(isNoSignature) && items.filter(isNoSignature).every(({ field }) => known.includes(field))
  return cameBy.includes(action) || action === 'removed'
}
const isNoSignature = ({ field }: Change) => field !== signature
/** Whether all that an act tells is who answers for a rule. */
export const isSigned = ({ subject, items }: Act): boolean => subject === 'rule' && items.length > 0 && !items.some(isNoSignature)

/** What taking an act back would write, by what the record is now. */
export async function undoPlan(reader: Reader, act: Act): Promise<Plan> {
  const { subject, subjectId: row, action } = act
  const now = await nowOf[subject]?.(reader, row, act.items[0]?.field ?? '')
  const does: Group['does'] = cameBy.includes(action) ? 'take away' : action === 'removed' ? 'bring back' : 'put back'
  if (!now && does !== 'bring back') return { groups: [], lost: does === 'put back' ? [{ part: subject, row }] : [] }
  const steps = now ? stepsOf(does, now, act) : await stepsBack(reader, act)
  return { groups: steps.length === 0 ? [] : [{ part: subject, row, does, steps }], lost: [] }
}

function stepsOf(does: Group['does'], now: Held, act: Act): Step[] {
  if (does === 'bring back') return []
  return does === 'take away' ? stepsAway(now, act) : stepsPut(now, act)
}

const stepsPut = (now: Held, { items }: Act): Step[] =>
  items
    .filter(isNoSignature)
    .map(({ field, before, after }) => ({
      field,
      now: now[field] ?? null,
      back: before,
      changed: !same(now[field] ?? null, after),
    }))
    .filter((step) => !same(step.now, step.back))

// A new code is open and no default; the act does not say so.
function stepsAway(now: Held, { subject, items }: Act): Step[] {
  const fresh: Held = subject === 'code' ? { enabled: true, isDefault: false } : {}
  const made: Held = { ...fresh, ...Object.fromEntries(items.map(({ field, after }) => [field, after])) }
  const first = (field: string): Value => made[field] ?? null
  return Object.entries(now)
    .filter(([field]) => field !== 'position')
    .map(([field, value]): Step => ({ field, now: value, back: null, changed: !same(value, first(field)) }))
    .filter(({ field, now: value, changed }) => changed || (value !== null && !(field in fresh)))
}

/** A code comes back as the default where no other took that over. */
async function stepsBack(reader: Reader, { subject, items }: Act): Promise<Step[]> {
  const table = items.find(({ field }) => field === 'tableName')?.before
  const taken = subject === 'code' && (await hasDefault(reader, String(table ?? '')))
  return items
    .filter(({ field }) => !(taken && field === 'isDefault'))
    .map(({ field, before }) => ({ field, now: null, back: before, changed: false }))
}
