import type { Clock } from '#platform/clock.ts'
import type { Db, Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { signedInAs } from '#sign-in/signed-in.ts'
import type { BulkChange } from './bulk.table.ts'

/** What working on a change needs. `isWanted` tells whether somebody beside it waits to write. */
export type Room = { db: Db; clock: Clock; timeZone: string; isWanted?: () => boolean }

/** What changing many at once needs: beside it, each verb asks for its own right. */
export const bulkRight = 'export and change many'

/** Whoever started a change may not go on with it. */
export class LostRight extends Forbidden {}

/** Who acts in a change: whoever started it, with the rights of this moment. Throws LostRight without them. */
export async function actorOf(reader: Reader, { id, startedById, startedBy }: BulkChange, clock: Clock): Promise<Actor> {
  const person = startedById === null ? undefined : await signedInAs(reader, clock, startedById)
  if (!person?.actor.may(bulkRight) || !person.actor.may('see users'))
    throw new LostRight(_('{name} may not change many users any more: the rest was not done.', { name: startedBy }))
  return { ...person.actor, door: 'bulk', doorDetail: String(id) }
}
