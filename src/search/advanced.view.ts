import { _ } from '#platform/i18n/i18n.ts'
import { showable } from '#platform/text.ts'
import type { Option } from '#platform/web/field.ts'
import type { How, Line } from './advanced.form.ts'
import { hows, howsOf, needsValue, termOf } from './advanced.form.ts'
import type { TermProblem } from './asked.ts'
import type { Knows } from './conditions.ts'
import { namesOf } from './conditions.ts'
import { writeTerm } from './query-text.ts'
import type { SearchField } from './search-fields.ts'
import { fieldNamed, searchFields } from './search-fields.ts'

type Choice = Option & { chosen: boolean }
type DrawnLine = {
  n: number
  joins: Choice[]
  fields: Choice[]
  hows: Choice[]
  value: string
  /** A choice instead of a text. */
  options: Choice[] | undefined
  hint: string
  needsValue: boolean
  error: string
}
export type AdvancedPage = {
  lines: DrawnLine[]
  problems: { field: string; message: string }[]
  /** What can be typed into the search bar, each with an example. */
  names: { name: string; label: string; example: string }[]
}

type Drawn = Pick<Knows, 'codesOf' | 'notes'>

export function advancedPage(lines: Line[], drawn: Drawn, trouble: TermProblem[] | 'empty' = []): AdvancedPage {
  const errorOf = (line: Line): string => {
    if (trouble === 'empty') return _('Enter what to look for.')
    const term = termOf(line)
    return (term && trouble.find(({ word }) => word === writeTerm(term))?.message) ?? ''
  }
  const shown = lines.map((line, n) => drawnLine(line, n + 1, drawn, showable(trouble === 'empty' && n > 0 ? '' : errorOf(line))))
  return {
    lines: shown,
    problems: shown.filter(({ error }) => error !== '').map(({ n, error }) => ({ field: `value-${n}`, message: error })),
    names: fieldsFor(drawn).map(([name, field]) => ({ name, label: field.label, example: exampleOf(name, field) })),
  }
}

const fieldsFor = ({ notes }: Drawn) =>
  (Object.entries(searchFields) as [string, SearchField][]).filter(([, field]) => notes || !field.notes)

const choice = (value: string, label: string, chosen: boolean): Choice => ({ value, label, chosen })

function drawnLine({ join, field, how, value }: Line, n: number, drawn: Drawn, error: string): DrawnLine {
  const known = fieldNamed(field)
  const options = optionsOf(known, drawn)
  return {
    n,
    joins: [choice('and', _('and'), join === 'and'), choice('or', _('or'), join === 'or')],
    fields: [
      choice('all', _('All'), field === 'all'),
      ...fieldsFor(drawn).map(([name, { label }]) => choice(name, label, name === field)),
    ],
    hows: howsOf(known).map((one: How) => choice(one, hows[one], one === how)),
    value: showable(value),
    options: options?.map(([code, words]) => choice(code, words, code.toLowerCase() === value.toLowerCase())),
    hint: known?.kind === 'day' || known?.kind === 'instant' ? _('YYYY-MM-DD, YYYY-MM, YYYY or today') : '',
    needsValue: needsValue(how),
    error,
  }
}

function optionsOf(field: SearchField | undefined, drawn: Drawn): [string, string][] | undefined {
  if (!field) return undefined
  if (field.kind === 'signed in')
    return [
      ['never', _('never')],
      ['ever', _('ever')],
    ]
  return 'codes' in field ? namesOf(field.codes, drawn) : undefined
}

const examples: Record<SearchField['kind'], string> = {
  words: ':garcia',
  code: ':',
  block: ':any',
  day: '<2027-01-01',
  instant: '>today',
  'signed in': ':never',
}
const exampleOf = (name: string, field: SearchField): string =>
  field.kind === 'code' ? `${name}:${'choices' in field.codes ? field.codes.choices[0] : 'any'}` : name + examples[field.kind]
