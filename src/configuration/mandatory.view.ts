import { mandatoryNames } from '#code-tables/mandatory.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Form } from '#platform/web/forms.ts'
import type { RecordType } from '#users/fields.ts'
import { recordTypes, userFields, wordFor } from '#users/fields.ts'
import { mandatoryOffered, mandatoryWord } from '#users/mandatory.ts'

type Choice = { name: string; label: string; ticked: boolean }
/** What the page of mandatory fields shows: a form for each record type. */
export type MandatoryPage = {
  form: Form
  types: { type: RecordType; label: string; drawn: string; dirty: boolean; choices: Choice[] }[]
  always: string[]
}

const always = (['firstName', 'lastName', 'primaryId'] as const).map((name) => userFields[name].label)

/** What was ticked in the form that was not saved stays ticked; the others show what is stored. */
export async function mandatoryPage(reader: Reader, form: Form): Promise<MandatoryPage> {
  const types: MandatoryPage['types'] = []
  for (const type of recordTypes) {
    const stored = await mandatoryNames(reader, type)
    const dirty = form.dirty && form.values.recordType === type
    const ticked = dirty ? [form.values.chosen ?? []].flat() : [...stored]
    const choices = (await mandatoryOffered(reader, type)).map((name) => ({
      name,
      label: mandatoryWord(name),
      ticked: ticked.includes(name),
    }))
    types.push({ type, label: wordFor(type), drawn: dirty ? String(form.values.drawn) : [...stored].join(','), dirty, choices })
  }
  return { form, types, always }
}
