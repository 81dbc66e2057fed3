import { roleByCode } from '#roles/roles.ts'

export const roleStates = ['counts', 'expired', 'inactive'] as const

/** Which roles held are asked for. An empty role means all that permit something here, "all" every role; else empty = any. */
export type RolesFilter = { role: string; scope: string; status: string; within: number; page: number }

const mostDays = 3650

/** Reads it from an address; what cannot be understood there is left out. */
export function rolesFilterFrom(query: Record<string, unknown>): RolesFilter {
  const text = (name: string) => String([query[name]].flat().at(-1) ?? '').trim()
  const number = (name: string, most: number) => (/^\d{1,6}$/.test(text(name)) ? Math.min(most, Number(text(name))) : 0)
  const role = text('role')
  return {
    role: role === 'all' || (/^\d{1,9}$/.test(role) && roleByCode(Number(role))) ? role : '',
    scope: text('scope').slice(0, 255),
    status: roleStates.find((one) => one === text('status')) ?? '',
    within: number('within', mostDays),
    page: Math.max(1, number('page', 100_000)),
  }
}

export function rolesUrl(filter: RolesFilter, page = filter.page): string {
  const { role, scope, status, within } = filter
  const asked = { role, scope, status, within: within || '', page: page > 1 ? page : '' }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) if (value !== '') query.set(name, String(value))
  const text = query.toString()
  return text === '' ? '/reports/roles' : `/reports/roles?${text}`
}
