import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import { institutionScope, roleName } from '#roles/roles.ts'
import { recordTypes, wordFor } from '#users/fields.ts'
import type { Option } from '#users/role-words.view.ts'
import { carriedWords, enabledOptions, scopeWords } from '#users/role-words.view.ts'
import type { Newcomer } from '#users/user-roles/assignment.ts'
import { failingConditions, rolesFor } from '#users/user-roles/assignment.ts'
import { parametersOf } from '#users/user-roles/role-values.ts'
import type { FullRule } from '#users/user-roles/rules.queries.ts'
import { asksWords } from './rule-words.view.ts'

/** What the try-out shows of a new user: each rule with its answer, and the roles that would be given. */
export type TryPage = {
  form: Form
  recordTypes: Option[]
  groups: Option[]
  jobs: Option[]
  rules: { name: string; asks: string; answer: string; kind: 'ok' | '' }[]
  roles: { name: string; scope: string; carries: string[]; expires: string }[]
  warning: string
  told: string
}

type Tried = {
  form: Form
  newcomer: Newcomer
  rules: readonly FullRule[]
  met: FullRule | undefined
  bar: string | undefined
  today: string
  describe: Describe
  groups: ReadonlyMap<string, Code>
  jobs: ReadonlyMap<string, Code>
}

const labels = { recordType: _('record type'), userGroup: _('user group'), jobCategory: _('job category') }

export function tryPage({ form, newcomer, rules, met, bar, today, describe, groups, jobs }: Tried): TryPage {
  return {
    form,
    recordTypes: recordTypes.map((value) => ({ value, label: wordFor(value) })),
    groups: enabledOptions(groups),
    jobs: enabledOptions(jobs),
    rules: rules.map((rule) => ({
      name: rule.name,
      asks: asksWords(rule, describe),
      answer: answerOf(rule, newcomer, met),
      kind: rule === met ? 'ok' : '',
    })),
    roles: rolesFor(newcomer, met, bar, today).map((role) => ({
      name: roleName(role.role),
      scope: scopeWords(role.scope ?? institutionScope, describe),
      carries: carriedWords(parametersOf(role), describe),
      expires: role.expiryDate ?? '',
    })),
    warning: bar === undefined ? '' : `${bar} ${_('The rule gives nothing beyond Patron until somebody who may saves it.')}`,
    told: met ? _('Gets the profile {name}.', { name: met.profile.name }) : _('No rule holds.'),
  }
}

function answerOf(rule: FullRule, newcomer: Newcomer, met: FullRule | undefined): string {
  if (rule === met) return _('Holds')
  if (!rule.enabled) return _('Disabled')
  if (newcomer.recordType === 'CONTACT') return _('A contact has no roles')
  const failing = failingConditions(rule, newcomer)
  if (failing.length === 0) return _('An earlier rule holds')
  return _('Another {names}', { names: failing.map((name) => labels[name]).join(', ') })
}
