import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { User } from '../users.table.ts'

type Credentials = { setAt: number; mustChange: boolean } | undefined
type Rights = { outranks: boolean; timeZone: string }

/** What the region "Password" shows on each page of its tab: sentences, and where the actor may set the password. */
export type PasswordRegion = { words: string; resetUrl: string | undefined; ownUrl: string | undefined }
export type PasswordPage = { form: Form; trouble: Trouble }

export function passwordRegion(user: User, held: Credentials, actor: Actor, { outranks, timeZone }: Rights): PasswordRegion {
  if (user.accountType !== 'INTERNAL')
    return { words: _('This user signs in with the institution’s own system.'), resetUrl: undefined, ownUrl: undefined }
  const isOwn = actor.id === user.id
  const may = actor.may('reset passwords') && !isOwn
  return {
    words: may && !outranks ? staffWords() : stateWords(held, may, timeZone),
    resetUrl: may && outranks ? `/users/${user.id}/general/password` : undefined,
    ownUrl: isOwn ? '/account/password' : undefined,
  }
}

const staffWords = () =>
  _('This user is staff: the password can be set only by someone who manages roles and has every right of this user.')

function stateWords(held: Credentials, details: boolean, timeZone: string): string {
  if (!held) return _('No password is set yet.')
  if (!details) return _('A password is set.')
  const at = minuteIn(timeZone, held.setAt)
  return held.mustChange ? _('Set {at}; must be changed at the next sign-in.', { at }) : _('Set {at}.', { at })
}
