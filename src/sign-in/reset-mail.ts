import { _, _n } from '#platform/i18n/i18n.ts'
import type { Message } from '#platform/mail.ts'

export const resetPath = '/password-reset'
export const resetAddress = (site: string, token: string): string => `${site}${resetPath}?token=${token}`

type Parts = { to: string; library: string; link: string; hours: number }

/** The e-mail that carries a reset link. It names nobody: it may have reached the wrong person. */
export function resetMessage({ to, library, link, hours }: Parts): Message {
  const lines = [
    _('Somebody, most likely you, asked for a new password for your account at {library}.', { library }),
    _('Choose one at this address:'),
    link,
    _n('It works once, within {n} hour.', 'It works once, within {n} hours.', hours),
    _('If you did not ask for this, do nothing: your password stays as it is.'),
  ]
  return { to, subject: _('Choose a new password · {library}', { library }), text: `${lines.join('\n\n')}\n` }
}
