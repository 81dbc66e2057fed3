import type { AccountType } from '#users/record/account-type.ts'
import type { NewUser } from '#users/record/create.ts'
import type { FollowPlan, Restored } from '#users/record/follow-plan.ts'
import type { UnknownCode } from '#users/record/follow-texts.ts'

/** An identifier that a user takes from another one of the same file, who lets it go. */
export type Passed = { value: string; from: number }

/**
 * What a row of a plan means to do: make a user, let one follow the source, or make one external. Rows with the same
 * `knot` exchange identifiers with each other: all of them are carried out, or none. A rejected row keeps the codes that
 * the library does not have.
 */
export type RowPlan =
  | { create: NewUser }
  | { follow: FollowPlan; source: string; knot?: number; passed?: Passed[] }
  | { unknown: UnknownCode[] }
  | { external: { source: string } }

/** What taking a row back needs. `created`: the user was not there; `account`: how the library's own user signed in. */
export type Before = { created: true } | { restored: Restored; passed?: Passed[]; knot?: number } | { account: AccountType }
