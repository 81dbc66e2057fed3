import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { lineOf } from '../changes.view.ts'
import { shownValue } from '../field-words.view.ts'
import { parts } from '../fields.ts'
import { actUrl } from './history-acts.view.ts'
import type { Plan } from './undo-plan.ts'
import type { UndoQuestion, UndoWords } from './undo-question.view.ts'
import { undoQuestion } from './undo-question.view.ts'

/** What the question before undoing an act on a user shows. */
export type UndoPage = UndoQuestion & {
  /** Fields that would be written and have no room here, and where the act stands in full. */
  more: { url: string; words: string } | undefined
}

type Parts = {
  user: { id: number }
  act: ChangeRow
  plan: Plan
  describe: Describe
  timeZone: string
  form: Form
  trouble: Trouble
}

export function undoPage({ user, act, describe, ...asked }: Parts): UndoPage {
  const back = `/users/${user.id}/history`
  const { question, left } = undoQuestion({ back, url: `${back}/${act.id}/undo`, act, words: wordsBy(describe), ...asked })
  const words = _n('and one field more', 'and {n} fields more', left)
  return { ...question, more: left > 0 ? { url: actUrl(user, act), words } : undefined }
}

const wordsBy = (describe: Describe): UndoWords => ({
  part: (part) => parts[part as keyof typeof parts]?.label ?? _('Photo'),
  label: (part, field) => lineOf({ part, field, before: null, after: null }, describe).what,
  value: (part, field, value) => shownValue(part, field, value, describe),
})
