import { expect, it } from 'vitest'
import { seenBy } from '#activity/activity.ts'
import type { ChangeRow } from '#history/history.queries.ts'
import { fixedClock } from '#platform/clock.ts'
import type { Permission } from '#roles/permissions.ts'
import { makeActor } from '#sign-in/actor.ts'

const change = (part: string) => ({ part, field: 'x', before: null, after: 'y' })
const row = (subject: string, ...parts: string[]) => ({ subject, items: parts.map(change) }) as ChangeRow
const seen = (permissions: Permission[], of: ChangeRow) =>
  seenBy(
    makeActor({ id: 1, name: 'X', door: 'form', clock: fixedClock('2026-11-22'), permissions: new Set(permissions) }),
    of,
  )?.items.map(({ part }) => part)

it('leaves out what one may not see: notes, and users', () => {
  const all: Permission[] = ['see activity', 'see users', 'see history', 'see notes']
  const mixed = row('user', 'general', 'note')
  expect(seen(all, mixed)).toEqual(['general', 'note'])
  expect(seen(['see activity', 'see users', 'see history'], mixed)).toEqual(['general'])
  expect(seen(['see activity', 'see users', 'see history'], row('user', 'note'))).toBeUndefined()
  expect(seen(['see activity', 'see notes', 'see users'], mixed)).toBeUndefined()
  expect(seen(['see activity'], row('setting', 'setting'))).toEqual(['setting'])
})
