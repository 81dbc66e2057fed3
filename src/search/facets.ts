import { addDays } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Condition } from '#search-index/find.ts'
import type { FieldName } from './search-fields.ts'
import { searchFields } from './search-fields.ts'

/** What a result can be narrowed by: counted by the index itself, or (`ways`) by asking for each of a few values. */
export const facetNames = ['account', 'status', 'expiry', 'group', 'job', 'role', 'library', 'block', 'attention'] as const
export type FacetName = (typeof facetNames)[number]

/** The field whose words stand for the values of a facet; none where it has words of its own. */
export const facetFields: Record<Exclude<FacetName, 'attention'>, FieldName> = {
  account: 'account',
  status: 'status',
  expiry: 'expires',
  group: 'group',
  job: 'job',
  role: 'role',
  library: 'library',
  block: 'block',
}
export const facetLabel = (facet: FacetName): string =>
  facet === 'attention' ? _('Needs attention') : searchFields[facetFields[facet]].label

/** Why a record should be looked at. */
const attentionWords = {
  expired: _('Active, although expired'),
  lacking: _('Lacks what is mandatory'),
  codes: _('Has a code that is off or gone'),
  roleless: _('Staff without a role'),
} as const
export type AttentionValue = keyof typeof attentionWords

/** `isRest`: everybody whom no other way of the facet holds, which need not be counted. */
export type Way = { value: string; label: string; condition: Condition; isRest?: true }
const soonDays = 30

/** What ways depend on: the day, and what each reason to look at a record asks for. */
export type Now = { today: string; attention: ReadonlyMap<AttentionValue, Condition> }

/** The values of a facet that moves with the days, or with how the library is set up. */
export function waysOf(facet: FacetName, { today, attention }: Now): Way[] | undefined {
  if (facet === 'attention')
    return [...attention].map(([value, condition]) => ({ value, label: attentionWords[value], condition }))
  if (facet === 'block') return [{ value: 'any', label: _('Blocked'), condition: { is: 'day', of: 'block', from: today } }]
  if (facet !== 'expiry') return undefined
  const soon = addDays(today, soonDays)
  const day = (from?: string, until?: string): Condition => ({ is: 'day', of: 'expiry', from, until })
  return [
    { value: 'expired', label: _('Expired'), condition: day(undefined, addDays(today, -1)) },
    { value: 'soon', label: _('Within {n} days', { n: soonDays }), condition: day(today, soon) },
    { value: 'later', label: _('Later'), condition: day(addDays(soon, 1)), isRest: true },
    { value: 'none', label: _('Without a date'), condition: { is: 'facet', kind: 'ends', not: true } },
  ]
}

/** One of the values of a facet. */
export function conditionOfFacet(facet: FacetName, values: string[], now: Now): Condition {
  const ways = waysOf(facet, now)
  if (!ways) return { is: 'facet', kind: facet, codes: values }
  return { is: 'any', of: ways.filter(({ value }) => values.includes(value)).map(({ condition }) => condition) }
}

/** What people read for a value of a facet that has ways. */
export function wayInWords(facet: FacetName, value: string, today: string): string | undefined {
  if (facet === 'attention') return Object.hasOwn(attentionWords, value) ? attentionWords[value as AttentionValue] : value
  return waysOf(facet, { today, attention: new Map() })?.find((one) => one.value === value)?.label
}
