import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { dayIn, daysBetween } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm } from '#platform/web/forms.ts'
import { counts } from '#roles/rights.ts'
import { institutionScope, roleName, roles } from '#roles/roles.ts'
import type { Namer } from '#users/names.ts'
import type { Option, RoleGroup } from '#users/role-words.view.ts'
import { carriedWords, roleGroups, scopeWords } from '#users/role-words.view.ts'
import type { RolesFilter } from './roles-filter.ts'
import { rolesUrl } from './roles-filter.ts'
import type { HeldByUser } from './roles-report.queries.ts'
import { pageSize } from './roles-report.queries.ts'

type Chip = { label: string; kind: 'ok' | 'bad' | 'warn' }
type Row = {
  user: { name: string; url: string; primaryId: string }
  role: string
  carries: string[]
  scope: string
  since: string
  by: string
  expires: string
  soon: Chip | undefined
  status: Chip
}
/** What the report of roles held shows. */
export type RolesReportPage = {
  form: Form
  roles: RoleGroup[]
  scopes: Option[]
  states: Option[]
  filtering: boolean
  found: string
  rows: Row[]
  range: string
  previous: string | undefined
  next: string | undefined
}

type Drawn = {
  filter: RolesFilter
  found: { rows: HeldByUser[]; total: number }
  libraries: ReadonlyMap<string, Code>
  describe: Describe
  nameOf: Namer
  today: string
  timeZone: string
}

export function rolesReportPage(drawn: Drawn): RolesReportPage {
  const { filter, found, libraries } = drawn
  const first = (filter.page - 1) * pageSize
  const last = first + found.rows.length
  return {
    form: drawnForm({ ...filter, within: filter.within || '' }),
    roles: roleGroups(roles),
    scopes: [
      { value: institutionScope, label: _('Institution') },
      ...[...libraries.values()].map(({ code, description }) => ({ value: code, label: description })),
    ],
    states: [
      { value: 'counts', label: _('Active') },
      { value: 'expired', label: _('Expired') },
      { value: 'inactive', label: _('Inactive') },
    ],
    filtering: rolesUrl(filter, 1) !== '/reports/roles',
    found: _n('{n} role held', '{n} roles held', found.total),
    rows: found.rows.map((row) => rowOf(row, drawn)),
    range: found.total > pageSize ? _('{first}–{last} of {total}', { first: first + 1, last, total: found.total }) : '',
    previous: filter.page > 1 ? rolesUrl(filter, filter.page - 1) : undefined,
    next: last < found.total ? rolesUrl(filter, filter.page + 1) : undefined,
  }
}

function rowOf({ held, user }: HeldByUser, { describe, nameOf, today, timeZone }: Drawn): Row {
  const stands = counts(held, today)
  const left = stands && held.expiryDate !== null ? daysBetween(today, held.expiryDate) : undefined
  return {
    user: { name: nameOf(user), url: `/users/${user.id}/general`, primaryId: user.primaryId },
    role: roleName(held.role),
    carries: carriedWords(held.parameters, describe),
    scope: scopeWords(held.scope, describe),
    since: held.grantedAt === null ? '' : dayIn(timeZone, held.grantedAt),
    by: held.grantedBy ?? '',
    expires: held.expiryDate ?? '',
    soon: left !== undefined && left <= 30 ? { label: _n('{n} day left', '{n} days left', left), kind: 'warn' } : undefined,
    status: statusOf(held.status, stands),
  }
}

const statusOf = (status: string, stands: boolean): Chip => {
  if (stands) return { label: _('Active'), kind: 'ok' }
  return { label: status === 'ACTIVE' ? _('Expired') : _('Inactive'), kind: 'bad' }
}
