import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Actor } from '#sign-in/actor.ts'
import { wordFor } from '#users/fields.ts'
import type { Option } from '#users/role-words.view.ts'
import { enabledOptions } from '#users/role-words.view.ts'
import { barToRole } from '#users/user-roles/granting.ts'
import type { ListedProfile } from '#users/user-roles/profiles.queries.ts'
import type { FullRule } from '#users/user-roles/rules.queries.ts'
import { profileUrl } from './profiles.view.ts'
import { asksWords } from './rule-words.view.ts'

export const rulesUrl = '/configuration/rules'
export const ruleUrl = ({ id }: { id: number }) => `${rulesUrl}/${id}`

/** A rule as the list shows it. `warning`: why it gives nothing beyond Patron though it is enabled. */
export type RuleRow = {
  id: number
  anchor: string
  name: string
  asks: string
  profile: { name: string; url: string }
  enabled: boolean
  by: string
  warning: string
  /** Where the actor may give what the rule gives. */
  edit?: string
  removal?: string
  isFirst: boolean
  isLast: boolean
}
export type RulesPage = { rows: RuleRow[]; hasProfiles: boolean; problem: Trouble }

type Listed = { rules: readonly FullRule[]; bars: ReadonlyMap<number, string>; describe: Describe; actor: Actor }
export const rulesPage = ({ rules, bars, describe, actor }: Listed, hasProfiles: boolean, problem: Trouble): RulesPage => ({
  rows: rules.map((rule, n) => ({
    id: rule.id,
    anchor: `rule-${rule.id}`,
    name: rule.name,
    asks: asksWords(rule, describe),
    profile: { name: rule.profile.name, url: profileUrl(rule.profile) },
    enabled: rule.enabled,
    by: rule.authorName,
    warning: bars.get(rule.id) ?? '',
    ...(rule.profile.roles.every((role) => barToRole(actor, role) === undefined)
      ? { edit: `${ruleUrl(rule)}/edit`, removal: `${ruleUrl(rule)}/removal` }
      : {}),
    isFirst: n === 0,
    isLast: n === rules.length - 1,
  })),
  hasProfiles,
  problem,
})

/** The form of a rule, or the question whether to remove it. */
export type RulePage = {
  heading: string
  mode: 'new' | 'edit' | 'removal'
  name: string
  url: string
  back: string
  open: { form: Form; trouble: Trouble; version: number }
  recordTypes: Option[]
  groups: Option[]
  jobs: Option[]
  profiles: Option[]
}

export const typeOptions: Option[] = ['STAFF', 'PUBLIC'].map((value) => ({ value, label: wordFor(value) }))

type Drawn = {
  mode: RulePage['mode']
  rule: FullRule | undefined
  form: Form
  trouble: Trouble
  groups: ReadonlyMap<string, Code>
  jobs: ReadonlyMap<string, Code>
  profiles: readonly ListedProfile[]
}

const headings = {
  new: () => _('Add rule'),
  edit: (name: string) => _('Edit {name}', { name }),
  removal: (name: string) => _('Remove {name}', { name }),
}

export const rulePage = ({ mode, rule, form, trouble, groups, jobs, profiles }: Drawn): RulePage => ({
  heading: headings[mode](rule?.name ?? _('rule')),
  mode,
  name: rule?.name ?? '',
  url: rule ? `${ruleUrl(rule)}/${mode}` : `${rulesUrl}/new`,
  back: rulesUrl,
  open: { form, trouble, version: Number(form.values.version) || rule?.version || 0 },
  recordTypes: typeOptions,
  groups: enabledOptions(groups),
  jobs: enabledOptions(jobs),
  profiles: [
    ...(rule ? [] : [{ value: '', label: '' }]),
    ...profiles.map(({ id, name }) => ({ value: String(id), label: name })),
  ],
})
