import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { institutionScope, patronRole } from '#roles/roles.ts'
import type { Typed } from '../field-values.ts'
import { mustParse, parseFields } from '../field-values.ts'
import { roleFields } from '../fields.ts'
import type { User } from '../users.table.ts'
import type { NewRole } from './user-roles.ts'

/** `more`: further roles that are given along with the first. */
export const roleNames = {
  fields: ['role', 'scope', 'status', 'expiryDate', 'circulationDesk', 'serviceUnit', 'cantEditRestricted', 'more'],
  ticks: ['cantEditRestricted'],
  lists: ['more'],
}

const { status, expiryDate, circulationDesk, serviceUnit, cantEditRestricted } = roleFields
const carried = { expiryDate, circulationDesk, serviceUnit, cantEditRestricted }

/** What was typed to give roles, as values. Throws Refusal for what cannot be understood. */
export async function parseNewRoles(reader: Reader, user: User, typed: Typed, today: string): Promise<NewRole[]> {
  const codes = [typed.role ?? [], typed.more ?? []].flat().filter((code) => code !== '')
  const { values, problems } = await parseFields(carried, typed, { reader, recordType: user.recordType })
  const last = (values.expiryDate ?? null) as string | null
  problems.unshift(...codes.filter((code) => !/^\d{1,9}$/.test(code)).map(unknown))
  if (codes.length === 0) problems.unshift({ field: 'role', message: _('Role is required. Choose one.') })
  if (last !== null && last < today)
    problems.push({
      field: 'expiryDate',
      message: _('{day} has passed. Enter a day to come, or leave Expires empty.', { day: last }),
    })
  if (problems.length > 0) throw new Refusal(problems)
  return codes.map((code) => ({
    ...values,
    role: Number(code),
    // Borrowing is of the institution, whatever scope stands beside it for other roles.
    scope: Number(code) === patronRole ? institutionScope : String(typed.scope || institutionScope),
    expiryDate: last,
  }))
}

const unknown = (code: string): Problem => ({ field: 'role', message: _('There is no role {code}.', { code }) })

/** What was typed to change a role that is held. */
export const parseRole = (reader: Reader, user: User, typed: Typed, current?: Record<string, unknown>) =>
  mustParse({ status, ...carried }, typed, { reader, recordType: user.recordType, ...(current ? { current } : {}) })
