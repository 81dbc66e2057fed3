import { _ } from '#platform/i18n/i18n.ts'
import { Forbidden } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { UserSet } from './sets.table.ts'

export const setsRight = 'export and change many'

/** Throws Forbidden for whoever may not work with sets. */
export function mustMakeSets(actor: Pick<Actor, 'must'>): void {
  actor.must('see users')
  actor.must(setsRight)
}

/** Whether a set is somebody's to change: its owner's, and a shared one also of those who configure. */
export const isMine = (actor: Pick<Actor, 'id' | 'may'>, { ownerId, shared }: Pick<UserSet, 'ownerId' | 'shared'>): boolean =>
  (ownerId !== null && ownerId === actor.id) || (shared && actor.may('configure'))

export function mustBeMine(actor: Actor, set: UserSet): void {
  mustMakeSets(actor)
  if (!isMine(actor, set))
    throw new Forbidden(
      _('{name} belongs to {owner}. You can use it, and make a set of your own from it.', {
        name: set.name,
        owner: set.ownerName,
      }),
    )
}
