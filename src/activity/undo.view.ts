import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { actionWord } from '#users/changes.view.ts'
import type { Plan } from '#users/record/undo-plan.ts'
import type { UndoQuestion, UndoWords } from '#users/record/undo-question.view.ts'
import { undoQuestion } from '#users/record/undo-question.view.ts'
import { lineIn } from './lines.view.ts'
import type { Subjects } from './subjects.queries.ts'
import { aboutOf, subjectWords } from './subjects.view.ts'

export const undoUrl = ({ id }: { id: number }): string => `/activity/${id}/undo`

/** What a button that undoes is called: the field or the act, and the record. */
export function undoneThing(act: ChangeRow, subjects: Subjects, describe: Describe): string {
  const [first] = act.items
  const what =
    act.action === 'changed' && act.subject !== 'setting' && first ? lineIn(first, describe).what : actionWord(act.action)
  return `${what}: ${aboutOf(act, subjects).name}`
}

type Parts = {
  act: ChangeRow
  plan: Plan
  subjects: Subjects
  describe: Describe
  done: { by: string; at: number } | undefined
  timeZone: string
  form: Form
  trouble: Trouble
}

export type UndoPage = UndoQuestion & { name: string; kind: string }

export function undoPage({ act, subjects, describe, done, ...asked }: Parts): UndoPage {
  const { name, kind } = aboutOf(act, subjects)
  const reason = done && undoneWords(done, asked.timeZone)
  const { question } = undoQuestion({ back: '/activity', url: undoUrl(act), act, words: wordsBy(describe), reason, ...asked })
  return { ...question, name, kind }
}

export const undoneWords = ({ by, at }: { by: string; at: number }, timeZone: string): string =>
  _('Undone by {name}, {at}', { name: by, at: minuteIn(timeZone, at) })

const wordsBy = (describe: Describe): UndoWords => ({
  part: (part) => subjectWords[part]?.label ?? part,
  label: (part, field) => lineIn({ part, field, before: null, after: null }, describe).what,
  value: (part, field, value) => lineIn({ part, field, before: value, after: null }, describe).before,
})
