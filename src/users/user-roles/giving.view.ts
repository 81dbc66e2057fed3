import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { roleName } from '#roles/roles.ts'
import type { Namer } from '../names.ts'
import type { Option } from '../role-words.view.ts'
import { carriedWords, scopeWords } from '../role-words.view.ts'
import type { User } from '../users.table.ts'
import type { Offer } from './offers.ts'
import { isOpen, markOf } from './offers.ts'
import { parametersOf } from './role-values.ts'

/** A role that would be given or not, in words. */
export type OfferRow = {
  name: string
  scope: string
  carries: string[]
  expires: string
  outcome: { label: string; kind: 'ok' | 'warn' | '' }
  why: string
}
/** What a page shows that gives several roles at once: the choice, then what would be given. */
export type GivingPage = {
  form: Form
  trouble: Trouble
  url: string
  back: string
  from?: { name: string; url: string; compareUrl: string } | undefined
  profiles: Option[]
  rows: OfferRow[] | undefined
  mark: string
  /** The word on the button; empty where there is nothing to give. */
  give: string
  /** Why nothing is given though something could be. */
  note: string
}

export function offerRow(offer: Offer, describe: Describe): OfferRow {
  const { role, held, bar } = offer
  return {
    name: roleName(role.role),
    scope: scopeWords(role.scope, describe),
    carries: carriedWords(parametersOf(role), describe),
    expires: role.expiryDate ?? '',
    outcome: isOpen(offer)
      ? { label: _('Will be given'), kind: 'ok' }
      : held
        ? { label: held, kind: '' }
        : { label: _('Left out'), kind: 'warn' },
    why: held ? '' : (bar ?? ''),
  }
}

type Given = { user: User; form: Form; trouble: Trouble; describe: Describe; offers: Offer[] | undefined }

export function fromProfilePage({ user, form, trouble, describe, offers }: Given, profiles: Option[]): GivingPage {
  // All or none: one that may not be given keeps the others back.
  const isBarred = offers?.some(({ held, bar }) => held === undefined && bar !== undefined) ?? false
  return {
    ...common({ user, form, trouble, describe, offers }, 'profile'),
    profiles,
    give: isBarred ? '' : giveWord(offers),
    note: isBarred ? _('A profile is given as a whole: not all of it is yours to give, so nothing of it is given.') : '',
  }
}

export function copyPage(given: Given, from: User | undefined, nameOf: Namer): GivingPage {
  return {
    ...common(given, 'copy'),
    from: from && { name: nameOf(from), url: `/users/${from.id}/general`, compareUrl: compareUrl(given.user, from) },
    profiles: [],
    give: giveWord(given.offers),
    note: '',
  }
}

const compareUrl = (one: User, other: User) =>
  `/roles/compare?${new URLSearchParams({ one: one.primaryId, other: other.primaryId })}`

const giveWord = (offers: Offer[] | undefined): string => {
  const n = offers?.filter(isOpen).length ?? 0
  return n === 0 ? '' : _n('Give {n} role', 'Give {n} roles', n)
}

const common = ({ user, form, trouble, describe, offers }: Given, act: string) => ({
  form,
  trouble,
  url: `/users/${user.id}/general/roles/${act}`,
  back: `/users/${user.id}/general`,
  rows: offers?.map((offer) => offerRow(offer, describe)),
  mark: offers ? markOf(offers) : '',
})
