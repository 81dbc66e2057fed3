import type { Code, CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import { tableFacts } from '#code-tables/table-facts.ts'
import type { Value } from '#history/history.ts'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { FieldWords } from '#users/clash.view.ts'
import { wordFor } from '#users/fields.ts'
import { capitalised, typesInWords } from './codes.view.ts'
import { tableUrl } from './configuration.view.ts'

type Option = { value: string; label: string }
/** What the form of one code shows, and the question whether to remove it. */
export type CodePage = {
  heading: string
  table: { label: string; url: string }
  url: string
  back: string
  /** As the frame of a row’s form wants it. */
  open: { form: Form; trouble: Trouble; version: number }
  code: { code: string; description: string; enabled: boolean; isDefault: boolean } | undefined
  codeHint: string
  recordTypes: Option[] | undefined
  parent: { label: string; options: Option[]; hint: string } | undefined
  lastChange: { by: string; at: string } | undefined
  uses: string
  stays: boolean
}

type Drawn = {
  table: CodeTable
  code: Code | undefined
  parents: ReadonlyMap<string, Code>
  form: Form
  trouble: Trouble
  version: number
  back: string
  last?: { by: string | undefined; at: number | undefined } | undefined
  uses?: string
  timeZone: string
}

export function codePage(mode: 'new' | 'edit' | 'removal', drawn: Drawn): CodePage {
  const { table, code, parents, form, trouble, version, back, last, uses = '', timeZone } = drawn
  const facts = tableFacts[table]
  const url = mode === 'new' ? `${tableUrl(table)}/new` : `${tableUrl(table)}/${code?.id ?? 0}/${mode}`
  return {
    heading: headingOf(mode, facts.one, code),
    table: { label: codeTables[table], url: tableUrl(table) },
    url,
    back,
    open: { form, trouble, version: Number(form.values.version) || version },
    code,
    codeHint: facts.plain
      ? _('Letters and digits. It cannot be changed later; letter case counts.')
      : _('What files and other systems read. It cannot be changed later; letter case counts.'),
    recordTypes: facts.recordTypes?.map((value) => ({ value, label: wordFor(value) })),
    parent: facts.parent && parentField(facts.parent, parents, code),
    lastChange: last?.by && last.at ? { by: last.by, at: minuteIn(timeZone, last.at) } : undefined,
    uses,
    stays: facts.relied?.includes(code?.code ?? '') ?? false,
  }
}

const parentField = (of: CodeTable, parents: ReadonlyMap<string, Code>, code: Code | undefined) => ({
  label: capitalised(tableFacts[of].one),
  options: [...(code ? [] : [{ value: '', label: '' }]), ...choices(parents, code)],
  hint: parents.size > 0 ? '' : _('There is none yet. Add one first: {table}.', { table: codeTables[of] }),
})

function headingOf(mode: 'new' | 'edit' | 'removal', one: string, code: Code | undefined): string {
  if (mode === 'new') return _('Add {one}', { one })
  return mode === 'edit'
    ? _('Edit {name}', { name: code?.description ?? one })
    : _('Remove {name}', { name: code?.description ?? one })
}

const choices = (parents: ReadonlyMap<string, Code>, code: Code | undefined): Option[] =>
  [...parents.values()]
    .filter((one) => one.enabled || one.code === code?.parent)
    .map((one) => ({
      value: one.code,
      label: one.enabled ? one.description : _('{name} (disabled)', { name: one.description }),
    }))

/** The words of a clash about a code. */
export const codeWords = (table: CodeTable, parents: ReadonlyMap<string, Code>): FieldWords => ({
  label: (field) =>
    field === 'description' ? _('Description') : field === 'recordTypes' ? _('Record types') : capitalised(parentOf(table)),
  shown: (field, value) =>
    field === 'recordTypes'
      ? typesInWords(table, value as string[] | null)
      : field === 'parent'
        ? (parents.get(String(value))?.description ?? String(value ?? ''))
        : String(value ?? ''),
  inForm: (_field, value: Value) => (Array.isArray(value) ? value : String(value ?? '')),
})

const parentOf = (table: CodeTable): string => {
  const { parent } = tableFacts[table]
  return parent ? tableFacts[parent].one : ''
}
