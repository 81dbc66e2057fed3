import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import type { HeldRole, RoleParameters } from '#roles/rights.ts'
import { institutionScope, roleByCode, roleName } from '#roles/roles.ts'

/** A role on a user as forms and history speak of it: one value a field, what it carries among them. */
export type RoleValues = {
  role: number
  scope: string
  status: string
  expiryDate: string | null
  circulationDesk: string | null
  serviceUnit: string | null
  cantEditRestricted: boolean
}

export function valuesOf(held: Omit<HeldRole, 'status'> & { status?: string }): RoleValues {
  const { role, scope, status = 'ACTIVE', expiryDate, parameters } = held
  return {
    role,
    scope,
    status,
    expiryDate,
    circulationDesk: parameters?.CirculationDesk ?? null,
    serviceUnit: parameters?.ServiceUnit ?? null,
    cantEditRestricted: parameters?.CantEditRestrictedUsers === true,
  }
}

/** What a role carries, as it is stored; null for nothing. */
export function parametersOf(values: Partial<RoleValues>): RoleParameters | null {
  const parameters: RoleParameters = {
    ...(values.circulationDesk ? { CirculationDesk: values.circulationDesk } : {}),
    ...(values.serviceUnit ? { ServiceUnit: values.serviceUnit } : {}),
    ...(values.cantEditRestricted ? { CantEditRestrictedUsers: true as const } : {}),
  }
  return Object.keys(parameters).length > 0 ? parameters : null
}

type Wanted = Partial<RoleValues> & { role: number }

/** Throws Refusal for roles, scopes, desks and service units that the library does not have. What was held stays good. */
export async function mustBeKnown(reader: Reader, roles: readonly Wanted[], held: Partial<RoleValues> = {}): Promise<void> {
  const problems: Problem[] = []
  for (const { role, scope = institutionScope, circulationDesk, serviceUnit } of roles) {
    if (!roleByCode(role)) problems.push({ field: 'role', message: _('There is no role {code}.', { code: String(role) }) })
    if (scope !== institutionScope && scope !== held.scope && !(await codesOf(reader, 'Libraries')).get(scope)?.enabled)
      problems.push({ field: 'scope', message: _('There is no scope {scope}.', { scope }) })
    if (circulationDesk && circulationDesk !== held.circulationDesk)
      problems.push(...(await placeProblems(reader, 'circulationDesk', circulationDesk, scope)))
    if (serviceUnit && serviceUnit !== held.serviceUnit)
      problems.push(...(await placeProblems(reader, 'serviceUnit', serviceUnit, scope)))
  }
  if (problems.length > 0) throw new Refusal(problems)
}

const tables = { circulationDesk: 'CirculationDesks', serviceUnit: 'ServiceUnits' } as const

// A desk belongs to a library: a role for one library is not worked at the desk of another.
async function placeProblems(reader: Reader, field: keyof typeof tables, code: string, scope: string): Promise<Problem[]> {
  const place = (await codesOf(reader, tables[field])).get(code)
  const name = place?.description ?? code
  if (!place?.enabled) return [{ field, message: _('There is no {name}. Choose one of the list.', { name }) }]
  if (scope === institutionScope || place.parent === null || place.parent === scope) return []
  return [{ field, message: _('{name} belongs to another library than the role. Choose one of its own.', { name }) }]
}

/** Throws Refusal for a role that the user has already, in the same scope. */
export function mustBeNew(held: readonly HeldRole[], wanted: readonly Wanted[]): void {
  const problems = wanted.flatMap(({ role, scope = institutionScope }): Problem[] => {
    const found = held.find((one) => one.role === role && one.scope === scope)
    const name = roleName(role)
    if (!found) return []
    return [
      {
        field: 'role',
        message:
          found.status === 'ACTIVE'
            ? _('This user already holds the role {name}.', { name })
            : _('This user holds the role {name} already, inactive. Edit it to make it active again.', { name }),
      },
    ]
  })
  if (problems.length > 0) throw new Refusal(problems)
}
