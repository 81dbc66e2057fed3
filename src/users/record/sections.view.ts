import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { shownValue } from '../field-words.view.ts'
import type { Part } from '../fields.ts'
import { parts } from '../fields.ts'
import type { Namer } from '../names.ts'
import type { Linked } from '../proxies/proxies.queries.ts'
import type { User } from '../users.table.ts'
import type { Lists } from './whole.queries.ts'

type Facts = { term: string; value: string }[]
/** A part of a record as people read it: its rows, each as terms and values. Only what is filled in. */
export type Section = { title: string; rows: Facts[] }

const titles: Record<Exclude<keyof Lists, 'sponsors' | 'proxies'>, string> = {
  address: _('Addresses'),
  phone: _('Phone numbers'),
  email: _('Email addresses'),
  identifier: _('Identifiers'),
  block: _('Blocks'),
  note: _('Notes'),
  role: _('Roles'),
  statistic: _('Statistics'),
  attachment: _('Attachments'),
}

type Words = { describe: Describe; nameOf: Namer }

/** Everything of a record, part by part in the order of its tabs. Parts without anything are left out. */
export function sectionsOf(user: User, lists: Lists, { describe, nameOf }: Words): Section[] {
  const sections = [
    { title: parts.general.label, rows: [factsOf('general', user, describe)] },
    ...Object.entries(titles).map(([part, title]) => ({
      title,
      rows: lists[part as keyof typeof titles].map((row) => factsOf(part as Part, row, describe)),
    })),
    { title: _('Proxy for'), rows: lists.sponsors.map((linked) => linkFacts(linked, nameOf)) },
    { title: _('May act for this user'), rows: lists.proxies.map((linked) => linkFacts(linked, nameOf)) },
  ]
  return sections.filter(({ rows }) => rows.length > 0)
}

function factsOf(part: Part, row: Record<string, unknown>, describe: Describe): Facts {
  return Object.entries(parts[part].fields).flatMap(([name, { label }]) => {
    const value = row[name] as Value | undefined
    // A flag that is off says nothing.
    const text = value === undefined || value === null || value === false ? '' : shownValue(part, name, value, describe)
    return text === '' ? [] : [{ term: label, value: text }]
  })
}

const linkFacts = ({ proxy, person }: Linked, nameOf: Namer): Facts => [
  { term: _('User'), value: `${nameOf(person)} (${person.primaryId})` },
  ...(proxy.expiryDate ? [{ term: _('Expires'), value: proxy.expiryDate }] : []),
]
