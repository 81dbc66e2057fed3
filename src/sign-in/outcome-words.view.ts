import { _ } from '#platform/i18n/i18n.ts'

/** What people read for how a try to sign in ended. */
export const outcomeWords: Record<string, string> = {
  in: _('Signed in'),
  'wrong password': _('Wrong password'),
  locked: _('Account locked'),
  waiting: _('Too soon after a failure'),
  'not allowed': _('May not sign in'),
  unknown: _('Identifier not known'),
}
