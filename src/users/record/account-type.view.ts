import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { wordFor } from '../fields.ts'
import type { User } from '../users.table.ts'
import type { AccountType } from './account-type.ts'

/** What each other account type would mean for a user, and the form that sets it. */
export type AccountTypeQuestion = {
  url: string
  back: string
  now: string
  reasons: string[]
  types: { value: string; label: string; chosen: boolean; effects: string[] }[]
  asksSource: boolean
  sourceHint: string
  form: Form
  trouble: Trouble
  version: number
}

type Asked = {
  user: User
  types: readonly AccountType[]
  reasons: string[]
  hasPassword: boolean
  sources: string[]
  form: Form
  trouble: Trouble
}

export function accountTypeQuestion({ user, types, reasons, hasPassword, sources, form, trouble }: Asked): AccountTypeQuestion {
  const chosen = form.values.accountType || (types.length === 1 ? types[0] : '')
  return {
    url: `/users/${user.id}/account-type`,
    back: `/users/${user.id}/general`,
    now: _('The account type is {type}.', { type: wordFor(user.accountType) }),
    reasons,
    types: types.map((type) => ({
      value: type,
      label: wordFor(type),
      chosen: type === chosen,
      effects: effectsOf(user, type, hasPassword),
    })),
    asksSource: types.includes('EXTERNAL'),
    sourceHint:
      sources.length > 0
        ? _('For external users: where they come from. In use: {list}.', { list: sources.join(', ') })
        : _('For external users: where they come from.'),
    form,
    trouble,
    version: user.version,
  }
}

const effectsOf = (user: User, type: AccountType, hasPassword: boolean): string[] =>
  [
    type === 'EXTERNAL' ? _('The source owns the user: its next synchronisation overwrites what it sends.') : '',
    type !== 'EXTERNAL' && user.accountType === 'EXTERNAL'
      ? _('The library owns the user: synchronisations change it no more, and report it as not external.')
      : '',
    type !== 'EXTERNAL' && user.source ? _('The source {source} is cleared.', { source: user.source }) : '',
    type === 'INTERNAL' ? _('Signs in here with a password: set one, or make a reset link, where it needs one.') : '',
    type !== 'INTERNAL' ? _('Signs in with the institution’s own system, and not here.') : '',
    type !== 'INTERNAL' && hasPassword ? _('The password is deleted, and whoever is signed in as this user no longer is.') : '',
    _('Dates, roles and rows stay as they are; rows that staff added stay internal.'),
  ].filter(Boolean)
