import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { institutionScope } from '#roles/roles.ts'
import { parseFields } from '#users/field-values.ts'
import { roleFields } from '#users/fields.ts'
import type { ProfileRoleValues, RoleKey } from '#users/user-roles/profile-roles.ts'
import { mostDays, profileRoleOf } from '#users/user-roles/profile-roles.ts'

export const wordNames = { fields: ['name', 'description'] }
export const words = (typed: Typed) => ({
  ...(typed.name === undefined ? {} : { name: String(typed.name) }),
  ...(typed.description === undefined ? {} : { description: String(typed.description) }),
})

/** `more`: further roles that are put in along with the first; `seen`: what the role was when its form was drawn. */
export const roleNames = {
  fields: ['role', 'scope', 'circulationDesk', 'serviceUnit', 'cantEditRestricted', 'days', 'more', 'seen'],
  ticks: ['cantEditRestricted'],
  lists: ['more'],
}

const { circulationDesk, serviceUnit, cantEditRestricted } = roleFields
const carried = { circulationDesk, serviceUnit, cantEditRestricted }

/** What was typed to put roles into a profile. Throws Refusal for what cannot be understood. */
export async function parseNewRoles(reader: Reader, typed: Typed) {
  const codes = [typed.role ?? [], typed.more ?? []].flat().filter((code) => code !== '')
  const problems: Problem[] = codes
    .filter((code) => !/^\d{1,9}$/.test(code))
    .map((code) => ({ field: 'role', message: _('There is no role {code}.', { code }) }))
  if (codes.length === 0) problems.push({ field: 'role', message: _('Role is required. Choose one.') })
  const values = await parseCarried(reader, typed, problems)
  const scope = String(typed.scope || institutionScope)
  return codes.map((code) => profileRoleOf({ ...values, role: Number(code), scope }))
}

/** What was typed to change what one role of a profile carries. */
export async function parseRole(reader: Reader, key: RoleKey, typed: Typed, current: ProfileRoleValues | undefined) {
  return profileRoleOf({ ...(await parseCarried(reader, typed, [], current)), ...key })
}

async function parseCarried(reader: Reader, typed: Typed, problems: Problem[], current?: ProfileRoleValues) {
  const context = { reader, recordType: 'STAFF', ...(current ? { current } : {}) }
  const parsed = await parseFields(carried, typed, context)
  const days = String(typed.days ?? '').trim()
  if (!/^\d{0,5}$/.test(days) || Number(days) > mostDays || (days !== '' && Number(days) === 0))
    problems.push({
      field: 'days',
      message: _('Days must be a whole number from 1 to {n}, or empty for no end.', { n: mostDays }),
    })
  problems.push(...parsed.problems)
  if (problems.length > 0) throw new Refusal(problems)
  const blank = { circulationDesk: null, serviceUnit: null, cantEditRestricted: false }
  return { ...blank, ...(parsed.values as Partial<ProfileRoleValues>), days: days === '' ? null : Number(days) }
}
