import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Change, Door } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { shownValue } from './field-words.view.ts'
import { fieldOf, parts } from './fields.ts'

/** One field of an act as people read it. */
export type Line = { what: string; before: string; after: string }

/** What people read for an act. */
export const actionWords: Record<string, string> = {
  created: _('Created'),
  changed: _('Changed'),
  'role granted': _('Role given'),
  'role changed': _('Role changed'),
  'role ended': _('Role ended'),
  'role removed': _('Role removed'),
  added: _('Added'),
  removed: _('Removed'),
  'card replaced': _('Card replaced'),
  'block lifted': _('Block lifted'),
  'merged from': _('Took over another user'),
  'merged into': _('Merged into another user'),
  'merger taken back': _('Merger taken back'),
  'told apart': _('Told apart from another user'),
  'told apart no more': _('No longer told apart'),
  'password set': _('Password set'),
  'password changed': _('Password changed'),
  'reset link made': _('Reset link made'),
  unlocked: _('Unlocked'),
  'record type changed': _('Record type changed'),
  'account type changed': _('Account type changed'),
  'moved to the bin': _('Moved to the bin'),
  restored: _('Restored'),
  erased: _('Erased'),
  'photo changed': _('Photo changed'),
  synchronised: _('Synchronised'),
  'synchronisation taken back': _('Synchronisation taken back'),
  'creation taken back': _('Creation taken back'),
  'follows the source': _('Follows the source again'),
  exported: _('Exported'),
  'data exported': _('Data exported'),
  fixed: _('Fixed'),
  'users added': _('Users added'),
  'users taken out': _('Users taken out'),
  forgotten: _('Old entries forgotten'),
}
export const actionWord = (action: string): string => actionWords[action] ?? action

/** The way by which an act came in, with the file or command that it was. */
export function doorWords({ door, doorDetail }: { door: string; doorDetail: string | null }): string {
  const name = doorDetail ?? ''
  const words: Record<Door, () => string> = {
    form: () => _('form'),
    file: () => _('file {name}', { name }),
    command: () => _('command {name}', { name }),
    'set-up': () => _('set-up'),
    job: () => _('by itself'),
    sync: () => _('synchronisation, run {name}', { name }),
    bulk: () => _('bulk change {name}', { name }),
  }
  return words[door as Door]?.() ?? door
}

// Of the account, not of the catalogue: no door takes them, and what is secret has no value.
const ofAccount: Record<string, string> = {
  photo: _('Photo'),
  password: _('Password'),
  resetLink: _('Reset link'),
  locked: _('Locked'),
  exportForm: _('File'),
  staffNotes: _('Notes that only staff see'),
  everybody: _('Everybody'),
  since: _('Changed since'),
}

export function lineOf(change: Change, describe: Describe): Line {
  const part = parts[change.part as keyof typeof parts]
  const label = ofAccount[change.field] ?? fieldOf(change.part, change.field)?.label ?? change.field
  const what = change.part === 'general' || !part || part.label === label ? label : `${part.label}: ${label}`
  if (change.field === 'password') return { what, before: '', after: _('changed') }
  const shown = (value: Change['before']) => shownValue(change.part, change.field, value, describe)
  return { what, before: shown(change.before), after: shown(change.after) }
}
