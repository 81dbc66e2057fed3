import type { HeldRow } from '#users/user-roles/user-roles.ts'

/** A role in a scope as two users hold it, or one of them. */
export type Compared = { one: HeldRow | undefined; other: HeldRow | undefined; same: boolean }

const carried = ({ status, expiryDate, parameters }: HeldRow) => JSON.stringify([status, expiryDate, parameters ?? null])
const isSame = (one: HeldRow | undefined, other: HeldRow | undefined) =>
  one !== undefined && other !== undefined && carried(one) === carried(other)

/** Two users' roles side by side: first those that differ. */
export function compareRoles(ones: readonly HeldRow[], others: readonly HeldRow[]): Compared[] {
  const matching = (role: HeldRow) => (held: HeldRow) => held.role === role.role && held.scope === role.scope
  const rows = ones.map((one) => ({ one, other: others.find(matching(one)) }))
  const rest = others.filter((other) => !ones.some(matching(other))).map((other) => ({ one: undefined, other }))
  const all = [...rows, ...rest].map((row) => ({ ...row, same: isSame(row.one, row.other) }))
  return [...all.filter(({ same }) => !same), ...all.filter(({ same }) => same)]
}
