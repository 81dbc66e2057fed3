/** What a role may permit here. The table of rights is in roles.ts. */
export const permissions = [
  'see users',
  'see notes',
  'see history',
  'edit users',
  'edit identifiers',
  'edit notes',
  'place and lift blocks',
  'reset passwords',
  'manage roles',
  'delete and restore users',
  'export and change many',
  'synchronise',
  'configure',
  'see activity',
  'run the system',
] as const
export type Permission = (typeof permissions)[number]

export const everyPermission: ReadonlySet<Permission> = new Set(permissions)
