import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { actionWord, lineOf } from '../changes.view.ts'
import { shownValue } from '../field-words.view.ts'
import { parts } from '../fields.ts'
import { asking, planMark } from './undo.ts'
import type { Group, Plan } from './undo-plan.ts'

type Line = {
  label: string
  now: string
  back: string
  /** The choice that a person has to make: its field's name, with what was chosen. */
  asks: { name: string; chosen: string; error: string | undefined; put: string; keep: string } | undefined
}
/** What the question before undoing shows: each field as it is and as it would be. */
export type UndoPage = {
  url: string
  back: string
  told: string
  groups: { title: string; lines: Line[] }[]
  lost: string[]
  mark: string
  form: Form
  trouble: Trouble
  reason: string | undefined
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

export function undoPage({ user, act, plan, describe, timeZone, form, trouble }: Parts): UndoPage {
  const back = `/users/${user.id}/history`
  const asked = new Set(asking(plan))
  let number = -1
  const groups = plan.groups.map((group) => ({
    title: titleOf(group),
    lines: group.steps.map((step): Line => {
      number += 1
      const name = `choice${number}`
      const words = shown(group.part, describe)
      const [now, former] = [words(step.field, step.now), words(step.field, step.back)]
      const whole = group.does === 'take away'
      const asks = {
        name,
        chosen: String(form.values[name] ?? ''),
        error: form.errors[name],
        put: whole ? _('Take the entry away') : _('Put back: {value}', { value: former }),
        keep: whole ? _('Keep the entry') : _('Keep: {value}', { value: now }),
      }
      const change = { part: group.part, field: step.field, before: null, after: null }
      return { label: lineOf(change, describe).what, now, back: former, asks: asked.has(number) ? asks : undefined }
    }),
  }))
  return {
    url: `${back}/${act.id}/undo`,
    back,
    told: _('{action} by {name}, {at}', { action: actionWord(act.action), name: act.actorName, at: minuteIn(timeZone, act.at) }),
    groups,
    lost: plan.lost.map(({ part }) => _('{part}: it was removed since. Undo the removal first.', { part: labelOf(part) })),
    mark: planMark(plan),
    form,
    trouble,
    reason: plan.groups.length === 0 ? _('There is nothing to undo: all of it is as it was before.') : undefined,
  }
}

const labelOf = (part: string) => parts[part as keyof typeof parts]?.label ?? _('Photo')
const titleOf = ({ part, does }: Group): string =>
  ({
    'put back': labelOf(part),
    'take away': _('{part}: would be taken away', { part: labelOf(part) }),
    'bring back': _('{part}: would come back', { part: labelOf(part) }),
  })[does]

const shown =
  (part: string, describe: Describe) =>
  (field: string, value: Group['steps'][number]['now']): string =>
    shownValue(part, field, value, describe) || _('empty')
