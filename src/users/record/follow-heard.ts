import type { Reader } from '#platform/db/database.ts'
import type { Problem } from '#platform/problems.ts'
import { permissionsOf } from '#roles/rights.ts'
import type { UserValues } from '../fields.ts'
import type { FieldLock } from '../locks.queries.ts'
import { locksOf } from '../locks.queries.ts'
import type { KnownUser } from '../users.queries.ts'
import type { NewUser } from './complete.ts'
import { lacking, withDefaults } from './complete.ts'
import type { Planning } from './follow-fields.ts'
import { planFields } from './follow-fields.ts'
import { planLists } from './follow-lists.ts'
import type { FollowPlan, Heard, SourcePart, SourceRules } from './follow-plan.ts'
import { sourceParts } from './follow-plan.ts'
import { flagsOf, hearRows } from './follow-rows.ts'
import type { UnknownCode, Values } from './follow-texts.ts'
import { ownFields, understand } from './follow-texts.ts'

export type { UnknownCode } from './follow-texts.ts'

/** What came of what a source says, beside the plan: what cannot stand, and codes that the library might add. */
type Found = { problems: Problem[]; unknown: UnknownCode[] }

/** What a source's word would change on a user of its own. Reads and decides; writes nothing. */
export async function planFollow(
  reader: Reader,
  user: KnownUser,
  heard: Heard,
  rules: SourceRules,
  locks?: readonly FieldLock[],
): Promise<{ plan: FollowPlan } & Found> {
  const planning: Planning = {
    reader,
    user,
    rules,
    guarded: !rules.staffFollow && user.held.length > 0 && permissionsOf(user.held, rules.today).size > 0,
    locks: locks ?? (await locksOf(reader, user.id)),
    plan: { set: {}, rows: [], heard: [], steps: [] },
    problems: [],
    unknown: [],
  }
  await planFields(planning, heard)
  await planLists(planning, heard)
  const { plan, problems, unknown } = planning
  return { plan, problems, unknown }
}

/** Whether a plan leaves the user's record as it is; what is only `heard` moves marks on. */
export const writesNothing = ({ set, rows }: FollowPlan): boolean => rows.length === 0 && Object.keys(set).length === 0

const listNames = {
  address: 'addresses',
  phone: 'phones',
  email: 'emails',
  identifier: 'identifiers',
  note: 'notes',
  block: 'blocks',
  statistic: 'statistics',
} as const satisfies Record<SourcePart, keyof NewUser>

/** The user whom a source's word would make. */
export async function planNew(reader: Reader, heard: Heard, rules: SourceRules): Promise<{ made: NewUser } & Found> {
  const context = { reader, recordType: rules.recordType }
  const own = await understand(context, ownFields, heard.fields, {})
  const found: Found = { problems: [...own.problems], unknown: [...own.unknown] }
  const made: NewUser = { origin: 'EXTERNAL', values: valuesOfNew(own.values, rules) }
  for (const part of sourceParts) {
    const texts = heard.lists[part]
    if (texts === undefined || texts.length === 0) continue
    const { rows, problems, unknown } = await hearRows(context, part, texts, [])
    found.problems.push(...problems)
    found.unknown.push(...unknown)
    made[listNames[part]] = settled(
      part,
      rows.map(({ values }) => values),
    ) as never
  }
  const wrong = new Set(found.problems.map(({ field }) => field))
  const missing = await lacking(reader, await withDefaults(reader, made.values), made)
  found.problems.push(...missing.filter(({ field }) => !wrong.has(field)))
  return { made, ...found }
}

// An emptied code stays empty, whatever is usual; only a language and a status everybody has.
function valuesOfNew(heard: Values, { recordType, source }: SourceRules): UserValues {
  const values: Values = { recordType, accountType: 'EXTERNAL', source }
  for (const [name, value] of Object.entries(heard)) {
    const stays = value !== null || (ownFields[name]?.codes !== undefined && name !== 'preferredLanguage')
    if (stays) values[name] = value
  }
  return values as UserValues
}

// Of each flag one row has it, as many as a source may tick; what is empty need not be kept.
function settled(part: SourcePart, rows: Values[]): Values[] {
  const firstWith = Object.fromEntries((flagsOf[part] ?? []).map((flag) => [flag, rows.findIndex((row) => row[flag] === true)]))
  return rows.map((row, at) =>
    Object.fromEntries(
      Object.entries(row).filter(([name, value]) => value !== null && value !== false && (firstWith[name] ?? at) === at),
    ),
  )
}
