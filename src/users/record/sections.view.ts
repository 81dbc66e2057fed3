import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { shownValue } from '../field-words.view.ts'
import type { Part } from '../fields.ts'
import { fieldOf, parts } from '../fields.ts'
import type { FieldLock } from '../locks.queries.ts'
import type { Namer } from '../names.ts'
import { isExternal } from '../origin.view.ts'
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

type Words = { describe: Describe; nameOf: Namer; timeZone: string }

/** A record with what people changed by hand of what a source owns. */
export type Followed = { user: User; lists: Lists; locks: FieldLock[] }

/** Everything of a record, part by part in the order of its tabs. Parts without anything are left out. */
export function sectionsOf({ user, lists, locks }: Followed, { describe, nameOf, timeZone }: Words): Section[] {
  const sections = [
    { title: parts.general.label, rows: [factsOf('general', user, describe)] },
    { title: _('Changed by hand'), rows: locks.map((lock) => lockFacts(lock, describe, timeZone)) },
    ...Object.entries(titles).map(([part, title]) => ({
      title,
      rows: lists[part as keyof typeof titles].map((row) => [...factsOf(part as Part, row, describe), ...originFact(user, row)]),
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

// Whose a row is matters where a source replaces its own.
const originFact = (user: User, row: Record<string, unknown>): Facts =>
  isExternal(user, { origin: String(row.origin) }) ? [{ term: _('Origin'), value: _('External') }] : []

const lockFacts = ({ field, lockedBy, lockedAt, sourceValue }: FieldLock, describe: Describe, timeZone: string): Facts => [
  { term: _('Field'), value: fieldOf('general', field)?.label ?? field },
  { term: _('Changed'), value: _('{name}, {at}', { name: lockedBy, at: minuteIn(timeZone, lockedAt) }) },
  { term: _('The source says'), value: shownValue('general', field, sourceValue, describe) || _('empty') },
]

const linkFacts = ({ proxy, person }: Linked, nameOf: Namer): Facts => [
  { term: _('User'), value: `${nameOf(person)} (${person.primaryId})` },
  ...(proxy.expiryDate ? [{ term: _('Expires'), value: proxy.expiryDate }] : []),
]
