import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { administrators } from './sign-in.queries.ts'

/**
 * Does work that may end an administrator, and refuses when it would end the last: one always remains who can sign in
 * today, and one whose time has no end (else the library is locked out on a day to come).
 */
export async function keepAdministrator<T>(tx: Tx, today: string, field: string, work: () => Promise<T>): Promise<T> {
  const before = await administrators(tx, today)
  const result = await work()
  const after = await administrators(tx, today)
  const ended = before.length > 0 && after.length === 0
  const ending = before.some((one) => one.lasting) && !after.some((one) => one.lasting)
  if (ended || ending) {
    refuse(
      field,
      _(
        'This is the last administrator who can always sign in. Make another General System Administrator without an end date first.',
      ),
    )
  }
  return result
}

/** Whether a library would be left without an administrator for now or for some day, if this one were none any more. */
export async function isLastAdministrator(reader: Reader, today: string, userId: number): Promise<boolean> {
  const all = await administrators(reader, today)
  const others = all.filter(({ id }) => id !== userId)
  const lasting = (some: typeof all) => some.some((one) => one.lasting)
  return others.length < all.length && (others.length === 0 || (lasting(all) && !lasting(others)))
}
