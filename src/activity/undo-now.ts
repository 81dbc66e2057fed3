import { codeById } from '#code-tables/code-changes.queries.ts'
import { codesOf, settingOf } from '#code-tables/code-tables.queries.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { mandatoryNames, mandatorySetting } from '#code-tables/mandatory.queries.ts'
import { settingNow } from '#code-tables/settings.queries.ts'
import type { Setting } from '#code-tables/settings.ts'
import { settingNames } from '#code-tables/settings.ts'
import type { Value } from '#history/history.ts'
import type { Reader } from '#platform/db/database.ts'
import { recordTypes } from '#users/fields.ts'
import { patternNow, patternSetting } from '#users/names.ts'
import { roleText } from '#users/user-roles/profile-roles.ts'
import { profileNumbered } from '#users/user-roles/profiles.queries.ts'
import { ruleValues } from '#users/user-roles/rule-values.ts'
import { everyRule } from '#users/user-roles/rules.queries.ts'

/** A record of the configuration in the words of its history. */
export type Held = Record<string, Value>
/** Reads one record, by its number; undefined when it is not there. Settings have no number, so the field is named. */
type Read = (reader: Reader, id: number, field: string) => Promise<Held | undefined>

export const recordTypeOf = (setting: string) => recordTypes.find((type) => mandatorySetting(type) === setting)
export const isSetting = (name: string): name is Setting => settingNames.includes(name as Setting)
export const isKnownSetting = (name: string): boolean =>
  isSetting(name) || name === patternSetting || recordTypeOf(name) !== undefined

/** How the records of each kind that can be undone here read now. */
export const nowOf: Record<string, Read> = {
  async code(reader, id) {
    const found = await codeById(reader, id)
    if (!found) return undefined
    const all = [...(await codesOf(reader, found.tableName as CodeTable)).values()]
    const { id: _id, ...held } = found
    return { ...held, position: all.findIndex((one) => one.id === id) + 1 }
  },
  async profile(reader, id) {
    const found = await profileNumbered(reader, id)
    return found && { name: found.name, description: found.description, roles: found.roles.map(roleText) }
  },
  async rule(reader, id) {
    const found = (await everyRule(reader)).find((one) => one.id === id)
    return found && { ...ruleValues(found), position: found.position }
  },
  setting: async (reader, _id, name) => ({ [name]: await settingValue(reader, name) }),
}

async function settingValue(reader: Reader, name: string): Promise<Value> {
  const type = recordTypeOf(name)
  if (type === undefined) {
    if (name === patternSetting) return (await patternNow(reader)).text
    return isSetting(name) ? settingNow(reader, name) : ((await settingOf(reader, name)) ?? null)
  }
  const names = [...(await mandatoryNames(reader, type))]
  return names.length === 0 ? null : names
}

/** Whether another code is what new users get by now. */
export async function hasDefault(reader: Reader, table: string): Promise<boolean> {
  return [...(await codesOf(reader, table as CodeTable)).values()].some(({ isDefault }) => isDefault)
}
