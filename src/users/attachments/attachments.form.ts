import type { Unfit } from '#files/disk.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Typed } from '../field-values.ts'
import { mustParse } from '../field-values.ts'
import { attachmentFields } from '../fields.ts'
import type { User } from '../users.table.ts'

const { note } = attachmentFields
/** The one field of an attachment that is typed. */
export const attachmentNames = { fields: ['note'] }

export const parseAttachment = (reader: Reader, user: User, typed: Typed, current?: Record<string, unknown>) =>
  mustParse({ note }, typed, { reader, recordType: user.recordType, ...(current ? { current } : {}) })

export const mostAtOnce = 20
const longest = 255
// Controls, what splits a path on any system, and signs that turn the direction of what follows them.
const unwanted =
  /[\u0000-\u001f\u007f-\u009f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd\ufffe\uffff\ud800-\udfff]/gu

/** A file's name as it is kept: its last part alone, what could deceive taken out, its ending kept when it is too long. */
export function keptName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  const name = last.normalize('NFC').replace(unwanted, '').replace(/\s+/g, ' ').trim().replace(/^\.+/, '')
  if (name === '') return _('unnamed')
  const ending = /\.[^.\s]{1,15}$/.exec(name)?.[0] ?? ''
  const letters = [...name]
  if (letters.length <= longest) return name
  return [...letters.slice(0, longest - [...ending].length), ending].join('')
}

/** Why a file was not taken, in words that say how to mend it. */
export function unfitWords(name: string, why: Unfit | 'too many', limit: number): string {
  const words: Record<Unfit | 'too many', string> = {
    'too large': _('{name} is larger than {limit} MB. Make it smaller, or ask for a higher limit.', { name, limit }),
    empty: _('{name} is empty. Choose it again, or another.', { name }),
    'cut off': _('{name} did not come in whole. Send it again.', { name }),
    'too many': _('{name} is one more than the {most} that are taken at once. Send it again.', { name, most: mostAtOnce }),
  }
  return words[why]
}
