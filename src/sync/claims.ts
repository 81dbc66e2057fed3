import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { caseFold } from '#platform/text.ts'
import { namer } from '#users/names.ts'
import type { NewUser } from '#users/record/create.ts'
import type { FollowPlan } from '#users/record/follow-plan.ts'
import type { KnownUser } from '#users/users.queries.ts'
import { holderOf, identifierKeys } from '#users/users.queries.ts'
import type { User } from '#users/users.table.ts'
import type { Planning } from './planning.ts'

/** The identifiers of a new user, folded. */
export const newKeys = ({ values, identifiers = [] }: NewUser): string[] => [
  ...new Set([String(values.primaryId ?? ''), ...identifiers.map(({ value }) => value)].map(caseFold)),
]

/** The identifiers that a plan brings to a user, and those that it takes away, folded. */
export async function followKeys(
  reader: Reader,
  user: KnownUser,
  plan: FollowPlan,
): Promise<{ takes: string[]; lets: string[] }> {
  const written = plan.steps.filter(({ part, field, why }) => isIdentifier(part, field) && isWritten(why))
  const after = new Set(written.flatMap(({ after }) => (typeof after === 'string' ? [caseFold(after)] : [])))
  const before = written.flatMap(({ before }) => (typeof before === 'string' ? [caseFold(before)] : []))
  if (after.size === 0 && before.length === 0) return { takes: [], lets: [] }
  const { additional } = await identifierKeys(reader, user.id)
  const gone = [...before]
  // The same value may stand twice on one user: it goes with the last of them.
  const stays = [user.primaryIdKey, ...additional].filter((key) => {
    const at = gone.indexOf(key)
    if (at >= 0) gone.splice(at, 1)
    return at < 0
  })
  return {
    takes: [...after].filter((key) => !stays.includes(key)),
    lets: [...new Set(before)].filter((key) => !stays.includes(key) && !after.has(key)),
  }
}

const isIdentifier = (part: string, field: string) =>
  (part === 'general' && field === 'primaryId') || (part === 'identifier' && field === 'value')
const isWritten = (why: string) => ['replaced', 'cleared', 'added', 'removed'].includes(why)

export type Taken = {
  reason: string
  /** Whether the holder may let it go further on in the file. */
  mayGo: boolean
  holder?: User
  key: string
}

/** Which of some identifiers somebody else has, in the database or in the file so far. */
export async function takenBy(planning: Planning, keys: string[], userId: number | undefined): Promise<Taken | undefined> {
  for (const key of keys) {
    if (planning.claimed.has(key)) return { key, mayGo: false, reason: takenInFile(key) }
    const holder = await holderOf(planning.reader, key)
    if (!holder || holder.id === userId || planning.released.has(key)) continue
    return { key, holder, mayGo: mayLetGo(planning, holder), reason: await takenWords(planning.reader, key, holder) }
  }
  return undefined
}

const takenInFile = (value: string) => _('The identifier {value} is given to another user of the file, further up.', { value })

function mayLetGo({ met, rules, deferred }: Planning, holder: User): boolean {
  if (holder.binnedAt !== null || holder.accountType !== 'EXTERNAL' || holder.source !== rules.source) return false
  const position = met.positionOf(holder.id)
  return position === 0 || deferred.has(position)
}

async function takenWords(reader: Reader, value: string, holder: User): Promise<string> {
  const about = { value, name: (await namer(reader))(holder), id: holder.primaryId }
  return holder.binnedAt === null
    ? _('The identifier {value} belongs to {name} ({id}).', about)
    : _('The identifier {value} belongs to {name} ({id}), who is in the bin.', about)
}
