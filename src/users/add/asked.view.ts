import { codesOf } from '#code-tables/code-tables.queries.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { FieldSettings, Option } from '#platform/web/field.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Field } from '../fields.ts'
import { mandatoryOf } from '../mandatory.ts'
import { addressNames, essentials, ownFields } from './add.form.ts'

/** What the library asks of a new user beyond the essentials, and which of those it demands. */
export type Asked = {
  required: Record<string, boolean>
  extras: { name: string; label: string; several: boolean; options: Option[]; settings: FieldSettings }[]
  rows: { phone: boolean; address: boolean; barcode: boolean }
  countries: Option[]
}

/** What is mandatory for the chosen type is asked, and what was typed before another type was chosen stays in sight. */
export async function askedOf(reader: Reader, form: Form): Promise<Asked> {
  const type = String(form.values.recordType ?? '')
  const { fields, rows } = await mandatoryOf(reader, type)
  const isTyped = (name: string) => [form.values[name] ?? []].flat().some((text) => text !== '')
  const extras: Asked['extras'] = []
  for (const [name, field] of Object.entries(ownFields)) {
    if (essentials.includes(name) || !(fields.has(name) || isTyped(name))) continue
    extras.push(await fieldAsked(reader, name, field, { required: fields.has(name) }, type))
  }
  return {
    required: Object.fromEntries([...fields, ...rows].map((name) => [name, true])),
    extras,
    rows: {
      phone: rows.has('phone') || isTyped('phone'),
      address: rows.has('address') || addressNames.some(isTyped),
      barcode: rows.has('barcode') || isTyped('barcode'),
    },
    countries: [...(await codesOf(reader, 'CountryCodes')).values()].filter(({ enabled }) => enabled).map(option),
  }
}

/** A field of the user's own row, with what it takes to draw it for a record type. */
export async function fieldAsked(
  reader: Reader,
  name: string,
  field: Field,
  { required }: { required: boolean },
  type: string,
): Promise<Asked['extras'][number]> {
  const options = await choices(reader, field, type)
  const settings = settingsOf(field, required, options)
  return { name, label: field.label, several: field.kind === 'codes', options, settings }
}

function settingsOf(field: Field, required: boolean, options: Option[]): FieldSettings {
  if (field.kind === 'day')
    return { required, inputmode: 'numeric', autocomplete: 'off', hint: _('Year-month-day, such as 2027-09-30') }
  return field.codes
    ? { required, options: required ? [blank, ...options] : options }
    : { required, text: true, autocomplete: 'off' }
}

// Nobody should have the first of a list because it was not looked at.
export const blank: Option = { value: '', label: '' }

const option = ({ code, description }: { code: string; description: string }): Option => ({ value: code, label: description })

async function choices(reader: Reader, field: Field, type: string): Promise<Option[]> {
  if (!field.codes) return []
  return [...(await codesOf(reader, field.codes)).values()].filter((code) => mayBeChosen(code, type)).map(option)
}
