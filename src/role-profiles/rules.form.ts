import type { Typed } from '#platform/web/form-page.ts'
import type { RuleValues } from '#users/user-roles/rules.ts'

export const ruleNames = {
  fields: ['name', 'recordType', 'userGroup', 'jobCategory', 'profileId', 'enabled'],
  ticks: ['enabled'],
}

/** What was typed, as values; a condition left empty always holds. */
export function ruleIn(typed: Typed): RuleValues {
  const text = (name: string) => String(typed[name] ?? '').trim()
  return {
    name: text('name'),
    recordType: text('recordType') || null,
    userGroup: text('userGroup') || null,
    jobCategory: text('jobCategory') || null,
    profileId: /^\d{1,15}$/.test(text('profileId')) ? Number(text('profileId')) : null,
    enabled: text('enabled') !== '' && text('enabled') !== 'false',
  }
}
