import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { shownValue } from '../field-words.view.ts'
import type { RecordType } from '../fields.ts'
import { parts, recordTypes, userFields, wordFor } from '../fields.ts'
import type { User } from '../users.table.ts'
import type { AskedField } from './asked-fields.view.ts'
import type { TypePlan } from './record-type-plan.ts'

/** The page that asks which record type it is to be. */
export type RecordTypeChoice = {
  heading: string
  reasons: string[]
  types: { url: string; label: string; about: string }[]
  back: string
}

const about: Record<RecordType, string> = {
  STAFF: _('Somebody who works for the library.'),
  PUBLIC: _('A reader. Gets the role Patron.'),
  CONTACT: _('A person at a vendor: no roles, no user group, no additional identifiers.'),
}

export const recordTypeChoice = (user: User, reasons: string[]): RecordTypeChoice => ({
  heading: _('Change record type'),
  reasons,
  types: recordTypes
    .filter((type) => type !== user.recordType)
    .map((type) => ({ url: `/users/${user.id}/record-type/${type}`, label: wordFor(type), about: about[type] })),
  back: `/users/${user.id}/general`,
})

/** What follows from another record type, and the form that does it. */
export type RecordTypeQuestion = {
  url: string
  back: string
  heading: string
  reasons: string[]
  effects: string[]
  asked: AskedField[]
  form: Form
  trouble: Trouble
  version: number
}

type Shown = {
  user: User
  to: RecordType
  plan: TypePlan
  against: string[]
  asked: AskedField[]
  describe: Describe
  form: Form
  trouble: Trouble
}

export function recordTypeQuestion({ user, to, plan, against, asked, describe, form, trouble }: Shown): RecordTypeQuestion {
  const words = { from: wordFor(user.recordType), to: wordFor(to) }
  const isSame = user.recordType === to
  return {
    url: `/users/${user.id}/record-type/${to}`,
    back: `/users/${user.id}/general`,
    heading: _('Change record type: {from} → {to}', words),
    reasons: [...against, ...(isSame ? [_('The record type is {to} already.', words)] : plan.reasons)],
    effects: effectsOf(plan, words.to, describe),
    asked,
    form,
    trouble,
    version: user.version,
  }
}

function effectsOf(plan: TypePlan, to: string, describe: Describe): string[] {
  const narrowed = plan.narrowed.map(({ field, before, after }) => {
    const said = {
      label: userFields[field].label,
      before: shown(field, before, describe),
      after: shown(field, after, describe),
      to,
    }
    if (after !== null) return _('{label}: of {before} only {after} is open to {to}.', said)
    return plan.asked.includes(field)
      ? _('{label} {before} is not open to {to}. Choose another below.', said)
      : _('{label} {before} is not open to {to}, and is cleared.', said)
  })
  const retyped = plan.retyped.map(({ kind, before, after }) => {
    const part = rowParts[kind]
    const said = { row: parts[part].label, before: typeWords(part, before, describe), after: typeWords(part, after, describe) }
    return _('{row}: {before} becomes {after}.', said)
  })
  return [...narrowed, ...retyped, ...(plan.patron ? [_('The role Patron is given.')] : [])]
}

const rowParts = { addresses: 'address', phones: 'phone', emails: 'email' } as const
const typeWords = (part: string, types: string[], describe: Describe) => shownValue(part, 'types', types, describe)
const shown = (field: string, value: string | string[] | null, describe: Describe) =>
  shownValue('general', field, value, describe)
