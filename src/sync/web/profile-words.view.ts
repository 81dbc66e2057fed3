import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { fieldOf, wordFor } from '#users/fields.ts'

type Option = { value: string; label: string }

export const profileLabels: Record<string, string> = {
  code: _('Code'),
  name: _('Name'),
  format: _('Format'),
  recordType: _('Record type for new users'),
  matchBy: _('Match by'),
  unmatched: _('Unmatched users'),
  absentElements: _('Absent elements'),
  absentPeople: _('People absent from a full file'),
  protectedFields: _('Protected fields'),
  staffFollow: _('Staff follow the source'),
  guardShare: _('Guard share'),
  folder: _('Folder'),
  schedule: _('Schedule'),
  fullFiles: _('Full files'),
  enabled: _('Enabled'),
  columns: _('Columns'),
}

/** The choices of a profile, in the words of the field. */
export const choices: Record<string, Option[]> = {
  format: [
    { value: 'alma', label: _('Alma user XML, plain or zipped') },
    { value: 'csv', label: _('CSV') },
  ],
  recordType: ['PUBLIC', 'STAFF', 'CONTACT'].map((value) => ({ value, label: wordFor(value) })),
  unmatched: [
    { value: 'add', label: _('Add') },
    { value: 'reject', label: _('Reject') },
  ],
  absentElements: [
    { value: 'keep', label: _('Keep') },
    { value: 'clear', label: _('Clear') },
  ],
  absentPeople: [
    { value: 'leave', label: _('Leave') },
    { value: 'deactivate', label: _('Deactivate') },
  ],
}

/** How the forms and the history of a profile read. */
export const profileWords = (describe: Describe) => ({
  label: (field: string) => profileLabels[field] ?? field,
  shown: (field: string, value: Value): string => shownOf(field, value, describe),
})

export function shownOf(field: string, value: Value, describe: Describe): string {
  if (field === 'matchBy')
    return value === '' || value === null ? _('Primary identifier') : describe('UserIdentifierTypes', String(value))
  if (value === null || value === '') return '—'
  if (typeof value === 'boolean') return value ? _('yes') : _('no')
  if (Array.isArray(value))
    return value.length === 0 ? _('none') : value.map((name) => fieldOf('general', name)?.label ?? name).join(', ')
  if (field === 'guardShare') return _('{n} %', { n: Number(value) })
  return choices[field]?.find((option) => option.value === value)?.label ?? String(value)
}
