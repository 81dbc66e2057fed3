import { permissions } from '#roles/permissions.ts'
import { permittingRoles, roleByCode } from '#roles/roles.ts'

/** The table of rights as the program itself reads it: a line for each permission, a column for each role. */
export type PermissionsPage = { roles: string[]; rows: { permission: string; cells: { role: string; has: boolean }[] }[] }

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

export function permissionsPage(): PermissionsPage {
  const roles = permittingRoles.flatMap((code) => roleByCode(code) ?? [])
  return {
    roles: roles.map(({ name }) => name),
    rows: permissions.map((permission) => ({
      permission: capitalised(permission),
      cells: roles.map(({ name, permits }) => ({ role: name, has: permits.includes(permission) })),
    })),
  }
}
