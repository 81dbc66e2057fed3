import { addDays } from '#platform/dates.ts'
import type { Reader } from '#platform/db/database.ts'
import { knownValues } from '#search-index/facets.ts'
import type { Condition } from '#search-index/find.ts'
import { recordTypes } from '#users/fields.ts'
import { mandatoryOf } from '#users/mandatory.ts'
import type { Knows } from './conditions.ts'
import type { AttentionValue } from './facets.ts'

/** What each reason to look at a record asks for; without those that nothing can meet. */
export type Attention = ReadonlyMap<AttentionValue, Condition>

const any = (of: Condition[]): Condition => ({ is: 'any', of })
const all = (...of: Condition[]): Condition => ({ is: 'all', of })
const facet = (kind: string, ...codes: string[]): Condition => ({ is: 'facet', kind, codes })
const active = facet('status', 'ACTIVE')

/** Reasons to look at a record, as the search index can tell them. */
export async function attentionOf(reader: Reader, { today, codesOf }: Pick<Knows, 'today' | 'codesOf'>): Promise<Attention> {
  const lacking = await lackingOf(reader)
  const codes = offCodes(reader, codesOf)
  const attention = new Map<AttentionValue, Condition>([
    ['expired', all(active, { is: 'day', of: 'expiry', until: addDays(today, -1) })],
    ['roleless', all(facet('kind', 'STAFF'), active, { is: 'facet', kind: 'role', not: true })],
  ])
  if (codes.length > 0) attention.set('codes', any(codes))
  if (lacking.length > 0) attention.set('lacking', any(lacking))
  return attention
}

const tables = {
  group: 'UserGroups',
  job: 'JobTitles',
  campus: 'Campuses',
  idType: 'UserIdentifierTypes',
  statistic: 'StatisticalCategories',
  library: 'Libraries',
} as const

/** Codes that records hold and that may not be chosen any more. */
function offCodes(reader: Reader, codesOf: Knows['codesOf']): Condition[] {
  return Object.entries(tables).flatMap(([kind, table]) => {
    const off = knownValues(reader, kind).filter(({ code }) => !codesOf(table).get(code)?.enabled)
    return off.length > 0 ? [facet(kind, ...off.map(({ code }) => code))] : []
  })
}

// What the index cannot tell of a record is not asked here: an address, or a title.
const lacks: Record<string, Condition> = {
  middleName: { ...facet('has', 'middle'), not: true },
  birthDate: { is: 'day', of: 'birth', not: true },
  expiryDate: { is: 'facet', kind: 'ends', not: true },
  userGroup: { is: 'facet', kind: 'group', not: true },
  jobCategory: { is: 'facet', kind: 'job', not: true },
  campus: { is: 'facet', kind: 'campus', not: true },
  phone: { ...facet('has', 'phone'), not: true },
  email: { ...facet('has', 'mail'), not: true },
  barcode: { ...facet('has', 'barcode'), not: true },
}

async function lackingOf(reader: Reader): Promise<Condition[]> {
  const found: Condition[] = []
  for (const type of recordTypes) {
    const { fields, rows } = await mandatoryOf(reader, type)
    const missing = [...fields, ...rows].flatMap((name) => (Object.hasOwn(lacks, name) ? [lacks[name] as Condition] : []))
    if (missing.length > 0) found.push(all(facet('kind', type), any(missing)))
  }
  return found
}
