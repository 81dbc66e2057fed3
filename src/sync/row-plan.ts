import type { NewUser } from '#users/record/create.ts'
import type { FollowPlan, Restored } from '#users/record/follow-plan.ts'

/** What a row of a plan means to do: make a user, or let one follow the source. */
export type RowPlan = { create: NewUser } | { follow: FollowPlan }

/** What taking a row back needs. `created`: the user was not there. */
export type Before = { created: true } | { restored: Restored }
