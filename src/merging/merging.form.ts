import { codesOf, defaultCode } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Typed } from '#platform/web/form-page.ts'
import { barcodeType } from '#users/identifiers/identifiers.ts'
import type { Pair, Plan } from '#users/record/merge-plan.ts'
import { mergedLists } from '#users/record/merged-lists.ts'
import type { Chosen } from '#users/record/merging.ts'
import { lookedAt } from '#users/record/merging.ts'
import { userNamedBy } from '#users/users.queries.ts'
import type { User } from '#users/users.table.ts'

export const sides = ['keeper', 'gone'] as const
/** The fields of the form: whom it is about, what goes over, and which values the keeper takes. */
export const mergeNames = {
  fields: [...sides, 'parts', 'takes', 'internal', 'passes', 'primaryAs', 'seen'],
  lists: ['parts', 'takes'],
  ticks: ['internal', 'passes'],
}

export const partNames = mergedLists.map(({ part }) => part)

/** What is chosen before anyone chose: all goes over, and the keeper takes what it has not. */
export async function usualChoice(reader: Reader, pair: Pair, plan: Plan): Promise<Record<string, unknown>> {
  const types = await primaryTypes(reader, pair.keeper)
  const usual = await defaultCode(reader, 'UserIdentifierTypes', pair.keeper.recordType)
  return {
    parts: partNames,
    takes: plan.fields.filter(({ keeper }) => keeper === null).map(({ field }) => field),
    internal: '',
    passes: types.length > 0 ? 'on' : '',
    primaryAs: types.find(({ value }) => value === usual)?.value ?? types[0]?.value ?? '',
    seen: lookedAt(pair),
  }
}

/** The types under which the keeper can hold the other’s primary identifier: no card is made of it. */
export async function primaryTypes(reader: Reader, { recordType }: User): Promise<{ value: string; label: string }[]> {
  if (recordType === 'CONTACT') return []
  const codes = [...(await codesOf(reader, 'UserIdentifierTypes')).values()]
  return codes
    .filter((code) => code.code !== barcodeType && mayBeChosen(code, recordType))
    .map(({ code, description }) => ({ value: code, label: description }))
}

/** The two whom identifiers name, as far as they name anyone, and what is wrong with the others. */
export async function namedIn(reader: Reader, typed: Record<string, unknown>) {
  const found: Partial<Record<(typeof sides)[number], User>> = {}
  const problems: Problem[] = []
  for (const field of sides) {
    const identifier = String(typed[field] ?? '').trim()
    if (identifier === '') continue
    const user = await userNamedBy(reader, caseFold(identifier))
    if (user) found[field] = user
    else problems.push({ field, message: _('No user has the identifier {identifier}. Enter another one.', { identifier }) })
  }
  return { found, problems }
}

/** What was chosen, as the verb takes it. */
export async function chosenIn(reader: Reader, keeper: User, typed: Typed): Promise<Chosen> {
  const list = (name: string) => [typed[name] ?? []].flat()
  const types = await primaryTypes(reader, keeper)
  const primaryAs = types.find(({ value }) => value === typed.primaryAs)?.value
  const passes = typed.passes === 'on'
  if (passes && primaryAs === undefined)
    refuse('primaryAs', _('Choose the type under which the keeper holds the other primary identifier.'))
  return {
    parts: list('parts').filter((part) => partNames.includes(part as never)),
    fields: list('takes'),
    internal: typed.internal === 'on',
    primaryAs: passes ? primaryAs : undefined,
    seen: String(typed.seen ?? ''),
  }
}
