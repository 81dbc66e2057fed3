import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { UserHeader } from './user-header.queries.ts'

/** The region above a record of somebody who is blocked: why, until when, for which library. */
export type Blocked = {
  url: string
  rows: { name: string; facts: string; note: string }[]
  /** That there are more than stand here. */
  more: string
}

type Block = UserHeader['blocked'][number]

/** What a person calls a block: the reason for it. */
export const calledBlock = ({ description, type }: Pick<Block, 'description' | 'type'>, describe: Describe): string =>
  describe('UserBlockDescription', description) || describe('UserBlockTypes', type)

/** What else is to be known of a block, in words. */
export const blockFacts = ({ type, ownerLibrary, expiryDate }: Block, describe: Describe): string =>
  [
    describe('UserBlockTypes', type),
    describe('Libraries', ownerLibrary),
    expiryDate === null ? '' : _('until {day}', { day: expiryDate }),
  ]
    .filter(Boolean)
    .join(' · ')

const lettersShown = 6000

/** Nothing for whom nothing stops. Long notes leave the older blocks to their own page: a page stays light. */
export function blockedRegion(user: { id: number }, header: UserHeader, describe: Describe): Blocked | undefined {
  if (header.blocks === 0) return undefined
  let letters = 0
  const shown = header.blocked.filter(({ note }, n) => {
    letters += note?.length ?? 0
    return n === 0 || letters <= lettersShown
  })
  const left = header.blocks - shown.length
  return {
    url: `/users/${user.id}/blocks`,
    rows: shown.map((block) => ({
      name: calledBlock(block, describe),
      facts: blockFacts(block, describe),
      note: block.note ?? '',
    })),
    more: left > 0 ? _n('There is {n} more.', 'There are {n} more.', left) : '',
  }
}
