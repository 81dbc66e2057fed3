import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { FieldLock } from '../locks.queries.ts'
import type { Namer } from '../names.ts'
import type { User } from '../users.table.ts'
import type { Section } from './sections.view.ts'
import { sectionsOf } from './sections.view.ts'
import type { Lists } from './whole.queries.ts'

/** What the sheet of one user shows. `more`: that a part has more rows than the sheet. */
export type PrintPage = {
  back: string
  name: string
  about: string
  sections: (Section & { more: boolean })[]
  printed: string
}

type Parts = {
  user: User
  lists: Lists
  locks: FieldLock[]
  most: number
  words: { describe: Describe; nameOf: Namer; timeZone: string }
  printed: { at: string; by: string; today: string }
}

export function printPage({ user, lists, locks, most, words, printed }: Parts): PrintPage {
  return {
    back: `/users/${user.id}`,
    name: words.nameOf(user),
    about: [user.primaryId, words.describe('UserGroups', user.userGroup)].filter(Boolean).join(' · '),
    sections: sectionsOf({ user, lists: inForce(lists, printed.today), locks }, words).map(({ title, rows }) => ({
      title,
      rows: rows.slice(0, most),
      more: rows.length > most,
    })),
    printed: _('Printed {at} by {name}', { at: printed.at, name: printed.by }),
  }
}

// Paper outlives the day: what holds no more is left to the screen.
function inForce(lists: Lists, today: string): Lists {
  const holds = ({ status, expiryDate }: Record<string, unknown>) =>
    status !== 'INACTIVE' && !(typeof expiryDate === 'string' && expiryDate < today)
  return {
    ...lists,
    identifier: lists.identifier.filter(holds),
    block: lists.block.filter(holds),
    role: lists.role.filter(holds),
    sponsors: lists.sponsors.filter(({ proxy }) => holds(proxy)),
    proxies: lists.proxies.filter(({ proxy }) => holds(proxy)),
  }
}
