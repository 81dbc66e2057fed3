import { codesOf } from '#code-tables/code-tables.queries.ts'
import { same } from '#history/merge.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Field } from '../fields.ts'
import { parts, userFields } from '../fields.ts'
import { rowNumbered } from '../moved-rows.ts'
import { mayChangeOwned } from '../owned.ts'
import type { List, Row } from '../rows.ts'
import { barTo } from '../user-roles/granting.ts'
import type { HeldRow } from '../user-roles/user-roles.ts'
import type { KnownUser } from '../users.queries.ts'
import type { Rows } from './merged-lists.ts'
import { listOf, mergedLists, rowsOfRecord } from './merged-lists.ts'
import { linksFor } from './mergers.queries.ts'

/** The two users of a merger: the one who is kept, and the one who is gone afterwards. */
export type Pair = { keeper: KnownUser; gone: KnownUser }
/** A row of the one who is gone; `stays` says why it does not go over. */
export type Going = { list: List; row: Row; stays?: string | undefined }
/** A field in which the two differ and that the keeper can take. */
export type Differing = { field: string; keeper: unknown; gone: unknown }
export type Plan = { rows: Going[]; links: Going[]; fields: Differing[] }

/** What a merger would bring over, and what would stay behind and why. */
export async function planMerger(reader: Reader, actor: Actor, pair: Pair): Promise<Plan> {
  const kept = await rowsOfRecord(reader, pair.keeper.id)
  const theirs = await rowsOfRecord(reader, pair.gone.id)
  const rows = mergedLists.flatMap((list) =>
    (theirs.get(list.part) ?? []).map((row): Going => ({ list, row, stays: whyStays(actor, pair, kept, list, row) })),
  )
  return { rows, links: await planLinks(reader, pair), fields: await differing(reader, pair) }
}

const here = () => _('the keeper has the same')
const notForContacts = new Set(['identifier', 'proxy', 'role'])

function whyStays(actor: Actor, { keeper, gone }: Pair, kept: Rows, list: List, row: Row): string | undefined {
  const own = kept.get(list.part) ?? []
  if (keeper.recordType === 'CONTACT' && notForContacts.has(list.part)) return _('a contact has none')
  if (list.part === 'role') return whyRoleStays(actor, { keeper, gone }, row as unknown as HeldRow)
  if (![keeper, gone].every((user) => mayChangeOwned(actor, list.permission, user, row.ownerLibrary)))
    return _('your roles do not permit changing it')
  if (list.part === 'proxy' && row.forUserId === keeper.id) return _('nobody acts for themselves')
  return own.some((other) => isSame(list.part, other, row)) ? here() : undefined
}

function whyRoleStays(actor: Actor, { keeper, gone }: Pair, held: HeldRow): string | undefined {
  if (keeper.held.some(({ role, scope }) => role === held.role && scope === held.scope)) return here()
  return barTo(actor, keeper, held) ?? barTo(actor, gone, held)
}

const whatCounts: Record<string, readonly string[]> = {
  address: ['line1', 'line2', 'line3', 'line4', 'line5', 'city', 'stateProvince', 'postalCode', 'country'],
  email: ['address'],
  phone: ['number'],
  statistic: ['category'],
  proxy: ['forUserId'],
}
const plain = (value: unknown) => caseFold(String(value ?? ''))
const isSame = (part: string, one: Row, other: Row) =>
  whatCounts[part]?.every((field) => plain(one[field]) === plain(other[field])) ?? false

/** Who acts for the one who is gone acts for the keeper: but nobody for themselves, and nobody twice. */
async function planLinks(reader: Reader, { keeper, gone }: Pair): Promise<Going[]> {
  const list = listOf('proxy')
  if (!list) return []
  const kept = await linksFor(reader, keeper.id)
  const links = await linksFor(reader, gone.id)
  const going: Going[] = []
  for (const { id, userId } of links) {
    const row = await rowNumbered(reader, list, id)
    const stays =
      userId === keeper.id
        ? _('nobody acts for themselves')
        : keeper.recordType === 'CONTACT'
          ? _('a contact has none')
          : kept.some((link) => link.userId === userId)
            ? here()
            : undefined
    if (row) going.push({ list, row, stays })
  }
  return going
}

async function differing(reader: Reader, { keeper, gone }: Pair): Promise<Differing[]> {
  const type = keeper.recordType
  const found: Differing[] = []
  for (const [field, facts] of Object.entries<Field>(userFields)) {
    const [own, other] = [keeper[field as keyof KnownUser], gone[field as keyof KnownUser]]
    const isEmpty = other === null || (Array.isArray(other) && other.length === 0)
    const isOwn = facts.fixed || field === 'primaryId' || facts.types?.every((one) => one !== type)
    if (isOwn || isEmpty || same(own as never, other as never)) continue
    if (facts.codes && typeof other === 'string') {
      const types = (await codesOf(reader, facts.codes)).get(other)?.recordTypes
      if (types && !types.includes(type)) continue
    }
    found.push({ field, keeper: own, gone: other })
  }
  return found
}

/** What people call a part of a record that can go over. */
export const partLabel = (part: string): string => parts[part as keyof typeof parts]?.label ?? part
