import { _ } from '#platform/i18n/i18n.ts'
import type { Option } from '#platform/web/field.ts'
import type { Form } from '#platform/web/forms.ts'
import { chosenIn } from './columns.form.ts'
import { columnOf, columns, isColumn, pageSizes } from './columns.ts'

/** What the page shows on which a person chooses columns. */
export type ColumnsPage = {
  form: Form
  chosen: { name: string; label: string; first: boolean; last: boolean }[]
  others: Option[]
  sizes: Option[]
  back: string
}

export function columnsPage(form: Form, back: string): ColumnsPage {
  const names = chosenIn(form.values)
  const others = Object.keys(columns).filter((name) => isColumn(name) && !names.includes(name))
  return {
    form,
    chosen: names.map((name, n) => ({ name, label: columnOf(name).label, first: n === 0, last: n === names.length - 1 })),
    others: [
      { value: '', label: _('Choose a column') },
      ...others.map((value) => ({ value, label: isColumn(value) ? columnOf(value).label : value })),
    ],
    sizes: pageSizes.map((size) => ({ value: String(size), label: _('{n} users', { n: size }) })),
    back,
  }
}
