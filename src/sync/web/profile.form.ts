import type { Typed } from '#platform/web/form-page.ts'
import { userFields } from '#users/fields.ts'
import type { ProfileValues } from '../profile-values.ts'
import { usualProfile } from '../profile-values.ts'

export const profileNames = {
  fields: [
    ...['code', 'name', 'format', 'recordType', 'matchBy', 'unmatched', 'absentElements', 'absentPeople'],
    ...['protectedFields', 'staffFollow', 'guardShare', 'folder', 'schedule', 'fullFiles', 'enabled'],
  ],
  ticks: ['staffFollow', 'fullFiles', 'enabled'],
  lists: ['protectedFields'],
}

/** The fields that may be protected: whatever of the own row a source may say at all. */
export const protectable = Object.entries(userFields)
  .filter(([, field]) => field.owner !== 'library' && !('required' in field))
  .map(([value, { label }]) => ({ value, label }))

/** What a new profile begins with. */
export const blankProfile = { ...usualProfile, format: 'csv' }

/** What was typed, as values. A number that is none becomes one that the verb refuses in words. */
export function profileIn(typed: Typed): ProfileValues {
  const text = (name: string) => String(typed[name] ?? '').trim()
  const on = (name: string) => text(name) !== '' && text(name) !== 'false'
  const chosen = [typed.protectedFields ?? []].flat().filter((name) => name !== '')
  return {
    // The form of a profile that is there does not have it.
    ...(typed.code === undefined ? {} : { code: text('code') }),
    name: text('name'),
    format: text('format'),
    recordType: text('recordType'),
    matchBy: text('matchBy'),
    unmatched: text('unmatched'),
    absentElements: text('absentElements'),
    absentPeople: text('absentPeople'),
    protectedFields: protectable.map(({ value }) => value).filter((name) => chosen.includes(name)),
    guardShare: /^\d{1,3}$/.test(text('guardShare')) ? Number(text('guardShare')) : Number.NaN,
    staffFollow: on('staffFollow'),
    folder: text('folder') || null,
    schedule: text('schedule') || null,
    fullFiles: on('fullFiles'),
    enabled: on('enabled'),
  }
}
