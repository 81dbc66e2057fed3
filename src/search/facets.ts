import { addDays } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Condition } from '#search-index/find.ts'
import type { FieldName } from './search-fields.ts'

/** What a result can be narrowed by: counted by the index itself, or (`ways`) by asking for each of a few values. */
export const facetNames = ['account', 'status', 'expiry', 'group', 'job', 'role', 'library', 'block'] as const
export type FacetName = (typeof facetNames)[number]

/** The field whose words stand for the values of a facet. */
export const facetFields: Record<FacetName, FieldName> = {
  account: 'account',
  status: 'status',
  expiry: 'expires',
  group: 'group',
  job: 'job',
  role: 'role',
  library: 'library',
  block: 'block',
}

export type Way = { value: string; label: string; condition: Condition }
const soonDays = 30

/** The values of a facet that moves with the days. */
export function waysOf(facet: FacetName, today: string): Way[] | undefined {
  if (facet === 'block') return [{ value: 'any', label: _('Blocked'), condition: { is: 'day', of: 'block', from: today } }]
  if (facet !== 'expiry') return undefined
  const soon = addDays(today, soonDays)
  const day = (from?: string, until?: string): Condition => ({ is: 'day', of: 'expiry', from, until })
  return [
    { value: 'expired', label: _('Expired'), condition: day(undefined, addDays(today, -1)) },
    { value: 'soon', label: _('Within {n} days', { n: soonDays }), condition: day(today, soon) },
    { value: 'later', label: _('Later'), condition: day(addDays(soon, 1)) },
    { value: 'none', label: _('Without a date'), condition: { ...day(), not: true } },
  ]
}

/** One of the values of a facet. */
export function conditionOfFacet(facet: FacetName, values: string[], today: string): Condition {
  const ways = waysOf(facet, today)
  if (!ways) return { is: 'facet', kind: facet, codes: values }
  return { is: 'any', of: ways.filter(({ value }) => values.includes(value)).map(({ condition }) => condition) }
}
