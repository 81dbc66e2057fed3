import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Change, Value } from '#history/history.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { institutionScope, roleName } from '#roles/roles.ts'
import { fieldOf, wordFor } from './fields.ts'
import { roleTextWords } from './role-words.view.ts'

/** A value of a field as people read it: codes by their descriptions, flags as yes or no. */
export function shownValue(part: string, name: string, value: Value, describe: Describe): string {
  const field = fieldOf(part, name)
  if (value === null) return ''
  if (part === 'proxy' && name === 'forUserId')
    return describe.person?.(Number(value)) ?? _('user number {id}', { id: Number(value) })
  if ((part === 'attachment' && name === 'hash') || part === 'photo') return fileWord(String(value))
  if (part === 'role' && name === 'role') return roleName(Number(value))
  if (part === 'role' && name === 'scope')
    return value === institutionScope ? _('Institution') : describe('Libraries', String(value))
  if (part === 'profile' && name === 'roles' && Array.isArray(value))
    return value.map((text) => roleTextWords(text, describe)).join(', ')
  if (typeof value === 'boolean') return value ? _('yes') : _('no')
  if (Array.isArray(value)) return value.map((code) => (field?.codes ? describe(field.codes, code) : code)).join(', ')
  if (field?.codes) return describe(field.codes, String(value))
  return field?.kind === 'choice' ? wordFor(String(value)) : String(value)
}

// Which bytes, as far as a person needs it to tell one file from another.
const fileWord = (hash: string) => hash.slice(0, 12)

/** What to say after a save: the fields that it changed, and those that others had changed and that it kept. */
export function savedWords({ changes, theirs }: { changes: Change[]; theirs: { part: string; field: string }[] }): string {
  const names = (all: { part: string; field: string }[]) =>
    all.map(({ part, field }) => fieldOf(part, field)?.label ?? field).join(', ')
  const mine = changes.length === 0 ? _('Nothing was changed.') : _('Saved: {names}.', { names: names(changes) })
  return theirs.length === 0
    ? mine
    : `${mine} ${_('Changed meanwhile by someone else, and kept: {names}.', { names: names(theirs) })}`
}
