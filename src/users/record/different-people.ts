import { and, eq } from 'drizzle-orm'
import { recordChange } from '#history/history.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { getUser, touchUser } from '../users.ts'
import { differentPeople } from './mergers.table.ts'

type Two = readonly [one: number, other: number]

/** Says for good that two users are two people. False when it was said before. */
export async function tellApart(tx: Tx, actor: Actor, two: Two): Promise<boolean> {
  const [one, other] = await mustBeTwo(tx, actor, two)
  const made = await tx
    .insert(differentPeople)
    .values({ one, other, at: actor.now(), by: actor.name })
    .onConflictDoNothing()
    .returning({ one: differentPeople.one })
  if (made.length > 0) await write(tx, actor, [one, other], 'told apart')
  return made.length > 0
}

/** Takes that back: they may be one person again. */
export async function tellApartNoMore(tx: Tx, actor: Actor, two: Two): Promise<boolean> {
  const [one, other] = await mustBeTwo(tx, actor, two)
  const gone = await tx
    .delete(differentPeople)
    .where(and(eq(differentPeople.one, one), eq(differentPeople.other, other)))
    .returning({ one: differentPeople.one })
  if (gone.length > 0) await write(tx, actor, [one, other], 'told apart no more')
  return gone.length > 0
}

async function mustBeTwo(tx: Tx, actor: Actor, [a, b]: Two): Promise<Two> {
  for (const id of [a, b]) actor.must('export and change many', await getUser(tx, id))
  if (a === b) throw new Conflict(_('These are one and the same user.'))
  return a < b ? [a, b] : [b, a]
}

async function write(tx: Tx, actor: Actor, two: Two, action: string): Promise<void> {
  for (const subjectId of two) {
    const { version } = await touchUser(tx, actor, { id: subjectId })
    await recordChange(tx, actor, { subject: 'user', subjectId, version, action, changes: [] })
  }
}
