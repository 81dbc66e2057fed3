import type { Author } from '#history/history.ts'
import { diff, recordChange } from '#history/history.ts'
import { forgetCached } from '#platform/db/cached.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { patternText, readPattern } from '#platform/number-pattern.ts'
import { refuse } from '#platform/problems.ts'
import { hasUnstorable, lengthOf } from '#platform/text.ts'
import type { Permission } from '#roles/permissions.ts'
import { settingOf } from './code-tables.queries.ts'
import { settingValues } from './code-tables.table.ts'

/** Settings that the library keeps in its database, each with the value it has until someone changes it. */
export const settingDefaults = {
  institution: 'My library',
  barcode_pattern: 'prefix=2 length=14 check=luhn',
  primary_id_pattern: 'prefix=U length=8',
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
}

/** Changes a setting, with its history. Throws Refusal for a value that it cannot have. */
export async function changeSetting(
  tx: Tx,
  actor: Author & { must(permission: Permission): void },
  name: Setting,
  typed: string,
): Promise<string> {
  actor.must('configure')
  const value = name === 'institution' ? mustBeName(name, typed) : mustBePattern(name, typed)
  const before = await settingOf(tx, name)
  if (before === value) return value
  await tx.insert(settingValues).values({ name, value }).onConflictDoUpdate({ target: settingValues.name, set: { value } })
  forgetCached(tx)
  const changes = diff('setting', { [name]: before ?? settingDefaults[name] }, { [name]: value })
  if (changes.length > 0)
    await recordChange(tx, actor, { subject: 'setting', subjectId: 0, version: 0, action: 'changed', changes })
  return value
}

function mustBeName(name: Setting, typed: string): string {
  const value = typed.trim()
  if (value === '') refuse(name, _('{name} cannot be empty. Give it a value.', { name }))
  if (hasUnstorable(value, false) || lengthOf(value) > 255)
    refuse(name, _('{name} must be one line of at most 255 characters.', { name }))
  return value
}

function mustBePattern(name: Setting, typed: string): string {
  const read = readPattern(typed)
  return 'pattern' in read ? patternText(read.pattern) : refuse(name, read.problem)
}
