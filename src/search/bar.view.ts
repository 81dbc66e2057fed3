import { _ } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import type { BarIndex } from './user-search.ts'
import { searchFrom } from './user-search.ts'

/** What people read for an index. */
export const indexWords: Record<BarIndex, string> = {
  all: _('All'),
  names: _('Names'),
  last_name: _('Last name'),
  first_name: _('First name'),
  middle_name: _('Middle name'),
  preferred_name: _('Preferred name'),
  primary_id: _('Primary identifier'),
  identifiers: _('Identifiers'),
  barcode: _('Barcode'),
  email: _('Email'),
  phone: _('Phone'),
  notes: _('Notes'),
  birth_date: _('Birth date'),
  user_group: _('User group'),
  job_category: _('Job category'),
  campus: _('Campus'),
  identifier_type: _('Identifier type'),
  block_type: _('Block type'),
  statistical_category: _('Statistical category'),
}

/** The search bar of every page: it keeps what was searched. */
export function searchBar(query: unknown, notes: boolean) {
  const { q, index } = searchFrom(query)
  return { q: showable(q), index, indexes: notes ? all : all.filter(({ value }) => value !== 'notes') }
}
const all = Object.entries(indexWords).map(([value, label]) => ({ value, label }))
