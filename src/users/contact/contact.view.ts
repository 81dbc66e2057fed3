import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Contact } from './contact.queries.ts'

type Row = { lines: string[]; types: string[]; preferred: boolean; period: string }
type List = { id: string; title: string; rows: Row[]; empty: string }
/** What the contact page shows: three lists. */
export type ContactPage = { lists: List[] }

export function contactPage(contact: Contact, describe: Describe): ContactPage {
  const addresses = contact.addresses.map((row) => ({
    lines: [
      row.line1,
      row.line2,
      row.line3,
      row.line4,
      row.line5,
      [row.postalCode, row.city].filter(Boolean).join(' '),
      row.stateProvince,
      describe('CountryCodes', row.country),
      row.note,
    ]
      .filter((line) => line !== null && line !== '')
      .map(String),
    types: row.types.map((type) => describe('UserAddressTypes', type)),
    preferred: row.preferred,
    period: period(row.startDate, row.endDate),
  }))
  const phones = contact.phones.map((row) => ({
    lines: [row.number],
    types: [...row.types.map((type) => describe('UserPhoneTypes', type)), ...(row.preferredSms ? [_('Preferred for SMS')] : [])],
    preferred: row.preferred,
    period: '',
  }))
  const emails = contact.emails.map((row) => ({
    lines: [row.address, row.description].filter((line) => line !== null),
    types: row.types.map((type) => describe('UserEmailTypes', type)),
    preferred: row.preferred,
    period: '',
  }))
  return {
    lists: [
      { id: 'addresses', title: _('Addresses'), rows: addresses, empty: _('No address yet.') },
      { id: 'phones', title: _('Phone numbers'), rows: phones, empty: _('No phone number yet.') },
      { id: 'emails', title: _('Email addresses'), rows: emails, empty: _('No email address yet.') },
    ],
  }
}

function period(from: string | null, to: string | null): string {
  if (from && to) return _('{from} to {to}', { from, to })
  if (from) return _('from {from}', { from })
  return to ? _('until {to}', { to }) : ''
}
