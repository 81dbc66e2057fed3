import type { Permission } from './permissions.ts'
import { permissions } from './permissions.ts'

export type Role = { code: number; name: string; permits: readonly Permission[] }

const administrator = permissions
const userAdministrator = administrator.filter((permission) => permission !== 'run the system')
const userManager = userAdministrator.filter((permission) => !['synchronise', 'configure', 'see activity'].includes(permission))
const deskManager = userManager.filter(
  (permission) => !['manage roles', 'delete and restore users', 'export and change many'].includes(permission),
)
const deskOperator = deskManager.filter((permission) => !['see history', 'reset passwords'].includes(permission))
const deskAssistant: Permission[] = ['see users', 'see notes', 'edit notes', 'place and lift blocks']
const viewer: Permission[] = ['see users', 'see notes']

/** The roles that permit something here. */
const permitting: Role[] = [
  { code: 26, name: 'General System Administrator', permits: administrator },
  { code: 50, name: 'User Administrator', permits: userAdministrator },
  { code: 21, name: 'User Manager', permits: userManager },
  { code: 221, name: 'Circulation Desk Manager', permits: deskManager },
  { code: 32, name: 'Circulation Desk Operator', permits: deskOperator },
  { code: 9001, name: 'Circulation Desk Operator – Limited', permits: deskAssistant },
  { code: 9002, name: 'Fulfillment Services Operator', permits: viewer },
]

/** Roles carried for other systems: assigned here, permitting nothing here. */
const carried: [number, string][] = [
  [0, 'Deposit Manager'],
  [1, 'Deposit Operator'],
  [2, 'Deposit Operator Extended'],
  [12, 'Digital Inventory Operator'],
  [29, 'Repository Manager'],
  [33, 'Vendor Manager'],
  [34, 'Ledger Manager'],
  [36, 'Fund Manager'],
  [37, 'Receiving Operator'],
  [41, 'License Manager'],
  [44, 'Invoice Manager'],
  [46, 'Selector'],
  [47, 'Purchasing Operator Extended'],
  [48, 'Invoice Operator Extended'],
  [51, 'Requests Operator'],
  [52, 'Fulfillment Administrator – Read Only'],
  [54, 'Purchasing Operator'],
  [55, 'Purchasing Manager'],
  [58, 'License Viewer'],
  [200, 'Patron'],
  [204, 'Cataloger'],
  [208, 'CDI Inventory Operator'],
  [209, 'Electronic Inventory Operator'],
  [210, 'Physical Inventory Operator'],
  [214, 'Work Order Operator'],
  [215, 'Fulfillment Services Manager'],
  [217, 'Trial Manager'],
  [223, 'API Fulfillment Read'],
  [224, 'Electronic Inventory Operator Extended'],
  [225, 'Physical Inventory Operator Extended'],
  [226, 'Digital Inventory Operator Extended'],
  [227, 'Cataloger Extended'],
  [228, 'Collection Inventory Operator'],
  [229, 'Collection Inventory Operator Extended'],
  [231, 'Course Reserves Manager'],
  [232, 'API Label Printing Read'],
  [233, 'API User Information Read'],
  [234, 'API User Information Write'],
  [235, 'API Resource Management Read'],
  [236, 'API Fulfillment Write'],
  [238, 'API Infra Read'],
  [239, 'Resource Sharing Partners Manager'],
  [244, 'Usage Data Operator'],
  [247, 'Purchase Request Manager'],
  [248, 'Purchase Request Operator Extended'],
  [250, 'Vendor Account Manager'],
  [301, 'Known issues operator'],
  [372, 'API Analytics Read'],
  [428, 'Printout Queue Manager'],
]

// Their numbers are not known from public sources; these follow 9001 and 9002 above.
const unnumbered = [
  'Acquisitions Administrator',
  'Receiving Operator Limited',
  'Catalog Manager',
  'Catalog Administrator',
  'Repository Administrator',
  'Course Reserves Operator',
  'Instructor',
  'Trial Participant',
  'Design Analytics',
  'Analytics Administrator',
  'Selector Limited',
  'Super Selector',
  'Rialto Manager',
  'Rialto Administrator',
  'Leganto Course Operator',
  'Leganto Interface Administrator',
  'Research Asset Manager',
  'Researcher Manager',
]

/** Every role that a user can hold. */
export const roles: readonly Role[] = [
  ...permitting,
  ...carried.map(([code, name]) => ({ code, name, permits: [] })),
  ...unnumbered.map((name, position) => ({ code: 9003 + position, name, permits: [] })),
]

export const patronRole = 200
export const administratorRole = 26
export const userAdministratorRole = 50

/** Scope of a role that holds for the whole institution; any other scope is the code of a library. */
export const institutionScope = 'INSTITUTION'

const byCode = new Map(roles.map((role) => [role.code, role]))
export const roleByCode = (code: number): Role | undefined => byCode.get(code)
export const roleName = (code: number): string => byCode.get(code)?.name ?? String(code)

/** The roles that permit something here: who holds one is staff. */
export const permittingRoles: readonly number[] = permitting.map((role) => role.code)
