import { signIns } from '#sign-in/sign-in.table.ts'
import type { Shown, State } from './state.ts'
import { at } from './state.ts'

const fail = ({ db, clock, ids }: Shown) =>
  db.write(async (tx) => {
    const tries = [...Array(3).fill({ userId: ids.staff, outcome: 'wrong password' }), { userId: null, outcome: 'unknown' }]
    for (const one of tries) await tx.insert(signIns).values({ at: clock.now(), address: '2001:db8:85a3::8a2e:370:7334', ...one })
  })

/** What was done in the whole house, and who signed in. */
export const statesOfActivity: State[] = [
  at('activity', '/activity'),
  at('activity-filtered', '/activity?door=set-up&subject=user&from=yesterday'),
  at('activity-nothing', '/activity?who=zzz'),
  {
    name: 'sign-ins',
    as: 'administrator',
    async open(shown) {
      await fail(shown)
      await shown.page.goto('/activity/sign-ins')
    },
  },
]
