import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { wordFor } from '../fields.ts'
import type { Namer } from '../names.ts'
import type { User } from '../users.table.ts'
import type { Held } from './bin.queries.ts'

export const dayMilliseconds = 24 * 60 * 60_000

/** What stands on a record, in words; only what there is. */
export const heldInWords = (held: Held): string[] =>
  [
    held.roles ? _n('{n} role', '{n} roles', held.roles) : '',
    held.identifiers ? _n('{n} additional identifier', '{n} additional identifiers', held.identifiers) : '',
    held.notes ? _n('{n} note', '{n} notes', held.notes) : '',
    held.blocks ? _n('{n} block', '{n} blocks', held.blocks) : '',
    held.attachments ? _n('{n} attachment', '{n} attachments', held.attachments) : '',
    held.sponsors ? _n('proxy for {n} user', 'proxy for {n} users', held.sponsors) : '',
    held.proxies ? _n('{n} proxy', '{n} proxies', held.proxies) : '',
  ].filter(Boolean)

/** The question before somebody goes to the bin. With `reasons` nothing can be done, and they say why. */
export type BinQuestion = {
  url: string
  back: string
  heading: string
  reasons: string[]
  held: string[]
  days: string
  form: Form
  trouble: Trouble
  version: number
}

type Asked = { user: User; nameOf: Namer; held: Held; reasons: string[]; days: number; form: Form; trouble: Trouble }

export function binQuestion({ user, nameOf, held, reasons, days, form, trouble }: Asked): BinQuestion {
  return {
    url: `/users/${user.id}/bin`,
    back: `/users/${user.id}/general`,
    heading: _('Move {name} to the bin?', { name: nameOf(user) }),
    reasons,
    held: heldInWords(held),
    days: _n('{n} day', '{n} days', days),
    form,
    trouble,
    version: user.version,
  }
}

/** A user who is in the bin. Whoever may not restore anyone sees that, and nothing of the person. */
export type Binned = {
  heading: string
  told: string
  until: string
  facts: { term: string; value: string }[]
  held: string[]
  reasons: string[]
  restoration: string
  erasure: string
  primaryId: string
  form: Form
  trouble: Trouble
  mayRestore: boolean
}

type Lying = { user: User; nameOf: Namer; held: Held; reasons: string[]; days: number; timeZone: string; mayRestore: boolean }

export function binnedPage(
  { user, nameOf, held, reasons, days, timeZone, mayRestore }: Lying,
  form: Form,
  trouble: Trouble,
): Binned {
  const at = user.binnedAt ?? 0
  return {
    heading: mayRestore ? nameOf(user) : _('In the bin'),
    told: _('In the bin since {at}, moved there by {name}.', { at: minuteIn(timeZone, at), name: user.binnedBy ?? '' }),
    until: _('Erased for good after {day}.', { day: minuteIn(timeZone, at + days * dayMilliseconds).slice(0, 10) }),
    facts: [
      { term: _('Primary identifier'), value: user.primaryId },
      { term: _('Record type'), value: wordFor(user.recordType) },
      { term: _('Account type'), value: wordFor(user.accountType) },
      { term: _('Birth date'), value: user.birthDate ?? '—' },
    ],
    held: heldInWords(held),
    reasons,
    restoration: `/users/${user.id}/bin/restoration`,
    erasure: `/users/${user.id}/bin/erasure`,
    primaryId: user.primaryId,
    form,
    trouble,
    mayRestore,
  }
}
