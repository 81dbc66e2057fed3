import type { Change, Value } from '#history/history.ts'
import { recordChange } from '#history/history.ts'
import { Clash, same } from '#history/merge.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { caseFold, lengthOf } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import { identifierFields } from '../fields.ts'
import { takeIdentifier } from '../taken-identifiers.ts'
import type { User } from '../users.table.ts'
import { touchUser } from '../users.ts'
import { activeCards } from './identifiers.queries.ts'
import { barcodeType, endIdentifier, enterIdentifier, mustEditIdentifiers } from './identifiers.ts'

/** The new card's barcode, the active ones (as cardsSeen has them) of the page it was typed on, and what was settled since. */
export type NewCard = {
  barcode: string | null
  replaces?: string | undefined
  settled?: { side: 'mine' | 'theirs'; seen: Value } | undefined
}

/**
 * Gives a user a new card, in one act: the old ones become inactive and stay taken, the new one is active. Answers false
 * when it was settled that another new card stands. Throws Clash when the old ones are others than those that were seen.
 */
export async function replaceCard(tx: Tx, actor: Actor, user: User, card: NewCard): Promise<boolean> {
  await mustEditIdentifiers(tx, actor, user)
  const barcode = card.barcode ?? refuse('barcode', _('New barcode is required. Enter it.'))
  const old = await activeCards(tx, user.id)
  if (
    !isWanted(
      card,
      barcode,
      old.map(({ value }) => value),
    )
  )
    return false
  if (old.some(({ value }) => caseFold(value) === caseFold(barcode)))
    refuse('barcode', _('{barcode} is the card in use already. Enter the new one.', { barcode }))
  const changes: Change[] = []
  for (const row of old) changes.push(...(await endIdentifier(tx, row, withReplaced(row.note, actor.clock.today()))))
  changes.push(...(await enterIdentifier(tx, user, { type: barcodeType, value: barcode })))
  await takeIdentifier(tx, actor, user.id, barcode, 'barcode')
  const { version } = await touchUser(tx, actor, user)
  await recordChange(tx, actor, { subject: 'user', subjectId: user.id, version, action: 'card replaced', changes })
  return true
}

// Someone else gave a new card since the page was drawn: that one may already be in the reader's hand.
function isWanted({ replaces, settled }: NewCard, barcode: string, now: string[]): boolean {
  if (replaces === undefined || replaces === cardsSeen(now)) return true
  const theirs: Value = now.join(', ') || null
  if (settled && same(settled.seen, theirs)) return settled.side === 'mine'
  throw new Clash({ values: {}, clashing: [{ field: 'barcode', mine: barcode, theirs }], theirs: [] })
}

/** The active barcodes of a page, as its form carries them. */
export const cardsSeen = (values: string[]): string => JSON.stringify(values)

function withReplaced(note: string | null, day: string): string {
  const replaced = _('Replaced {day}', { day })
  const whole = note ? `${note}\n${replaced}` : replaced
  return lengthOf(whole) > identifierFields.note.max && note ? note : whole
}
