import type { Value } from '#history/history.ts'
import { diff } from '#history/history.ts'
import type { RowKind } from '../mandatory.ts'
import { mandatoryOf } from '../mandatory.ts'
import type { Row } from '../rows.ts'
import type { Planning } from './follow-fields.ts'
import { isCounted, pair, settle } from './follow-pairs.ts'
import type { Heard, RowStep, SourcePart, Step, Why } from './follow-plan.ts'
import { sourceParts } from './follow-plan.ts'
import type { HeardRow } from './follow-rows.ts'
import { flagsOf, hearRows } from './follow-rows.ts'
import { rowFields } from './follow-texts.ts'
import { rowsOfPart } from './followed.queries.ts'

// What signs a person in, or reaches whoever resets a password.
const guardedParts: readonly SourcePart[] = ['identifier', 'email']

/** Plans the lists: the source's rows are replaced as a set, those of the library stay as they are. */
export async function planLists(planning: Planning, { lists }: Heard): Promise<void> {
  for (const part of sourceParts) {
    const texts = lists[part] ?? (planning.rules.absentElements === 'clear' ? [] : undefined)
    if (texts !== undefined) await planList(planning, part, texts)
  }
}

async function planList(planning: Planning, part: SourcePart, texts: NonNullable<Heard['lists'][SourcePart]>): Promise<void> {
  const { reader, user, plan } = planning
  const all = await rowsOfPart(reader, part, user.id)
  const own = all.filter(({ origin }) => origin === 'EXTERNAL')
  if (texts.length === 0 && own.length === 0) return
  const internal = all.filter(({ origin }) => origin !== 'EXTERNAL')
  const heard = await hearRows({ reader, recordType: user.recordType }, part, texts, own)
  planning.problems.push(...heard.problems)
  planning.unknown.push(...heard.unknown)
  if (heard.problems.length > 0) return
  const wanted = part === 'statistic' ? heard.rows.filter(({ values }) => !isCounted(internal, values)) : heard.rows
  settle(part, wanted, internal)
  const paired = pair(part, wanted, own)
  const steps = await keepMandatory(planning, part, all, stepsOf(part, paired, own, internal))
  if (planning.guarded && guardedParts.includes(part)) plan.steps.push(...tell(steps, all, 'staff'))
  else {
    plan.rows.push(...steps)
    plan.steps.push(...tell(steps, all))
  }
}

function stepsOf(part: SourcePart, wanted: HeardRow[], own: Row[], internal: Row[]): RowStep[] {
  const stays = new Set(wanted.map(({ held }) => held?.id))
  const steps: RowStep[] = own.filter(({ id }) => !stays.has(id)).map(({ id }) => ({ does: 'remove', part, id }))
  for (const { values, held } of wanted) {
    if (!held) steps.push({ does: 'add', part, values: values })
    else {
      const changed = diff(part, held, values).filter(({ before, after }) => !(before === null && after === false))
      if (changed.length > 0)
        steps.push({
          does: 'change',
          part,
          id: held.id,
          values: Object.fromEntries(changed.map(({ field, after }) => [field, after])),
        })
    }
  }
  const heir =
    wanted.length === 0 && flagsOf[part] && !internal.some(({ preferred }) => preferred === true) ? internal[0] : undefined
  if (heir) steps.push({ does: 'change', part, id: heir.id, values: { preferred: true } })
  return steps
}

const isCard = ({ type, status }: Record<string, unknown>) => type === 'BARCODE' && status === 'ACTIVE'

// Where the library asks for such a row, the last one does not go.
async function keepMandatory(
  { reader, user, plan }: Planning,
  part: SourcePart,
  all: Row[],
  steps: RowStep[],
): Promise<RowStep[]> {
  if (!steps.some(({ does }) => does === 'remove' || (does === 'change' && part === 'identifier'))) return steps
  const kind = part === 'identifier' ? 'barcode' : part
  const isKind = part === 'identifier' ? isCard : () => true
  const { rows } = await mandatoryOf(reader, user.recordType)
  if (!rows.has(kind as RowKind) || !all.some(isKind) || afterwards(all, steps).some(isKind)) return steps
  const kept = steps.filter((step) => step.does !== 'add' && all.some((row) => row.id === step.id && isKind(row)))
  plan.steps.push(...tell(kept, all, 'unchanged'))
  return steps.filter((step) => !kept.includes(step))
}

function afterwards(all: Row[], steps: RowStep[]): Record<string, unknown>[] {
  const stepOn = (id: number) => steps.find((step) => step.does !== 'add' && step.id === id)
  const left = all.flatMap((row) => {
    const step = stepOn(row.id)
    return step?.does === 'remove' ? [] : [{ ...row, ...(step?.does === 'change' ? step.values : {}) }]
  })
  return [...left, ...steps.flatMap((step) => (step.does === 'add' ? [step.values] : []))]
}

/** The steps on rows, field by field; `why` where they are not taken. */
function tell(steps: RowStep[], all: Row[], why?: Why): Step[] {
  return steps.flatMap((step) => {
    const row = step.does === 'add' ? {} : (all.find(({ id }) => id === step.id) ?? {})
    const names = step.does === 'remove' ? Object.keys(rowFields[step.part]) : Object.keys(step.values)
    const after = step.does === 'remove' ? Object.fromEntries(names.map((name) => [name, null])) : step.values
    const done = { add: 'added', change: 'replaced', remove: 'removed' } as const
    return diff(step.part, row, after, step.does === 'add' ? undefined : step.id)
      .filter((change) => !isOff(change.before) || !isOff(change.after))
      .map((change) => ({
        ...change,
        why: why ?? (step.does === 'change' && change.after === null ? 'cleared' : done[step.does]),
      }))
  })
}
const isOff = (value: Value) => value === null || value === false
