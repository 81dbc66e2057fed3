import { codeTables } from '#code-tables/code-tables.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { settingWords } from './lines.view.ts'
import type { Subject, Subjects } from './subjects.queries.ts'
import { subjectKey } from './subjects.queries.ts'

/** A record as the page names it: what kind it is, its name, and where it is found. */
export type About = { kind: string; name: string; url: string | undefined }

/** How a kind of record is told of: `found` is the record as it is now, where it is there still and has a name. */
type Words = { label: string; about(row: ChangeRow, found: Subject | undefined): Partial<About> }

/** Every kind of record that history tells of. A new one is a line here, and one in subjects.queries.ts if it has names. */
export const subjectWords: Record<string, Words> = {
  user: { label: _('User'), about: ({ subjectId }, found) => ({ url: found && `/users/${subjectId}/history` }) },
  code: { label: _('Code'), about: aboutCode },
  setting: { label: _('Setting'), about: aboutSetting },
  profile: {
    label: _('Role profile'),
    about: (row) => ({ name: lastOf(row, 'name'), url: '/configuration/profiles' }),
  },
  rule: {
    label: _('Role assignment rule'),
    about: (row) => ({ name: lastOf(row, 'name'), url: '/configuration/rules' }),
  },
  'sync profile': {
    label: _('Synchronisation profile'),
    about: (row, found) => ({ name: lastOf(row, 'name'), url: found && `/synchronisation/profiles/${row.subjectId}` }),
  },
  'sync run': {
    label: _('Synchronisation run'),
    about: ({ subjectId }) => ({ name: String(subjectId), url: `/synchronisation/runs/${subjectId}` }),
  },
  'bulk change': {
    label: _('Bulk change'),
    about: ({ subjectId }) => ({ name: String(subjectId), url: `/bulk/${subjectId}` }),
  },
  set: {
    label: _('Set'),
    about: (row, found) => ({
      name: lastOf(row, 'name') || (row.subjectId === 0 ? _('Result of a search') : ''),
      url: found && `/sets/${row.subjectId}`,
    }),
  },
  activity: { label: _('Activity'), about: () => ({ name: _('Activity'), url: '/activity' }) },
}

function aboutCode(row: ChangeRow, found: Subject | undefined): Partial<About> {
  const table = found?.table ?? lastOf(row, 'tableName')
  const kind = codeTables[table as keyof typeof codeTables]
  if (kind === undefined) return { name: lastOf(row, 'description') }
  return { kind, name: lastOf(row, 'description') || lastOf(row, 'code'), url: `/configuration/codes/${table}` }
}

function aboutSetting({ items }: ChangeRow): Partial<About> {
  const { label, url } = settingWords(items[0]?.field ?? '')
  return { name: label, url }
}

/** What a field held at last, as far as the act tells. */
function lastOf({ items }: ChangeRow, field: string): string {
  const item = items.find((change) => change.field === field)
  return String(item?.after ?? item?.before ?? '')
}

/** Which record an act is about. What it is called now goes before what it was called then. */
export function aboutOf(row: ChangeRow, subjects: Subjects): About {
  const words = subjectWords[row.subject]
  const found = subjects.get(subjectKey(row))
  const { kind, name, url } = words?.about(row, found) ?? {}
  return { kind: kind ?? words?.label ?? row.subject, name: found?.name || name || _('removed'), url }
}
