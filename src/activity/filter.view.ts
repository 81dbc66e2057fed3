import { isDay } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import type { Form } from '#platform/web/forms.ts'
import { refusedForm, typedIn } from '#platform/web/forms.ts'
import type { Filter } from './filter.ts'
import { filterUrl, isFiltering } from './filter.ts'
import type { Named } from './people.queries.ts'

type Choice = { name: string; label: string; options: { value: string; label: string }[] }
/** The filter above a list: what was typed, and whom it may have meant. */
export type FilterForm = {
  path: string
  form: Form
  choices: Choice[]
  everything: string | undefined
  /** The person whom it names, where one was found. */
  person: string | undefined
  unclear: { message: string; people: { name: string; primaryId: string; url: string }[] } | undefined
}

export function filterForm(path: string, filter: Filter, given: unknown, who: Named, choices: Choice[]): FilterForm {
  const typed = typedIn(given, ['from', 'to'])
  const problems: Problem[] = (['from', 'to'] as const)
    .filter((name) => (typed[name] ?? '').trim() !== '' && !isDay((typed[name] ?? '').trim()))
    .map((field) => ({ field, message: _('Write the day as YYYY-MM-DD, such as 2026-01-31.') }))
  return {
    path,
    form: refusedForm({ ...filter, ...typed }, problems),
    choices,
    everything: isFiltering(filter) ? path : undefined,
    person: who.kind === 'person' ? who.person.name : undefined,
    unclear: who.kind === 'unclear' ? unclearOf(path, filter, who.people) : undefined,
  }
}

function unclearOf(path: string, filter: Filter, people: Extract<Named, { kind: 'unclear' }>['people']) {
  return {
    message:
      people.length === 0
        ? _('Nobody of that name or identifier stands here.')
        : _('Several people match. Choose one, or type an identifier.'),
    people: people.map(({ name, primaryId }) => ({ name, primaryId, url: filterUrl(path, { ...filter, who: primaryId }) })),
  }
}
