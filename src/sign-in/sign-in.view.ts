import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { FailedTries } from './sign-in.ts'

/** What the sign-in page shows. `isSetUp` is false while there is no administrator yet; `forgotten`: links are mailed. */
export type SignInPage = { form: Form; next: string; isSetUp: boolean; forgotten: boolean }

/** What the page of one's own password shows. `forced`: it must be changed before anything else. */
export type OwnPasswordPage = { form: Form; trouble: Trouble; forced: boolean }

export type ForgottenPage = { form: Form }
/** Behind a reset link: a form while it works, else where to go on. */
export type ResetPage = { form: Form; works: boolean; forgotten: boolean }

/** The same words whoever is refused and why, with the seconds until the next try. */
export function refusalWords(wait: number): string {
  const words = _(
    'Identifier and password do not match, or this account cannot sign in. After 15 failures it is locked for 30 minutes.',
  )
  return wait === 0
    ? words
    : `${words} ${_n('Wait {n} second before you try again.', 'Wait {n} seconds before you try again.', wait)}`
}

/** What is said at the sign-in after tries that failed. */
export function failedWords({ times, last, since }: FailedTries, timeZone: string): string {
  const values = { last: minuteIn(timeZone, last), since: since === null ? '' : minuteIn(timeZone, since) }
  const told =
    since === null
      ? _n(
          'Before your first sign-in there was {n} failed try, on {last}.',
          'Before your first sign-in there were {n} failed tries, the last on {last}.',
          times,
          values,
        )
      : _n(
          'There was {n} failed try to sign in since your last sign-in on {since}, on {last}.',
          'There were {n} failed tries to sign in since your last sign-in on {since}, the last on {last}.',
          times,
          values,
        )
  return `${told} ${_('If that was not you, change your password.')}`
}
