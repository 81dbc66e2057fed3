import type { Describe } from '#code-tables/code-tables.queries.ts'
import { dayIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Mark } from '#platform/web/field.ts'
import { permissionsOf } from '#roles/rights.ts'
import { shownValue } from '../field-words.view.ts'
import type { Field } from '../fields.ts'
import { userFields } from '../fields.ts'
import type { FieldLock } from '../locks.queries.ts'
import type { Source } from '../source.queries.ts'
import type { KnownUser } from '../users.queries.ts'
import { seenOf } from './source-value.ts'

/** What General information tells of the source of an external user: what each mark means, and a mark for each field. */
export type SourceMarks = { from: string; meanings: { id: string; word: string; words: string }[]; fields: Record<string, Mark> }

const overwritten = { about: 'from-source', word: '' }
const kept = { about: 'keeps-changes', word: _('kept') }
/** The form beside the page's own, to which every way back to the source's value belongs. */
export const sourceForm = 'source-value'

const meanings = [
  {
    id: overwritten.about,
    word: overwritten.word,
    words: _('From the source: the next synchronisation overwrites a change made here.'),
  },
  { id: kept.about, word: kept.word, words: _('From the source too, but a change made here is kept.') },
]

type Parts = {
  user: KnownUser
  source: Pick<Source, 'name' | 'profile'>
  locks: readonly FieldLock[]
  describe: Describe
  today: string
  timeZone: string
  /** The fields that this person may not change here. */
  readonly: Record<string, boolean>
}

const owned = Object.entries<Field>(userFields).filter(([, field]) => field.owner !== 'library')

export function sourceMarks(parts: Parts): SourceMarks {
  const { source, locks } = parts
  const keeps = keptFields(parts)
  const lockOf = new Map(locks.map((lock) => [lock.field, lock]))
  return {
    from: source.name ? _('This user comes from {name}.', { name: source.name }) : _('This user comes from another system.'),
    meanings,
    fields: Object.fromEntries(owned.map(([name]) => [name, markOf(parts, lockOf.get(name), name, keeps.has(name))] as const)),
  }
}

/** The fields whose value stands, once a person has set it. Inactive is such a value, whatever is protected. */
export function keptFields({ user, source: { profile }, today }: Pick<Parts, 'user' | 'source' | 'today'>): Set<string> {
  const shipped = () => owned.filter(([, { owner }]) => owner === 'protected').map(([name]) => name)
  const names = new Set(profile?.protectedFields ?? shipped())
  if (user.status === 'INACTIVE') names.add('status')
  if (user.held.length > 0 && !profile?.staffFollow && permissionsOf(user.held, today).size > 0)
    for (const [name, { guarded }] of owned) if (guarded) names.add(name)
  return names
}

function markOf(parts: Parts, lock: FieldLock | undefined, name: string, isKept: boolean): Mark {
  const mark = isKept ? kept : overwritten
  if (!lock) return mark
  const note = { words: noteOf(parts, lock, isKept), strong: isKept }
  if (!isKept || parts.readonly[name]) return { ...mark, note }
  return { ...mark, note, button: wayBack(parts.user, lock) }
}

/** Who set a value by hand, and what becomes of it. */
function noteOf({ describe, timeZone }: Pick<Parts, 'describe' | 'timeZone'>, lock: FieldLock, isKept: boolean): string {
  const by = { name: lock.lockedBy, day: dayIn(timeZone, lock.lockedAt) }
  if (!isKept) return _('Changed by {name} on {day}; the next synchronisation overwrites it.', by)
  const value = sourceWords(lock, describe)
  return value === ''
    ? _('Kept: changed by {name} on {day}. The source leaves it empty.', by)
    : _('Kept: changed by {name} on {day}. The source says “{value}”.', { ...by, value })
}

export const sourceWords = ({ field, sourceValue }: FieldLock, describe: Describe): string =>
  shownValue('general', field, sourceValue, describe)

// What the person saw goes along: the source may say something else by the time it is sent.
const wayBack = (user: { id: number }, lock: FieldLock): NonNullable<Mark['button']> => ({
  form: sourceForm,
  url: sourceValueUrl(user, lock.field),
  name: 'seen',
  value: seenOf(lock),
  label: _('Use the source’s value'),
})

export const sourceValueUrl = (user: { id: number }, field: string): string => `/users/${user.id}/general/source-value/${field}`
