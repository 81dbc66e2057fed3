import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { profileNumbered } from './profiles.queries.ts'
import { mustGiveEach } from './profiles.ts'
import type { FullRule } from './rules.queries.ts'
import { requiredName } from './texts.ts'

/** What a rule asks of a new user, and the profile that it gives. An empty condition always holds. */
export type RuleValues = {
  name: string
  recordType: string | null
  userGroup: string | null
  jobCategory: string | null
  profileId: number | null
  enabled: boolean
}

/** The values as they are kept. Throws Refusal for what cannot stand, Forbidden for a profile beyond the actor. */
export async function checkedRule(tx: Tx, actor: Actor, typed: RuleValues, current?: FullRule): Promise<RuleValues> {
  const problems: Problem[] = []
  const profile = typed.profileId === null ? undefined : await profileNumbered(tx, typed.profileId)
  if (!profile) problems.push({ field: 'profileId', message: _('Profile is required. Choose one of the list.') })
  else mustGiveEach(actor, profile.roles)
  if (typed.recordType !== null && !['STAFF', 'PUBLIC'].includes(typed.recordType))
    problems.push({ field: 'recordType', message: _('Record type must be Staff or Public, or empty for both.') })
  problems.push(
    ...(await unknownCode(tx, 'userGroup', 'UserGroups', typed, current)),
    ...(await unknownCode(tx, 'jobCategory', 'JobTitles', typed, current)),
  )
  if (problems.length > 0) throw new Refusal(problems)
  return { ...typed, name: requiredName(typed.name) }
}

async function unknownCode(
  reader: Reader,
  field: 'userGroup' | 'jobCategory',
  table: CodeTable,
  typed: RuleValues,
  current?: FullRule,
): Promise<Problem[]> {
  const code = typed[field]
  if (code === null || code === current?.[field] || (await codesOf(reader, table)).get(code)?.enabled) return []
  return [{ field, message: _('There is no {code}. Choose one of the list.', { code }) }]
}

/** The values of a rule that is there. */
export const ruleValues = ({
  name,
  recordType,
  userGroup,
  jobCategory,
  profileId,
  enabled,
}: FullRule): RuleValues & { profileId: number } => ({
  name,
  recordType,
  userGroup,
  jobCategory,
  profileId,
  enabled,
})
