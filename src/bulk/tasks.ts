import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Refusal, refuse } from '#platform/problems.ts'
import type { BulkTask } from './bulk-plan.ts'
import { dayTask, fieldTask } from './field-tasks.ts'
import { addBlockTask, addNoteTask, liftBlocksTask, removeNotesTask } from './list-tasks.ts'
import { accountTypeTask, addRoleTask, endRoleTask } from './record-tasks.ts'
import type { Condition, TaskKind, TaskValues } from './task-kind.ts'
import { textOf } from './task-kind.ts'

/** What can be done to every user of a set, in the order of the form, which is that in which it is done. */
export const taskKinds: Readonly<Record<string, TaskKind>> = {
  userGroup: fieldTask('userGroup'),
  expiryDate: dayTask('expiryDate'),
  purgeDate: dayTask('purgeDate'),
  status: fieldTask('status'),
  jobCategory: fieldTask('jobCategory'),
  campus: fieldTask('campus'),
  preferredLanguage: fieldTask('preferredLanguage'),
  accountType: accountTypeTask,
  addRole: addRoleTask,
  endRole: endRoleTask,
  addBlock: addBlockTask,
  liftBlocks: liftBlocksTask,
  addNote: addNoteTask,
  removeNotes: removeNotesTask,
}

/** The kind of a task. A change that an older Foyer prepared may name one that is no more. */
export function kindOf({ change }: Pick<BulkTask, 'change'>): TaskKind {
  const kind = Object.hasOwn(taskKinds, change) ? taskKinds[change] : undefined
  return kind ?? refuse('', _('Foyer does not know the task {change}.', { change }))
}

export type AskedTask = { change: string; values: TaskValues; condition: string; conditionValue: string }

/** Tasks as they were asked for, understood. Throws Refusal with all that is wrong, each field by `task_field`. */
export async function mustBeTasks(reader: Reader, asked: readonly AskedTask[], today: string): Promise<BulkTask[]> {
  const tasks: BulkTask[] = []
  const refusals: Refusal[] = []
  for (const one of asked) {
    try {
      tasks.push(await mustBeTask(reader, one, today))
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      const problems = error.problems.map((problem) => ({ ...problem, field: `${one.change}_${problem.field}` }))
      refusals.push(new Refusal(problems))
    }
  }
  if (refusals.length > 0) throw new Refusal(refusals.flatMap(({ problems }) => problems))
  if (tasks.length === 0) refuse('tasks', _('Choose at least one thing to do.'))
  return tasks
}

async function mustBeTask(reader: Reader, asked: AskedTask, today: string): Promise<BulkTask> {
  const kind = kindOf(asked)
  const values = await kind.check(reader, asked.values, today)
  const condition = ['always', ...kind.conditions].find((one) => one === asked.condition) as Condition | undefined
  if (!condition) return refuse('condition', _('Choose when it is done.'))
  if (condition !== 'is') return { change: asked.change, values, condition }
  const conditionValue = asked.conditionValue.trim()
  if (conditionValue === '') return refuse('conditionValue', _('Choose the value that must stand there.'))
  return { change: asked.change, values, condition, conditionValue }
}

/** Whether a task's condition holds for what stands. */
export const holds = ({ condition, conditionValue }: BulkTask, present: unknown): boolean =>
  condition === 'always' || (condition === 'empty' ? present === null : present === textOf(conditionValue))
