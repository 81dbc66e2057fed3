import type { Code } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Field } from '#users/fields.ts'
import { userFields } from '#users/fields.ts'

/** A column of an export: `of` is what must be read for it beside the user’s own row. */
export type Column = { name: string; label: string; group: Group; of?: Beside; type?: string }
export type Group = 'person' | 'contact' | 'identifiers' | 'more'
export type Beside = 'emails' | 'phones' | 'addresses' | 'identifiers' | 'roles' | 'blocks' | 'notes' | 'statistics'

export const groupWords: Record<Group, string> = {
  person: _('Person'),
  contact: _('Contact information'),
  identifiers: _('Identifiers'),
  more: _('More'),
}

const ofUser: Column[] = [
  { name: 'name', label: _('Name'), group: 'person' },
  ...Object.entries<Field>(userFields).map(([name, { label }]): Column => ({ name, label, group: 'person' })),
  { name: 'createdAt', label: _('Created'), group: 'person' },
  { name: 'changedAt', label: _('Changed'), group: 'person' },
]

const beside: Column[] = [
  { name: 'email', label: _('Preferred email address'), group: 'contact', of: 'emails' },
  { name: 'emails', label: _('All email addresses'), group: 'contact', of: 'emails' },
  { name: 'phone', label: _('Preferred phone number'), group: 'contact', of: 'phones' },
  { name: 'phones', label: _('All phone numbers'), group: 'contact', of: 'phones' },
  { name: 'address', label: _('Preferred address'), group: 'contact', of: 'addresses' },
  { name: 'addresses', label: _('All addresses'), group: 'contact', of: 'addresses' },
  { name: 'identifiers', label: _('All identifiers'), group: 'identifiers', of: 'identifiers' },
]
const more: Column[] = [
  { name: 'roles', label: _('Roles'), group: 'more', of: 'roles' },
  { name: 'blocks', label: _('Blocks in force'), group: 'more', of: 'blocks' },
  { name: 'statistics', label: _('Statistics'), group: 'more', of: 'statistics' },
]
const notes: Column = { name: 'notes', label: _('Notes'), group: 'more', of: 'notes' }

/** The columns that somebody may take along, in the order of the file. */
export const columnsFor = (types: Iterable<Code>, seesNotes: boolean): Column[] => [
  ...ofUser,
  ...beside,
  ...[...types].map(
    ({ code, description }): Column => ({
      name: `type:${code}`,
      label: description,
      group: 'identifiers',
      of: 'identifiers',
      type: code,
    }),
  ),
  ...more,
  ...(seesNotes ? [notes] : []),
]

/** Those that are ticked at first. */
export const usualColumns: readonly string[] = [
  ...['name', 'primaryId', 'recordType', 'userGroup', 'status', 'expiryDate'],
  ...['email', 'type:BARCODE'],
]
