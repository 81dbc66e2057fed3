import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { wordFor } from '#users/fields.ts'
import type { ListedProfile } from '#users/user-roles/profiles.queries.ts'
import type { FullRule } from '#users/user-roles/rules.queries.ts'

/** What a rule asks of a new user, in words. */
export function asksWords(rule: Pick<FullRule, 'recordType' | 'userGroup' | 'jobCategory'>, describe: Describe): string {
  const asked = [
    rule.recordType && wordFor(rule.recordType),
    rule.userGroup && describe('UserGroups', rule.userGroup),
    rule.jobCategory && describe('JobTitles', rule.jobCategory),
  ].filter(Boolean)
  return asked.length > 0 ? asked.join(' · ') : _('Every new user')
}

const labels: Record<string, string> = {
  name: _('Name'),
  recordType: _('Record type'),
  userGroup: _('User group'),
  jobCategory: _('Job category'),
  profileId: _('Profile'),
  enabled: _('Enabled'),
}

/** The words of a clash about a rule. */
export const ruleWords = (describe: Describe, profiles: readonly ListedProfile[]) => ({
  label: (field: string) => labels[field] ?? field,
  shown(field: string, value: Value): string {
    if (value === null) return ''
    if (typeof value === 'boolean') return value ? _('yes') : _('no')
    if (field === 'profileId') return profiles.find(({ id }) => id === value)?.name ?? String(value)
    if (field === 'userGroup') return describe('UserGroups', String(value))
    if (field === 'jobCategory') return describe('JobTitles', String(value))
    return field === 'recordType' ? wordFor(String(value)) : String(value)
  },
})
