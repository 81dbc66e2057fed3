import { _ } from '#platform/i18n/i18n.ts'

const fewest = 20

/** Whom a plan touches, of how many: `known` are the people of the source before, `rejected` those that count as trouble. */
export type Weighed = { known: number; read: number; updated: number; rejected: number; deactivated: number }

/** Why a plan is held back until a person confirms it; null when it may go on. */
export function weigh({ known, read, updated, rejected, deactivated }: Weighed, share: number): string | null {
  const isOver = (n: number, of: number) => n * 100 > share * of
  const numbers = { updated, rejected, deactivated, known, read, share }
  if (deactivated > 0 && isOver(deactivated, known))
    return _(
      'Stopped before anything was written: {deactivated} of the {known} people of this source would become inactive, and the profile allows {share} %. Is the file whole?',
      numbers,
    )
  const touched = updated + rejected + deactivated
  // Who is missing is not in the file.
  if (touched >= fewest && isOver(touched, Math.max(known, read + deactivated)))
    return _(
      'Stopped before anything was written: {updated} would be changed, {rejected} rejected and {deactivated} become inactive, of {known} people known and {read} in the file; the profile allows {share} %.',
      numbers,
    )
  return null
}
