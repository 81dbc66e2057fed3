import { codesOf } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { patronRole } from '#roles/roles.ts'
import type { Retyped } from '../contact/retyping.ts'
import { retypedUnder } from '../contact/retyping.ts'
import type { Field, RecordType, UserField } from '../fields.ts'
import { userFields } from '../fields.ts'
import type { Mandatory, RowKind } from '../mandatory.ts'
import { mandatoryOf, mandatoryWord } from '../mandatory.ts'
import type { KnownUser } from '../users.queries.ts'
import { rowsHeld } from './bin.queries.ts'

type Held = string | string[] | null
/** What another record type would mean for a user. Nothing is written while `reasons` stand. */
export type TypePlan = {
  reasons: string[]
  /** What is not open to the new type, and would be left of it. */
  narrowed: { field: UserField; before: Held; after: Held }[]
  /** What can be chosen anew or has to be filled in, and which of it must be. */
  asked: UserField[]
  required: ReadonlySet<string>
  retyped: Retyped[]
  patron: boolean
}

export async function recordTypePlan(reader: Reader, user: KnownUser, to: RecordType): Promise<TypePlan> {
  const mandatory = await mandatoryOf(reader, to)
  const narrowed = await narrowedUnder(reader, user, to)
  const chosenAnew: UserField[] = []
  for (const { field, after } of narrowed) if (after === null && (await canBeChosen(reader, field, to))) chosenAnew.push(field)
  const left = (name: string) => {
    const found = narrowed.find(({ field }) => field === name)
    return found ? found.after : user[name as UserField]
  }
  const missing = [...mandatory.fields].filter((name) => isEmpty(left(name))) as UserField[]
  return {
    reasons: [...(await reasonsOf(reader, user, to)), ...(await missingRows(reader, user, mandatory))],
    narrowed,
    asked: [...new Set([...chosenAnew, ...missing])],
    required: mandatory.fields,
    retyped: await retypedUnder(reader, user, to),
    patron: to === 'PUBLIC' && !user.held.some(({ role }) => role === patronRole),
  }
}

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0)

async function narrowedUnder(reader: Reader, user: KnownUser, to: RecordType): Promise<TypePlan['narrowed']> {
  const found: TypePlan['narrowed'] = []
  for (const [name, field] of Object.entries<Field>(userFields)) {
    const before = user[name as UserField] as Held
    if (isEmpty(before) || !field.codes) continue
    const codes = await codesOf(reader, field.codes)
    const hasField = field.types?.some((type) => type === to) ?? true
    const isOpen = (code: string) => hasField && (codes.get(code)?.recordTypes?.includes(to) ?? true)
    const kept = [before].flat().filter((code) => isOpen(String(code))) as string[]
    if (kept.length === [before].flat().length) continue
    found.push({ field: name as UserField, before, after: kept.length > 0 ? kept : null })
  }
  return found
}

async function canBeChosen(reader: Reader, name: UserField, to: RecordType): Promise<boolean> {
  const field: Field = userFields[name]
  if (!field.codes || field.kind !== 'code' || field.types?.every((type) => type !== to)) return false
  return [...(await codesOf(reader, field.codes)).values()].some((code) => mayBeChosen(code, to))
}

/** A contact has neither roles nor additional identifiers, and borrows nothing. */
async function reasonsOf(reader: Reader, user: KnownUser, to: RecordType): Promise<string[]> {
  if (to !== 'CONTACT') return []
  const { roles, identifiers, sponsors, proxies } = await rowsHeld(reader, user.id)
  const links = sponsors + proxies
  return [
    roles ? _n('A contact has no roles. Remove {n} role first.', 'A contact has no roles. Remove {n} roles first.', roles) : '',
    identifiers
      ? _n(
          'A contact has no additional identifiers. Remove {n} identifier first.',
          'A contact has no additional identifiers. Remove {n} identifiers first.',
          identifiers,
        )
      : '',
    links
      ? _n(
          'A contact has no proxies and is none. Remove {n} link first.',
          'A contact has no proxies and is none. Remove {n} links first.',
          links,
        )
      : '',
  ].filter(Boolean)
}

async function missingRows(reader: Reader, user: KnownUser, { rows }: Mandatory): Promise<string[]> {
  if (rows.size === 0) return []
  const held = await rowsHeld(reader, user.id)
  const counted: Record<RowKind, number> = {
    address: held.addresses,
    phone: held.phones,
    email: held.emails,
    barcode: held.barcodes,
  }
  return [...rows]
    .filter((kind) => counted[kind] === 0)
    .map((kind) => _('{row} is required for that record type. Add it first.', { row: mandatoryWord(kind) }))
}
