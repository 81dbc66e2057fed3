import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import { roleName } from '#roles/roles.ts'
import type { Namer } from '#users/names.ts'
import { carriedWords, scopeWords } from '#users/role-words.view.ts'
import { isOpen } from '#users/user-roles/offers.ts'
import type { ListedProfile } from '#users/user-roles/profiles.queries.ts'
import type { HolderPlan } from '#users/user-roles/reapply.ts'
import { markOfPlans, mostAtOnce, openPlans } from '#users/user-roles/reapply.ts'
import { profileUrl } from './profiles.view.ts'

const mostShown = 50
type Item = { label: string; kind: 'ok' | 'warn'; role: string; why: string }
/** What re-applying a profile would do for each of its holders, the first of them by name. */
export type HoldersPage = {
  name: string
  url: string
  back: string
  trouble: Trouble
  told: string
  rows: { user: { name: string; url: string; primaryId: string }; items: Item[] }[]
  more: string
  button: string
  barred: string
  /** Where not all are done at once. */
  slices: string
  mark: string
}

type Drawn = { profile: ListedProfile; holders: number; plans: HolderPlan[]; describe: Describe; nameOf: Namer; trouble: Trouble }

export function holdersPage({ profile, holders, plans, describe, nameOf, trouble }: Drawn): HoldersPage {
  const open = openPlans(plans).length
  const barred = plans.filter((plan) => itemsOf(plan, describe).some(({ why }) => why !== '')).length
  return {
    name: profile.name,
    url: `${profileUrl(profile)}/holders`,
    back: profileUrl(profile),
    trouble,
    told: _n('{n} user holds roles from it', '{n} users hold roles from it', holders),
    rows: plans.slice(0, mostShown).map((plan) => ({
      user: { name: nameOf(plan.user), url: `/users/${plan.user.id}/general`, primaryId: plan.user.primaryId },
      items: itemsOf(plan, describe),
    })),
    more: plans.length > mostShown ? _n('{n} more', '{n} more', plans.length - mostShown) : '',
    button: open === 0 ? '' : _n('Re-apply to {n} user', 'Re-apply to {n} users', Math.min(open, mostAtOnce)),
    barred:
      barred === 0
        ? ''
        : _n(
            'For {n} user something is left out, for the reason beside it.',
            'For {n} users something is left out, for the reasons beside it.',
            barred,
          ),
    slices: open > mostAtOnce ? _('There are {n} in all: press again when these are done.', { n: open }) : '',
    mark: markOfPlans(plans),
  }
}

const itemsOf = ({ adds, renewals }: HolderPlan, describe: Describe): Item[] => [
  ...adds.map((offer) => ({
    label: isOpen(offer) ? _('Would be given') : _('Left out'),
    kind: isOpen(offer) ? ('ok' as const) : ('warn' as const),
    role: `${roleName(offer.role.role)} · ${scopeWords(offer.role.scope, describe)}`,
    why: offer.bar ?? '',
  })),
  ...renewals.map(({ row, after, bar }) => ({
    label: bar === undefined ? _('Would change') : _('Left out'),
    kind: bar === undefined ? ('ok' as const) : ('warn' as const),
    role: [roleName(row.role), scopeWords(row.scope, describe), ...carriedWords(after.parameters, describe)].join(' · '),
    why: bar ?? '',
  })),
]
