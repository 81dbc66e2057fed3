import type { ChangeRow } from '#history/history.queries.ts'
import type { Value } from '#history/history.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { actionWord } from '../changes.view.ts'
import { shortened } from './long-acts.ts'
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
export type UndoQuestion = {
  url: string
  back: string
  told: string
  groups: { title: string; lines: Line[] }[]
  lost: string[]
  mark: string
  form: Form
  trouble: Trouble
  /** Why nothing can be undone. */
  reason: string | undefined
}

/** How people read what is undone: a part of a record, a field of it, and what the field holds. */
export type UndoWords = {
  part(part: string): string
  label(part: string, field: string): string
  value(part: string, field: string, value: Value): string
}
type Parts = {
  /** Where the act stands in a list, and the address of the question. */
  back: string
  url: string
  act: ChangeRow
  plan: Plan
  words: UndoWords
  timeZone: string
  form: Form
  trouble: Trouble
  reason?: string | undefined
}

// A page has room for so many lines that ask nothing, and for so many characters of each of their texts.
const mostLines = 60
const textRoom = 24_000
const leastOfText = 200

/** The question as its page draws it, and how many fields would be written that have no room there. */
export function undoQuestion({ back, url, act, plan, words, timeZone, form, trouble, reason }: Parts): {
  question: UndoQuestion
  left: number
} {
  const lines = linesOf({ plan, words, form })
  const question = {
    url,
    back,
    told: _('{action} by {name}, {at}', { action: actionWord(act.action), name: act.actorName, at: minuteIn(timeZone, act.at) }),
    groups: plan.groups
      .map((group, n) => ({ title: titleOf(group, words), lines: (lines[n] ?? []).filter((line) => line !== undefined) }))
      .filter((group) => group.lines.length > 0),
    lost: plan.lost.map(({ part }) => _('{part}: it was removed since. Undo the removal first.', { part: words.part(part) })),
    mark: planMark(plan),
    form,
    trouble,
    reason: reason ?? (plan.groups.length === 0 ? _('There is nothing to undo: all of it is as it was before.') : undefined),
  }
  return { question, left: lines.flat().filter((line) => !line).length }
}

/** The lines of each group: those that ask, and of the others as many as there is room for. */
function linesOf({ plan, words, form }: Pick<Parts, 'plan' | 'words' | 'form'>): (Line | undefined)[][] {
  const asked = new Set(asking(plan))
  const all = plan.groups.flatMap(({ steps }) => steps).length
  const mostOfText = Math.max(leastOfText, Math.floor(textRoom / Math.min(all, mostLines)))
  let number = -1
  return plan.groups.map((group) =>
    group.steps.map((step): Line | undefined => {
      number += 1
      const asks = asked.has(number)
      if (!asks && number >= mostLines) return undefined
      const said = (value: Value) => shortened(words.value(group.part, step.field, value), mostOfText) || _('empty')
      const shown = { now: said(step.now), back: said(step.back) }
      return {
        label: words.label(group.part, step.field),
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

const titleOf = ({ part, does }: Group, words: UndoWords): string =>
  ({
    'put back': words.part(part),
    'take away': _('{part}: would be taken away', { part: words.part(part) }),
    'bring back': _('{part}: would come back', { part: words.part(part) }),
  })[does]
