import type { Describe } from '#code-tables/code-tables.queries.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import { settingLabels } from '#code-tables/settings.ts'
import type { Change, Value } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Line } from '#users/changes.view.ts'
import { lineOf } from '#users/changes.view.ts'
import { fieldOf, wordFor } from '#users/fields.ts'
import { mandatoryWord } from '#users/mandatory.ts'

/** What people call the fields of records that are no users, by part. */
const fieldWords: Record<string, Record<string, string>> = {
  activity: {
    who: _('Person'),
    door: _('By way of'),
    action: _('What was done'),
    subject: _('Kind of record'),
    from: _('From day'),
    to: _('To day'),
    everything: _('Everything'),
    changes: _('Changes'),
    signIns: _('Sign-ins'),
    before: _('From before'),
  },
  code: {
    tableName: _('Table'),
    code: _('Code'),
    description: _('Description'),
    position: _('Order'),
    enabled: _('Enabled'),
    isDefault: _('Default'),
    recordTypes: _('Record types'),
    parent: _('Belongs to'),
  },
  profile: { name: _('Name'), description: _('Description'), roles: _('Roles') },
  'sync profile': {
    code: _('Code'),
    name: _('Name'),
    format: _('Format'),
    columns: _('Columns'),
    folder: _('Folder'),
    schedule: _('Schedule'),
    fullFiles: _('Full files'),
    recordType: _('Record type for new users'),
    matchBy: _('Match by'),
    unmatched: _('Unmatched users'),
    absentElements: _('Absent elements'),
    absentPeople: _('People absent from a full file'),
    protectedFields: _('Protected fields'),
    guardShare: _('Guard share'),
    staffFollow: _('Staff follow the source'),
    enabled: _('Enabled'),
  },
  'sync run': { report: _('Report') },
  'bulk change': { report: _('Report') },
  set: {
    name: _('Name'),
    description: _('Description'),
    shared: _('Shared'),
    kind: _('Kind'),
    search: _('Search'),
    users: _('Users'),
    missed: _('Lines that named nobody new'),
    columns: _('Columns'),
  },
  rule: { name: _('Name'), position: _('Order'), profileId: _('Number of the role profile'), enabled: _('Enabled') },
}

/** A setting as people call it, and the page on which it is changed. */
export function settingWords(name: string): { label: string; url: string } {
  if (name === 'institution') return { label: settingLabels.institution, url: '/configuration/institution' }
  if (name === 'name_pattern') return { label: _('Name display'), url: '/configuration/names' }
  const [, type] = /^mandatory_(\w+)$/.exec(name) ?? []
  if (type) return { label: _('Mandatory fields: {type}', { type: wordFor(type) }), url: '/configuration/mandatory' }
  return { label: settingLabels[name as keyof typeof settingLabels] ?? name, url: '/configuration/settings' }
}

/** A field of any record, before and after, as people read it. */
export function lineIn(change: Change, describe: Describe): Line {
  const { part, field } = change
  if (part === 'setting') return { what: settingWords(field).label, before: told(change.before), after: told(change.after) }
  if (part === 'code' && ['tableName', 'recordTypes'].includes(field))
    return { what: fieldWords.code?.[field] ?? field, before: ofCode(change.before), after: ofCode(change.after) }
  // What a rule asks of a user are fields of the user.
  const ofUser = part === 'rule' && fieldOf('general', field) !== undefined
  const line = lineOf(ofUser ? { ...change, part: 'general' } : change, describe)
  const what = fieldWords[part]?.[field]
  return what === undefined ? line : { ...line, what }
}

const ofCode = (value: Value): string =>
  Array.isArray(value) ? value.map(wordFor).join(', ') : (codeTables[value as keyof typeof codeTables] ?? String(value ?? ''))

const told = (value: Value): string => (Array.isArray(value) ? value.map(mandatoryWord).join(', ') : String(value ?? ''))
