import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { FieldSettings, Option } from '#platform/web/field.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { mandatoryOf } from '../mandatory.ts'
import { registered } from '../registered.ts'
import { ownFields } from './add.form.ts'
import type { DuplicatesRegion } from './add.view.ts'
import { fieldAsked } from './asked.view.ts'
import { namesOnPage } from './register.form.ts'

type Shown = { name: string; label: string; several: boolean; options: Option[]; settings: FieldSettings }
/** What the page of quick registration shows. */
export type RegisterPage = DuplicatesRegion & {
  form: Form
  trouble: Trouble
  asking: boolean
  fields: Shown[]
}

const ofRows = (
  made: string[],
  isAsked: Record<string, boolean>,
): Record<string, { label: string; settings: FieldSettings }> => ({
  phone: { label: _('Phone number'), settings: { required: isAsked.phone ?? false, inputmode: 'tel' } },
  email: { label: _('Email address'), settings: { required: isAsked.email ?? false, inputmode: 'email' } },
  barcode: {
    label: _('Barcode'),
    settings: {
      required: (isAsked.barcode ?? false) && !made.includes('barcode'),
      fills: _('Generate'),
      ...(made.includes('barcode') ? { hint: whenEmpty() } : {}),
    },
  },
  line1: { label: _('Address line 1'), settings: { required: isAsked.address ?? false, wide: true, text: true } },
  postalCode: { label: _('Postal code'), settings: {} },
  city: { label: _('City'), settings: { required: isAsked.address ?? false, text: true } },
})

const whenEmpty = () => _('Scan or type it. Empty: the next number is given.')

/** Every field of the page, with what it takes to draw it. */
export async function fieldsShown(reader: Reader, form: Form): Promise<Shown[]> {
  const { made } = await registered(reader)
  const mandatory = await mandatoryOf(reader, 'PUBLIC')
  const rows = ofRows(made, Object.fromEntries([...mandatory.rows].map((kind) => [kind, true])))
  const countries = [...(await codesOf(reader, 'CountryCodes')).values()].filter(({ enabled }) => enabled)
  const shown: Shown[] = []
  for (const [n, name] of (await namesOnPage(reader)).entries()) {
    const focus = n === 0 && !form.dirty
    const own = ownFields[name]
    if (own) {
      const asked = await fieldAsked(
        reader,
        name,
        own,
        { required: own.required === true || mandatory.fields.has(name) },
        'PUBLIC',
      )
      shown.push({ ...asked, settings: { ...asked.settings, focus, ...(name === 'primaryId' ? primaryId(made) : {}) } })
    } else if (name === 'country') {
      const options = countries.map(({ code, description }) => ({ value: code, label: description }))
      shown.push({ name, label: _('Country'), several: false, options, settings: { options } })
    } else {
      const { label = name, settings = {} } = rows[name] ?? {}
      shown.push({ name, label, several: false, options: [], settings: { autocomplete: 'off', ...settings } })
    }
  }
  return shown
}

const primaryId = (made: string[]): FieldSettings => ({
  fills: _('Generate'),
  required: !made.includes('primaryId'),
  hint: made.includes('primaryId') ? whenEmpty() : _('Unique in this institution; letter case does not matter.'),
})
