import { doors } from '#history/history.ts'
import type { ActHead } from '#history/long-acts.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm, typedIn } from '#platform/web/forms.ts'
import { doorWords, lineOf } from '../changes.view.ts'
import { parts } from '../fields.ts'
import type { HistoryFilter } from './history.form.ts'
import { historyFilter, historyUrl, isFiltering } from './history.form.ts'
import type { ActEntry, ActParts } from './history-acts.view.ts'
import { actEntries } from './history-acts.view.ts'

export const pageSize = 40

/** What the History page shows: each act with its first lines, the newest first. */
export type HistoryPage = {
  acts: ActEntry[]
  newer: string | undefined
  older: string | undefined
  filter: {
    path: string
    form: Form
    choices: { name: string; label: string; options: { value: string; label: string }[] }[]
    everything: string | undefined
  }
}

type Parts = ActParts & { filter: HistoryFilter; authors: string[]; given: unknown; page: number }

export function historyPage(rows: ActHead[], asked: Parts): HistoryPage {
  const { user, page, filter } = asked
  const at = (n: number) => historyUrl(user, filter, n)
  return {
    acts: actEntries(rows.slice(0, pageSize), asked, ({ part, field }) => `${part}.${field}` === filter.field),
    newer: page > 1 ? at(page - 1) : undefined,
    older: rows.length > pageSize ? at(page + 1) : undefined,
    filter: filterForm(asked),
  }
}

const everyField = Object.entries(parts).flatMap(([part, { fields }]) =>
  Object.keys(fields).map((field) => ({
    value: `${part}.${field}`,
    label: lineOf({ part, field, before: null, after: null }, (_table, code) => code ?? '').what,
  })),
)

function filterForm({ user, filter, authors, given }: Parts): HistoryPage['filter'] {
  const days = typedIn(given, ['from', 'to'])
  const problems = (['from', 'to'] as const)
    .filter((name) => (days[name] ?? '').trim() !== '' && filter[name] === '')
    .map((field) => ({ field, message: _('Write the day as YYYY-MM-DD, such as 2026-01-31.') }))
  return {
    path: historyUrl(user, historyFilter({})),
    form: refusedForm({ ...filter, ...days }, problems),
    choices: [
      { name: 'field', label: _('Field'), options: everyField },
      { name: 'who', label: _('Person'), options: authors.map((name) => ({ value: name, label: name })) },
      {
        name: 'door',
        label: _('Way'),
        options: doors.map((door) => ({ value: door, label: doorWords({ door, doorDetail: null }).trim() })),
      },
    ],
    everything: isFiltering(filter) ? historyUrl(user, historyFilter({})) : undefined,
  }
}
