import type { CodeTable } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Index } from '#search-index/search-index.ts'
import { accountTypes, recordTypes, statuses } from '#users/fields.ts'

/** Where the codes of a field come from: a table of the library, a list in the source, the catalogue of roles. */
export type Codes = { table: CodeTable } | { choices: readonly string[] } | { roles: true }

/**
 * What can be asked of a field. `facet` and `has` are names within the index; `notes` needs the right to see notes.
 * Days stand in the index, or (`instant`) beside it.
 */
export type SearchField = { label: string; notes?: true } & (
  | { kind: 'words'; index: Index; has?: string }
  | { kind: 'code'; facet: string; codes: Codes }
  | { kind: 'block'; codes: Codes }
  | { kind: 'day'; of: string }
  | { kind: 'instant'; of: 'created' | 'changed' | 'synced' }
  | { kind: 'signed in' }
)

/** Everything that can be asked for, by the name that stands before the colon when it is typed. */
export const searchFields = {
  name: { label: _('Names'), kind: 'words', index: 'names' },
  last: { label: _('Last name'), kind: 'words', index: 'last_name' },
  first: { label: _('First name'), kind: 'words', index: 'first_name' },
  middle: { label: _('Middle name'), kind: 'words', index: 'middle_name', has: 'middle' },
  preferred: { label: _('Preferred name'), kind: 'words', index: 'preferred_name', has: 'pref' },
  id: { label: _('Primary identifier'), kind: 'words', index: 'primary_id' },
  identifier: { label: _('Identifiers'), kind: 'words', index: 'identifiers', has: 'ident' },
  barcode: { label: _('Barcode'), kind: 'words', index: 'barcode', has: 'barcode' },
  email: { label: _('Email'), kind: 'words', index: 'email', has: 'mail' },
  phone: { label: _('Phone'), kind: 'words', index: 'phone', has: 'phone' },
  note: { label: _('Notes'), kind: 'words', index: 'notes', has: 'note', notes: true },
  type: { label: _('Record type'), kind: 'code', facet: 'kind', codes: { choices: recordTypes } },
  account: { label: _('Account type'), kind: 'code', facet: 'account', codes: { choices: accountTypes } },
  status: { label: _('Status'), kind: 'code', facet: 'status', codes: { choices: statuses } },
  group: { label: _('User group'), kind: 'code', facet: 'group', codes: { table: 'UserGroups' } },
  job: { label: _('Job category'), kind: 'code', facet: 'job', codes: { table: 'JobTitles' } },
  role: { label: _('Role'), kind: 'code', facet: 'role', codes: { roles: true } },
  library: { label: _('Library of a role'), kind: 'code', facet: 'library', codes: { table: 'Libraries' } },
  campus: { label: _('Campus'), kind: 'code', facet: 'campus', codes: { table: 'Campuses' } },
  idtype: { label: _('Identifier type'), kind: 'code', facet: 'idType', codes: { table: 'UserIdentifierTypes' } },
  block: { label: _('Block in force'), kind: 'block', codes: { table: 'UserBlockTypes' } },
  notetype: { label: _('Note type'), kind: 'code', facet: 'noteType', codes: { table: 'NoteTypes' }, notes: true },
  statistic: {
    label: _('Statistical category'),
    kind: 'code',
    facet: 'statistic',
    codes: { table: 'StatisticalCategories' },
  },
  expires: { label: _('Expiration date'), kind: 'day', of: 'expiry' },
  born: { label: _('Birth date'), kind: 'day', of: 'birth' },
  created: { label: _('Created'), kind: 'instant', of: 'created' },
  changed: { label: _('Changed'), kind: 'instant', of: 'changed' },
  synchronised: { label: _('Last synchronised'), kind: 'instant', of: 'synced' },
  signedin: { label: _('Signed in'), kind: 'signed in' },
} as const satisfies Record<string, SearchField>
export type FieldName = keyof typeof searchFields

export const fieldNamed = (name: string): SearchField | undefined =>
  Object.hasOwn(searchFields, name) ? searchFields[name as FieldName] : undefined
