import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { actionWord, lineOf } from '../changes.view.ts'
import { shownValue } from '../field-words.view.ts'
import { parts } from '../fields.ts'
import { actUrl } from './history-acts.view.ts'
import { shortened } from './long-acts.ts'
import { asking, planMark } from './undo.ts'
import type { Group, Plan, Step } from './undo-plan.ts'

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
  /** Fields that would be written and have no room here, and where the act stands in full. */
  more: { url: string; words: string } | undefined
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

// A page has room for so many lines that ask nothing, and for so many characters of each of their texts.
const mostLines = 60
const textRoom = 24_000
const leastOfText = 200

export function undoPage({ user, act, plan, describe, timeZone, form, trouble }: Parts): UndoPage {
  const back = `/users/${user.id}/history`
  const lines = linesOf({ plan, describe, form })
  const left = lines.flat().filter((line) => !line).length
  return {
    url: `${back}/${act.id}/undo`,
    back,
    told: _('{action} by {name}, {at}', { action: actionWord(act.action), name: act.actorName, at: minuteIn(timeZone, act.at) }),
    groups: plan.groups
      .map((group, n) => ({ title: titleOf(group), lines: (lines[n] ?? []).filter((line) => line !== undefined) }))
      .filter((group) => group.lines.length > 0),
    more: left > 0 ? { url: actUrl(user, act), words: _n('and one field more', 'and {n} fields more', left) } : undefined,
    lost: plan.lost.map(({ part }) => _('{part}: it was removed since. Undo the removal first.', { part: labelOf(part) })),
    mark: planMark(plan),
    form,
    trouble,
    reason: plan.groups.length === 0 ? _('There is nothing to undo: all of it is as it was before.') : undefined,
  }
}

/** The lines of each group: those that ask, and of the others as many as there is room for. */
function linesOf({ plan, describe, form }: Pick<Parts, 'plan' | 'describe' | 'form'>): (Line | undefined)[][] {
  const asked = new Set(asking(plan))
  const all = plan.groups.flatMap(({ steps }) => steps).length
  const mostOfText = Math.max(leastOfText, Math.floor(textRoom / Math.min(all, mostLines)))
  let number = -1
  return plan.groups.map((group) =>
    group.steps.map((step): Line | undefined => {
      number += 1
      const asks = asked.has(number)
      if (!asks && number >= mostLines) return undefined
      const words = (value: Step['now']) =>
        shortened(shownValue(group.part, step.field, value, describe), mostOfText) || _('empty')
      const shown = { now: words(step.now), back: words(step.back) }
      const change = { part: group.part, field: step.field, before: null, after: null }
      return {
        label: lineOf(change, describe).what,
        ...shown,
        asks: asks ? question(`choice${number}`, group, shown, form) : undefined,
      }
    }),
  )
}

function question(name: string, { does }: Group, { now, back }: { now: string; back: string }, form: Form): Line['asks'] {
  const whole = does === 'take away'
  return {
    name,
    chosen: String(form.values[name] ?? ''),
    error: form.errors[name],
    put: whole ? _('Take the entry away') : _('Put back: {value}', { value: back }),
    keep: whole ? _('Keep the entry') : _('Keep: {value}', { value: now }),
  }
}

const labelOf = (part: string) => parts[part as keyof typeof parts]?.label ?? _('Photo')
const titleOf = ({ part, does }: Group): string =>
  ({
    'put back': labelOf(part),
    'take away': _('{part}: would be taken away', { part: labelOf(part) }),
    'bring back': _('{part}: would come back', { part: labelOf(part) }),
  })[does]
