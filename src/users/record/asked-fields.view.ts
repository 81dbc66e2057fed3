import { codesOf } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Field, RecordType } from '../fields.ts'
import { userFields } from '../fields.ts'
import type { TypePlan } from './record-type-plan.ts'

type Option = { value: string; label: string }
export type AskedField = {
  name: string
  label: string
  required: boolean
  several: boolean
  hint: string
  options: Option[] | undefined
}

/** The fields of the form, with what may be chosen; those that were not typed yet stand empty. */
export async function askedFields(reader: Reader, plan: TypePlan, to: RecordType, form: Form): Promise<AskedField[]> {
  const asked: AskedField[] = []
  for (const name of plan.asked) {
    const field: Field = userFields[name]
    const several = field.kind === 'codes'
    form.values[name] ??= several ? [] : ''
    const codes = field.codes && [...(await codesOf(reader, field.codes)).values()].filter((code) => mayBeChosen(code, to))
    const options = codes?.map(({ code, description }) => ({ value: code, label: description }))
    const blank = several ? [] : [{ value: '', label: '' }]
    asked.push({
      name,
      label: field.label,
      required: plan.required.has(name),
      several,
      hint: field.kind === 'day' ? _('Year-month-day, such as 1999-03-28') : '',
      options: options && (plan.required.has(name) ? [...blank, ...options] : options),
    })
  }
  return asked
}
