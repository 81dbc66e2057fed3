import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { KnownUser } from '../users.queries.ts'
import type { User } from '../users.table.ts'

type Credentials = { setAt: number; mustChange: boolean; lockedUntil: number | null } | undefined
type Parts = { outranks: boolean; timeZone: string; now: number }

/** What the region "Password" shows on each page of its tab: sentences, and where the actor may change something. */
export type PasswordRegion = {
  words: string
  /** Said while failures keep this user out. */
  locked: string | undefined
  resetUrl: string | undefined
  linkUrl: string | undefined
  unlockUrl: string | undefined
  ownUrl: string | undefined
}
export type PasswordPage = { form: Form; trouble: Trouble; open: 'password' | 'unlock' }
/** `problem`: why no link can be made here. `to`: the address that an e-mail would go to, where Foyer sends any. */
export type LinkPage = { form: Form; trouble: Trouble; open: 'link'; problem: string | undefined; to: string | undefined }
/** A link that was made, shown this once; `sentTo` instead where it went by e-mail, `failure` where it did not. */
export type MadePage = { open: 'made'; link: string | undefined; sentTo: string | undefined; failure: string | undefined }

const closed = { locked: undefined, resetUrl: undefined, linkUrl: undefined, unlockUrl: undefined, ownUrl: undefined }

export function passwordRegion(user: KnownUser, held: Credentials, actor: Actor, parts: Parts): PasswordRegion {
  if (user.accountType !== 'INTERNAL') return { ...closed, words: _('This user signs in with the institution’s own system.') }
  const isOwn = actor.id === user.id
  const may = actor.may('reset passwords', user) && !isOwn
  const words = may && !parts.outranks ? staffWords() : stateWords(held, may, parts.timeZone)
  if (isOwn) return { ...closed, words, ownUrl: '/account/password' }
  if (!may || !parts.outranks) return { ...closed, words }
  const at = `/users/${user.id}/general`
  const locked =
    held?.lockedUntil && held.lockedUntil > parts.now ? lockedWords(minuteIn(parts.timeZone, held.lockedUntil)) : undefined
  return {
    ...closed,
    words,
    locked,
    resetUrl: `${at}/password`,
    linkUrl: `${at}/reset-link`,
    unlockUrl: locked && `${at}/unlock`,
  }
}

const staffWords = () =>
  _('This user is staff: the password can be set only by someone who manages roles and has every right of this user.')

const lockedWords = (until: string) => _('Locked after 15 failed tries to sign in, until {until}.', { until })

function stateWords(held: Credentials, details: boolean, timeZone: string): string {
  if (!held) return _('No password is set yet.')
  if (!details) return _('A password is set.')
  const at = minuteIn(timeZone, held.setAt)
  return held.mustChange ? _('Set {at}; must be changed at the next sign-in.', { at }) : _('Set {at}.', { at })
}

/** Why no link can be made for this user, in words that say how to mend it. */
export function linkProblem(user: User, { links, today }: { links: string | undefined; today: string }): string | undefined {
  if (links === undefined)
    return _(
      'Foyer does not know the address at which people reach it, and a link needs one. Set FOYER_URL and start Foyer again.',
    )
  if (user.accountType !== 'INTERNAL') return _('This user signs in with the institution’s own system.')
  if (user.status !== 'ACTIVE' || (user.expiryDate !== null && user.expiryDate < today))
    return _('A reset link is for users who are active and not expired. Change the record first.')
  return undefined
}
