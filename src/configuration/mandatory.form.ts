import type { Ticked } from '#code-tables/mandatory.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import type { Typed } from '#platform/web/form-page.ts'
import type { RecordType } from '#users/fields.ts'
import { recordTypes } from '#users/fields.ts'
import { mandatoryOffered } from '#users/mandatory.ts'

/** The ticks of one record type. Throws Refusal for a record type or a field that there is not. */
export async function parseMandatory(reader: Reader, typed: Typed): Promise<Ticked & { recordType: RecordType }> {
  const recordType = recordTypes.find((type) => type === typed.recordType) ?? refuse('', _('There is no such record type.'))
  const offered = await mandatoryOffered(reader, recordType)
  const chosen = [typed.chosen ?? []].flat()
  const odd = chosen.find((name) => !offered.includes(name))
  if (odd !== undefined) refuse('', _('A field that cannot be mandatory for this record type was ticked. Load the page again.'))
  const drawn = String(typed.drawn ?? '').split(',')
  return { recordType, chosen: [...new Set(chosen)], drawn: drawn.filter((name) => offered.includes(name)) }
}
