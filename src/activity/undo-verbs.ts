import { moveCodeTo } from '#code-tables/code-order.ts'
import { enableCode, makeDefault } from '#code-tables/code-state.ts'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import type { CodeValues } from '#code-tables/code-values.ts'
import { addCode, changeCode, removeCode } from '#code-tables/codes.ts'
import { mandatoryNames } from '#code-tables/mandatory.queries.ts'
import { changeMandatory } from '#code-tables/mandatory.ts'
import { changeSetting } from '#code-tables/settings.ts'
import type { Value } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { mandatoryOffered, mandatoryWord } from '#users/mandatory.ts'
import { changeNamePattern } from '#users/name-order.ts'
import { patternSetting } from '#users/names.ts'
import type { ProfileRole } from '#users/user-roles/profile-roles.ts'
import type { ProfileValues } from '#users/user-roles/profiles.ts'
import { addProfile, changeProfile, removeProfile } from '#users/user-roles/profiles.ts'
import { ruleValues } from '#users/user-roles/rule-values.ts'
import type { RuleValues } from '#users/user-roles/rules.ts'
import { addRule, changeRule, getRule, moveRuleTo, removeRule } from '#users/user-roles/rules.ts'
import type { Held } from './undo-now.ts'
import { isSetting, nowOf, recordTypeOf } from './undo-now.ts'

/** A record, and the version that it has when it is written next. */
type At = { id: number; version: number }
/** The own verbs of a kind of record, as undoing needs them. `values`: what is put back, in the words of history. */
type Verbs = {
  bringBack(tx: Tx, actor: Actor, at: At, values: Held): Promise<unknown>
  putBack(tx: Tx, actor: Actor, at: At, values: Held): Promise<unknown>
  takeAway(tx: Tx, actor: Actor, at: At): Promise<unknown>
}

const numberOr = (value: Value | undefined) => (typeof value === 'number' ? value : undefined)

function tableIn({ tableName }: Held): CodeTable {
  if (typeof tableName === 'string' && Object.hasOwn(codeTables, tableName)) return tableName as CodeTable
  throw new Conflict(_('The table of this code is not there any more.'))
}
const tableOf = async (tx: Tx, id: number) => tableIn((await nowOf.code?.(tx, id, '')) ?? {})

const ofCode: Verbs = {
  async bringBack(tx, actor, { id }, values) {
    const table = tableIn(values)
    const { code, description, recordTypes = null, parent = null } = values
    const said = { code: String(code), description: String(description), recordTypes, parent } as CodeValues & { code: string }
    await addCode(tx, actor, table, said, { id, place: numberOr(values.position) })
    await setState(tx, actor, { table, id }, values)
  },
  async putBack(tx, actor, { id }, { position, enabled, isDefault, ...said }) {
    const table = await tableOf(tx, id)
    if (Object.keys(said).length > 0) await changeCode(tx, actor, table, id, said as CodeValues)
    await setState(
      tx,
      actor,
      { table, id },
      { ...(enabled === undefined ? {} : { enabled }), ...(isDefault === undefined ? {} : { isDefault }) },
    )
    if (typeof position === 'number') await moveCodeTo(tx, actor, table, id, position)
  },
  takeAway: async (tx, actor, { id }) => removeCode(tx, actor, await tableOf(tx, id), id),
}

// What is disabled is no default: it is opened before it becomes one.
async function setState(tx: Tx, actor: Actor, { table, id }: { table: CodeTable; id: number }, { enabled, isDefault }: Held) {
  if (typeof enabled === 'boolean') await enableCode(tx, actor, table, id, enabled)
  if (typeof isDefault === 'boolean') await makeDefault(tx, actor, table, id, isDefault)
}

function profileIn({ roles, ...words }: Held): ProfileValues {
  const kept = Array.isArray(roles) ? { roles: roles.map((text) => JSON.parse(text) as ProfileRole) } : {}
  return { ...(words as ProfileValues), ...kept }
}

const ofProfile: Verbs = {
  bringBack: (tx, actor, at, values) => addProfile(tx, actor, profileIn(values), at),
  putBack: (tx, actor, { id }, values) => changeProfile(tx, actor, id, profileIn(values)),
  takeAway: (tx, actor, { id }) => removeProfile(tx, actor, id),
}

const noCondition = { recordType: null, userGroup: null, jobCategory: null, profileId: null, enabled: true }

const ofRule: Verbs = {
  bringBack: (tx, actor, at, { position, ...values }) =>
    addRule(tx, actor, { ...noCondition, ...values } as RuleValues, { ...at, position: numberOr(position) }),
  async putBack(tx, actor, { id }, { position, ...values }) {
    if (Object.keys(values).length > 0)
      await changeRule(tx, actor, id, { ...ruleValues(await getRule(tx, id)), ...values } as RuleValues)
    if (typeof position === 'number') await moveRuleTo(tx, actor, id, position)
  },
  takeAway: (tx, actor, { id }) => removeRule(tx, actor, id),
}

const ofSetting: Verbs = {
  bringBack: () => Promise.reject(new Conflict(_('This cannot be undone.'))),
  async putBack(tx, actor, _at, values) {
    for (const [name, value] of Object.entries(values)) await putSettingBack(tx, actor, name, value)
  },
  takeAway: () => Promise.reject(new Conflict(_('This cannot be undone.'))),
}

async function putSettingBack(tx: Tx, actor: Actor, name: string, value: Value): Promise<unknown> {
  const type = recordTypeOf(name)
  if (type !== undefined) return putMandatoryBack(tx, actor, type, Array.isArray(value) ? value : [])
  if (name === patternSetting) return changeNamePattern(tx, actor, String(value ?? ''))
  return isSetting(name) ? changeSetting(tx, actor, name, String(value ?? '')) : undefined
}

async function putMandatoryBack(tx: Tx, actor: Actor, type: string, chosen: readonly string[]): Promise<unknown> {
  const offered = await mandatoryOffered(tx, type)
  const odd = chosen.find((name) => !offered.includes(name))
  if (odd !== undefined) throw new Conflict(_('{field} cannot be mandatory any more.', { field: mandatoryWord(odd) }))
  return changeMandatory(tx, actor, type, { drawn: [...(await mandatoryNames(tx, type))], chosen })
}

/** The verbs of each kind of record that can be undone here. */
export const verbsOf: Record<string, Verbs> = { code: ofCode, profile: ofProfile, rule: ofRule, setting: ofSetting }
