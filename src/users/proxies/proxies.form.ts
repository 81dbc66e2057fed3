import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Typed } from '../field-values.ts'
import { parseFields } from '../field-values.ts'
import { proxyFields } from '../fields.ts'
import { findUser, userNamedBy } from '../users.queries.ts'
import type { User } from '../users.table.ts'
import { nobodyNamed } from './proxies.ts'

/** What the form sends: a text that finds somebody, who of those found is chosen, the last day, and the button "Find". */
export const proxyNames = { fields: ['sponsor', 'chosen', 'expiryDate', 'generate'] }

/** What was typed, as values. Of a link that is there only the day changes. Throws Refusal for what cannot be understood. */
export async function parseProxy(reader: Reader, user: User, typed: Typed, current?: Record<string, unknown>) {
  const fields = { expiryDate: proxyFields.expiryDate }
  const { values, problems } = await parseFields(fields, typed, { reader, recordType: user.recordType })
  const isAsked = !current && (typed.sponsor !== undefined || typed.chosen !== undefined)
  const sponsor = isAsked ? await sponsorIn(reader, typed) : undefined
  if (sponsor && 'problem' in sponsor) problems.unshift(sponsor.problem)
  if (problems.length > 0) throw new Refusal(problems)
  return sponsor && 'id' in sponsor ? { forUserId: sponsor.id, ...values } : values
}

/** Who was chosen, else whom the text names exactly. */
async function sponsorIn(reader: Reader, typed: Typed): Promise<{ id: number } | { problem: Problem }> {
  const [text, chosen] = [String(typed.sponsor ?? '').trim(), String(typed.chosen ?? '')]
  const found = /^\d{1,15}$/.test(chosen) ? await findUser(reader, Number(chosen)) : await userNamedBy(reader, caseFold(text))
  if (found) return { id: found.id }
  const message =
    text === '' && chosen === ''
      ? nobodyNamed()
      : _('No identifier reads exactly so. Choose one of the users found, or type another name.')
  return { problem: { field: 'sponsor', message } }
}
