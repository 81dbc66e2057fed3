import type { Describe } from '#code-tables/code-tables.queries.ts'
import { dayIn } from '#platform/dates.ts'
import { _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { roleName } from '#roles/roles.ts'
import type { Namer } from '#users/names.ts'
import { scopeWords } from '#users/role-words.view.ts'
import type { EndingPlan } from './leavers.ts'
import { markOfPlan, rolesToEnd } from './leavers.ts'

type Row = {
  user: { name: string; url: string; primaryId: string }
  lastSignIn: string
  roles: { name: string; scope: string; why: string }[]
}
/** Staff who have not signed in for a while; on the page that asks, what would be ended and what not. */
export type LeaversPage = {
  form: Form
  trouble: Trouble
  asking: boolean
  days: number
  found: string
  rows: Row[]
  more: boolean
  /** The question, or empty where there is nothing to end. */
  question: string
  button: string
  kept: string
  mark: string
  endingUrl: string
  back: string
}

type Drawn = {
  form: Form
  trouble: Trouble
  asking: boolean
  days: number
  plan: EndingPlan
  describe: Describe
  nameOf: Namer
  timeZone: string
}

export function leaversPage({ form, trouble, asking, days, plan, describe, nameOf, timeZone }: Drawn): LeaversPage {
  const n = rolesToEnd(plan).length
  const people = new Set(rolesToEnd(plan).map(({ user }) => user.id)).size
  const kept = plan.leavers.flatMap(({ endings }) => endings).length - n
  const them = _n('{n} user', '{n} users', people)
  return {
    form,
    trouble,
    asking,
    days,
    found: _n('{n} person', '{n} people', plan.leavers.length),
    rows: plan.leavers.map(({ user, lastSignInAt, endings }) => ({
      user: { name: nameOf(user), url: `/users/${user.id}/general`, primaryId: user.primaryId },
      lastSignIn: lastSignInAt === null ? '' : dayIn(timeZone, lastSignInAt),
      roles: endings.map(({ role, bar }) => ({
        name: roleName(role.role),
        scope: scopeWords(role.scope, describe),
        why: bar ?? '',
      })),
    })),
    more: plan.more,
    question: n === 0 ? '' : _n('End {n} role of {them}?', 'End {n} roles of {them}?', n, { them }),
    button: _n('End {n} role', 'End {n} roles', n),
    kept: kept === 0 ? '' : _n('{n} role stays, for the reason beside it.', '{n} roles stay, for the reasons beside them.', kept),
    mark: markOfPlan(plan),
    endingUrl: `/reports/leavers/ending?days=${days}`,
    back: `/reports/leavers?days=${days}`,
  }
}
