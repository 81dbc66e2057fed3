import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { shownValue } from '../field-words.view.ts'
import { fieldOf } from '../fields.ts'
import type { FieldLock } from '../locks.ts'
import type { User } from '../users.table.ts'
import { sourceValueUrl, sourceWords } from './source-marks.view.ts'
import { seenOf } from './source-value.ts'

/** What the question shows whether a field is to have the source's value. `seen` is empty when it has it already. */
export type SourceValuePage = {
  form: Form
  trouble: Trouble
  version: number
  label: string
  url: string
  back: string
  seen: string
  facts: { term: string; value: string }[]
}

type Parts = { user: User; field: string; lock: FieldLock | undefined; describe: Describe; form: Form; trouble: Trouble }

export function sourceValuePage({ user, field, lock, describe, form, trouble }: Parts): SourceValuePage {
  const now = shownValue('general', field, (user[field as keyof User] ?? null) as Value, describe)
  return {
    // The field itself is not on this page: no link leads there.
    form: { ...form, problems: form.problems.map((problem) => ({ ...problem, field: '' })) },
    trouble,
    version: user.version,
    label: labelOf(field),
    url: sourceValueUrl(user, field),
    back: `/users/${user.id}/general`,
    seen: lock ? seenOf(lock) : '',
    facts: [
      { term: _('On the record'), value: now || _('empty') },
      ...(lock ? [{ term: _('The source says'), value: sourceWords(lock, describe) || _('empty') }] : []),
    ],
  }
}

const labelOf = (field: string): string => fieldOf('general', field)?.label ?? field

/** What is said afterwards. */
export const usedWords = (field: string, isUsed: boolean): string =>
  isUsed
    ? _('{label} has the source’s value again.', { label: labelOf(field) })
    : _('{label} had the source’s value already.', { label: labelOf(field) })
