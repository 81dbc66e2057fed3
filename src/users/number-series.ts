import { markOf } from '#code-tables/settings.queries.ts'
import { raiseMark, startMark } from '#code-tables/settings-marks.ts'
import type { Reader, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { NumberPattern } from '#platform/number-pattern.ts'
import { numberAfter, patternText, placeOf } from '#platform/number-pattern.ts'
import { refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Series } from './number-series.queries.ts'
import { highestTaken, markName, patterns } from './number-series.queries.ts'
import { holderOf } from './users.queries.ts'

/** The next barcode of the library's pattern, or undefined when its digits are used up. Nothing is written. */
export const nextBarcode = (reader: Reader): Promise<string | undefined> => nextNumber(reader, 'barcode_pattern')

/** The next primary identifier of the library's pattern, likewise. */
export const nextPrimaryId = (reader: Reader): Promise<string | undefined> => nextNumber(reader, 'primary_id_pattern')

/**
 * Hands out the next number of a series: nobody gets it a second time, whether it is used or not. Refuses, at `field`,
 * when the digits of the pattern are used up.
 */
export async function handOutNumber(tx: Tx, actor: Actor, series: Series, field: string): Promise<string> {
  actor.must('edit identifiers')
  const number = await nextNumber(tx, series)
  if (number !== undefined) {
    await countNumber(tx, caseFold(number))
    return number
  }
  const pattern = patternText(await inForce(tx, series))
  return refuse(
    field,
    _('All numbers of the pattern {pattern} are used up. Type one, or have the setting {series} changed.', { pattern, series }),
  )
}

/** Raises the count of each series that a number belongs to. To be called by whatever takes an identifier. */
export async function countNumber(tx: Tx, key: string): Promise<void> {
  for (const { pattern, mark, counted } of (await patterns(tx)).every) {
    const place = placeOf(pattern, key)
    if (place === undefined) continue
    if (counted) await raiseMark(tx, mark, place)
    else await startMark(tx, mark, [place, (await highestTaken(tx, pattern)) ?? ''].sort().at(-1) ?? place)
  }
}

async function nextNumber(reader: Reader, series: Series): Promise<string | undefined> {
  const pattern = await inForce(reader, series)
  let next = numberAfter(pattern, (await markOf(reader, markName(pattern))) ?? (await highestTaken(reader, pattern)))
  while (next && (await holderOf(reader, caseFold(next.number)))) next = numberAfter(pattern, next.place)
  return next?.number
}

const inForce = async (reader: Reader, series: Series) => (await patterns(reader)).inForce.get(series) as NumberPattern
