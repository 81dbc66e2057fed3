import type { Mail, Message } from '#platform/mail.ts'
import { Spoken } from '#platform/problems.ts'
import type { AppParts } from '#src/app.ts'
import type { Page } from '#test/page.ts'

export const site = 'https://foyer.example.org'

/** A mail server that keeps what it is given, or refuses it. */
export function postOffice() {
  const sent: Message[] = []
  const office = { refuses: false }
  const mail: Mail = {
    async send(message) {
      if (office.refuses) throw new Spoken(502, 'The mail server did not take the message: it cannot be reached.')
      sent.push(message)
    },
  }
  const parts: Partial<AppParts> = { mail, links: site }
  return { office, sent, parts }
}

/** The address in a text that a reset link is. */
export const linkIn = (text: string): string => /\S+\/password-reset\?token=[\w-]{43}/.exec(text)?.[0] ?? ''
/** What of it a browser asks the server for. */
export const pathOf = (link: string): string => link.slice(link.indexOf('/password-reset'))
/** The link on the page that shows it once. */
export const shownLink = (page: Page): string => String(page.$('#reset-link').attr('value') ?? '')
