import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { counts } from '#roles/rights.ts'
import { institutionScope, patronRole, roleByCode } from '#roles/roles.ts'
import type { Field } from '#users/fields.ts'
import { roleFields, userFields } from '#users/fields.ts'
import type { AccountType } from '#users/record/account-type.ts'
import { changeAccountType } from '#users/record/account-type.ts'
import { mustBeKnown } from '#users/user-roles/role-values.ts'
import type { NewRole } from '#users/user-roles/user-roles.ts'
import { endRole, grantRole } from '#users/user-roles/user-roles.ts'
import type { TaskKind, TaskValues } from './task-kind.ts'
import { textOf, understood } from './task-kind.ts'

// How people sign in elsewhere is set up by hand, one by one.
const accountType: Field = { ...userFields.accountType, choices: ['INTERNAL', 'EXTERNAL'], required: true }
const source: Field = userFields.source

/** Says who owns the users: the library, or the source of a code. */
export const accountTypeTask: TaskKind = {
  label: accountType.label,
  fields: ['accountType', 'source'],
  conditions: ['is'],
  field: accountType,
  async check(reader, values): Promise<TaskValues> {
    const found = await understood(reader, { accountType, source }, values)
    if (found.accountType === 'INTERNAL') return { accountType: 'INTERNAL' }
    if (!found.source) refuse('source', _('Enter the code of the source that owns the user from now on.'))
    return { accountType: 'EXTERNAL', source: found.source as string }
  },
  present: (_reader, user) => user.accountType,
  act: (tx, { actor, user, values }) =>
    changeAccountType(tx, actor, user, {
      accountType: values.accountType as AccountType,
      source: (values.source ?? null) as string | null,
    }),
}

const { expiryDate, circulationDesk, serviceUnit, cantEditRestricted } = roleFields
const carried = { expiryDate, circulationDesk, serviceUnit, cantEditRestricted }

/** Gives a role, with what it carries. Whoever holds it stays as they are. */
export const addRoleTask: TaskKind = {
  label: _('Add a role'),
  fields: ['role', 'scope', ...Object.keys(carried)],
  ticks: ['cantEditRestricted'],
  conditions: [],
  async check(reader, values, today) {
    const role = roleIn(values)
    const found = (await understood(reader, carried, values)) as Partial<NewRole>
    const last = found.expiryDate ?? null
    if (last !== null && last < today)
      refuse('expiryDate', _('{day} has passed. Enter a day to come, or leave Expires empty.', { day: last }))
    const scope = role === patronRole ? institutionScope : textOf(values.scope) || institutionScope
    const kept = { ...found, role, scope }
    await mustBeKnown(reader, [kept])
    return kept as TaskValues
  },
  present: () => null,
  async act(tx, { actor, user, values }) {
    const role = values as unknown as NewRole
    const held = user.held.find((one) => one.role === role.role && one.scope === role.scope)
    if (!held || !counts(held, actor.clock.today())) await grantRole(tx, actor, user, role)
  },
}

/** Ends a role, in one scope or in all of them. */
export const endRoleTask: TaskKind = {
  label: _('End a role'),
  fields: ['role', 'scope'],
  conditions: [],
  async check(reader, values) {
    const scope = textOf(values.scope)
    const kept = { role: roleIn(values), scope }
    await mustBeKnown(reader, [scope === '' ? { role: kept.role } : kept])
    return kept
  },
  present: () => null,
  async act(tx, { actor, user, values }) {
    const meant = user.held.filter(({ role, scope }) => role === values.role && (values.scope === '' || scope === values.scope))
    for (const { id, status } of meant) if (status === 'ACTIVE') await endRole(tx, actor, user, id)
  },
}

function roleIn({ role }: TaskValues): number {
  const code = textOf(role)
  if (code === '') return refuse('role', _('Role is required. Choose one.'))
  if (!/^\d{1,9}$/.test(code) || !roleByCode(Number(code))) return refuse('role', _('There is no role {code}.', { code }))
  return Number(code)
}
