import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { setSeenBy } from '#sets/sets.queries.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { BulkChange } from '../bulk.queries.ts'
import type { NewChange } from '../changes.ts'
import type { AskedTask } from '../tasks.ts'
import { mustBeTasks, taskKinds } from '../tasks.ts'

const kinds = Object.entries(taskKinds)
const ofTask = (name: string, field: string) => `${name}_${field}`
const ticksOf = kinds.flatMap(([name, { ticks = [] }]) => [name, ...ticks.map((field) => ofTask(name, field))])

/** The fields of the form: a tick for each task, and those of the task behind its name. */
export const newNames = {
  fields: [
    'set',
    'action',
    ...kinds.flatMap(([name, { fields }]) => [
      name,
      ...[...fields, 'condition', 'conditionValue'].map((field) => ofTask(name, field)),
    ]),
  ],
  ticks: ticksOf,
}

const longest = 2100
const text = (typed: Typed, name: string) => String(typed[name] ?? '').slice(0, longest)

const askedIn = (typed: Typed): AskedTask[] =>
  kinds
    .filter(([name]) => text(typed, name) !== '')
    .map(([name, { fields, ticks = [] }]) => ({
      change: name,
      values: Object.fromEntries(
        fields.map((field) => {
          const value = text(typed, ofTask(name, field))
          return [field, ticks.includes(field) ? value !== '' : value]
        }),
      ),
      condition: text(typed, ofTask(name, 'condition')) || 'always',
      conditionValue: text(typed, ofTask(name, 'conditionValue')).slice(0, 255),
    }))

/** What was typed, as a change to be prepared. Throws Refusal for what cannot be understood. */
export async function parseNew(reader: Reader, actor: Actor, typed: Typed): Promise<NewChange> {
  const set = /^\d{1,15}$/.test(text(typed, 'set')) ? await setSeenBy(reader, Number(typed.set), actor) : undefined
  if (!set) return refuse('set', _('Choose the set whose users are meant.'))
  const asked = askedIn(typed)
  const isBin = typed.action === 'bin'
  if (isBin && asked.length > 0) refuse('action', _('Whoever goes to the bin is not changed as well. Choose one of the two.'))
  const tasks = isBin ? [] : await mustBeTasks(reader, asked, actor.clock.today())
  return { action: isBin ? 'bin' : 'change', tasks, setId: set.id, setName: set.name, search: set.search }
}

/** What the form shows of a change that is done again. */
export function typedAgain({ setId, action, tasks }: BulkChange): Record<string, unknown> {
  const shown: Record<string, unknown> = { set: setId, action: action === 'bin' ? 'bin' : 'change' }
  for (const { change, values, condition, conditionValue } of tasks) {
    shown[change] = 'on'
    shown[ofTask(change, 'condition')] = condition
    shown[ofTask(change, 'conditionValue')] = conditionValue
    for (const [field, value] of Object.entries(values)) shown[ofTask(change, field)] = value === true ? 'on' : value
  }
  return shown
}
