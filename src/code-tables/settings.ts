import type { Author, Value } from '#history/history.ts'
import { Clash, mergeEdit } from '#history/merge.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Forbidden, Refusal, refuse } from '#platform/problems.ts'
import { institutionScope } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import { settingOf } from './code-tables.queries.ts'
import { putSetting } from './put-setting.ts'
import type { SettingKind } from './setting-kinds.ts'
import { aName, aNumber, aPattern, someCodes, someRoles, someWords } from './setting-kinds.ts'

/** Settings that the library keeps in its database, each with the value it has until someone changes it. */
export const settingDefaults = {
  institution: 'My library',
  barcode_pattern: 'prefix=2 length=14 check=luhn',
  primary_id_pattern: 'prefix=U length=8',
  session_idle_minutes: '60',
  restricted_groups: '',
  restricted_roles: '',
  sign_in_retention_days: '365',
  history_retention_days: '0',
  bin_days: '30',
  attachment_limit_mb: '20',
  registration_fields: 'birthDate,userGroup,address,phone,email,barcode',
  registration_numbers: 'primaryId',
} as const
export type Setting = keyof typeof settingDefaults
export const settingNames = Object.keys(settingDefaults) as Setting[]

/** What each setting is for, in a sentence. */
export const settingSentences: Record<Setting, string> = {
  institution: _('The name of the library, at the top of every page.'),
  barcode_pattern: _(
    'How a generated barcode looks: prefix, length of the whole number, check=luhn for a check digit at its end or check=none.',
  ),
  primary_id_pattern: _(
    'How a generated primary identifier looks, and any other identifier that is no barcode: prefix, length, check as for barcodes.',
  ),
  session_idle_minutes: _('After how many minutes without a request someone is signed out: 5 to 720.'),
  restricted_groups: _(
    'The user groups whose members are restricted: roles that say so see them and change nothing of theirs. Codes, separated by commas.',
  ),
  restricted_roles: _('The roles whose holders are restricted likewise. Numbers of roles, separated by commas.'),
  sign_in_retention_days: _('For how many days tries to sign in are kept: 30 to 3650.'),
  history_retention_days: _('For how many days history is kept: 30 to 36500, or 0 for ever.'),
  bin_days: _('For how many days a deleted user stays in the bin before it is erased: 1 to 365.'),
  attachment_limit_mb: _('How large an attachment may be, in megabytes: 1 to 200.'),
  registration_fields: _(
    'What quick registration asks beside names and primary identifier: names of fields, and address, phone, email, barcode. Separated by commas.',
  ),
  registration_numbers: _(
    'What quick registration makes by itself where nothing is typed or scanned: primaryId, barcode, both separated by a comma, or nothing.',
  ),
}

/** What people call each of them on a page. */
export const settingLabels: Record<Setting, string> = {
  institution: _('Institution name'),
  barcode_pattern: _('Barcode pattern'),
  primary_id_pattern: _('Primary identifier pattern'),
  session_idle_minutes: _('Minutes until sign-out'),
  restricted_groups: _('Restricted user groups'),
  restricted_roles: _('Restricted roles'),
  sign_in_retention_days: _('Days to keep tries to sign in'),
  history_retention_days: _('Days to keep history'),
  bin_days: _('Days in the bin'),
  attachment_limit_mb: _('Megabytes of an attachment'),
  registration_fields: _('Fields of quick registration'),
  registration_numbers: _('Made by itself when left empty'),
}

const kinds: Record<Setting, SettingKind> = {
  institution: aName,
  barcode_pattern: aPattern,
  primary_id_pattern: aPattern,
  session_idle_minutes: aNumber(5, 720),
  restricted_groups: someCodes('UserGroups'),
  restricted_roles: someRoles,
  sign_in_retention_days: aNumber(30, 3650),
  history_retention_days: aNumber(30, 36_500, true),
  bin_days: aNumber(1, 365),
  attachment_limit_mb: aNumber(1, 200),
  registration_fields: someWords(),
  registration_numbers: someWords(['primaryId', 'barcode']),
}

/** Who may change settings. */
export type SettingsActor = Author & Pick<Actor, 'must' | 'mayIn'>

/** Who is restricted is not for those to say whose own role is bound by it, nor for one library. */
export const mayRestrict = (actor: Pick<Actor, 'mayIn'>): boolean =>
  actor.mayIn('configure', institutionScope, 'restricted users')

/** Changes a setting, with its history. Throws Refusal for a value that it cannot have. */
export async function changeSetting(tx: Tx, actor: SettingsActor, name: Setting, typed: string): Promise<string> {
  actor.must('configure')
  const before = await standing(tx, name)
  const read = await kinds[name](typed, name, tx, before)
  if ('problem' in read) return refuse(name, read.problem)
  await put(tx, actor, name, before, read.value)
  return read.value
}

export type SettingValues = Partial<Record<Setting, string>>

/**
 * Changes several settings at once: all or none. `drawn` is what their author saw: what others changed since is kept,
 * and Clash is thrown where both changed the same. Answers those that it changed, and those kept from others.
 */
export async function changeSettings(
  tx: Tx,
  actor: SettingsActor,
  typed: SettingValues,
  drawn: Record<string, Value> = {},
): Promise<{ changed: Setting[]; theirs: string[] }> {
  actor.must('configure')
  const problems: Problem[] = []
  const [current, values]: [SettingValues, SettingValues] = [{}, {}]
  for (const [name, text] of Object.entries(typed) as [Setting, string][]) {
    const before = await standing(tx, name)
    const read = await kinds[name](text, settingLabels[name], tx, before)
    if ('problem' in read) problems.push({ field: name, message: read.problem })
    else Object.assign(values, { [name]: read.value })
    current[name] = before
  }
  if (problems.length > 0) throw new Refusal(problems)
  const merge = mergeEdit({ ...current, ...drawn }, current, values)
  if (merge.clashing.length > 0) throw new Clash(merge)
  const mine = Object.entries(merge.values) as [Setting, string][]
  const changed = mine.filter(([name, value]) => value !== current[name])
  for (const [name, value] of changed) await put(tx, actor, name, current[name] ?? '', value)
  return { changed: changed.map(([name]) => name), theirs: merge.theirs }
}

const standing = async (tx: Tx, name: Setting): Promise<string> => (await settingOf(tx, name)) ?? settingDefaults[name]

async function put(tx: Tx, actor: SettingsActor, name: Setting, before: string, after: string): Promise<void> {
  if (before !== after && name.startsWith('restricted_') && !mayRestrict(actor))
    throw new Forbidden(
      _('Who is restricted is set by someone who configures the whole institution and may change restricted users.'),
    )
  await putSetting(tx, actor, name, { before, after })
}
