import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from './problems.ts'

export type Message = { to: string; subject: string; text: string }
/** Sends e-mail. Throws Spoken, in words, when it could not be handed to the mail server. */
export type Mail = { send(message: Message): Promise<void> }

const mostMilliseconds = 10_000
/** One mailbox and nothing else: a list, a name or a line break in an address would reach others too. */
const mailbox = /^[^\s,;:<>()[\]"\\@]+@[^\s,;:<>()[\]"\\@]+$/

/** E-mail by the mail server at an smtp:// or smtps:// address. */
export function makeMail({ url, from }: { url: string; from: string }): Mail {
  return {
    async send({ to, subject, text }) {
      if (!mailbox.test(to)) throw new Spoken(422, _('{to} is no address that an e-mail can be sent to.', { to }))
      // Loaded when first needed: most libraries have no mail server, and most days nobody forgets a password.
      const { createTransport } = await import('nodemailer')
      const timeouts = { connectionTimeout: mostMilliseconds, greetingTimeout: mostMilliseconds, socketTimeout: mostMilliseconds }
      const transport = createTransport({ url, ...timeouts, disableFileAccess: true, disableUrlAccess: true })
      const signal = AbortSignal.timeout(mostMilliseconds)
      try {
        await transport.sendMail({ from, to: { name: '', address: to }, subject, text, signal })
      } catch (error) {
        throw new Spoken(502, _('The mail server did not take the message: {reason}.', { reason: reasonOf(error) }))
      } finally {
        transport.close()
      }
    },
  }
}

// What a mail server answers may repeat what it was sent; the kind of failure is enough.
const reasons: Record<string, string> = {
  EAUTH: _('it refuses the user name or password of FOYER_SMTP_URL'),
  ECONNECTION: _('it cannot be reached'),
  EDNS: _('its name is not known'),
  ESOCKET: _('it cannot be reached'),
  ETIMEDOUT: _('it did not answer in time'),
  EENVELOPE: _('it refuses the sender or the recipient'),
  ETLS: _('no safe connection could be made'),
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code ?? ''
  return reasons[code] ?? (code || _('it gave no reason'))
}
