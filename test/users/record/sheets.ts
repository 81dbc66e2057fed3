import type { Value } from '#history/history.ts'
import { same } from '#history/merge.ts'
import type { Page } from '#test/page.ts'
import type { Part } from '#users/fields.ts'
import { fieldOf } from '#users/fields.ts'

/** Numbers that look random and are the same at each run, so that a failure can be seen again; and a count that never repeats. */
export type Dice = { below(limit: number): number; fresh(): number }

export function dice(seed: number): Dice {
  let [state, count] = [seed, 0]
  return {
    below(limit) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
      return Math.floor((state / 2 ** 32) * limit)
    },
    fresh() {
      count += 1
      return count
    },
  }
}

export const oneOf = <T>({ below }: Dice, list: readonly T[]): T => list[below(list.length)] as T
export type Kind = 'general' | 'new' | 'edit' | 'removal' | 'ending' | 'card'

/** A form that lies before somebody, maybe for long. */
export type Sheet = {
  kind: Kind
  part: Part
  row: number | undefined
  page: Page
  version: number
  /** What stands in it now. */
  entries: Map<string, string[]>
  /** What it showed of the record, drawn and shown again after a question. */
  shown: Map<string, Value>
  /** What its author means to change, and which values of others they were shown since and write over. */
  meant: Map<string, Value>
  seen: Map<string, Value[]>
}

export const formOn = ({ $ }: Page) => $('#general, #row, form.removal').first()

export function readSheet(page: Page, of: Pick<Sheet, 'kind' | 'part' | 'row'>): Sheet {
  const entries = entriesOn(page)
  const names = formOn(page)
    .find('[name]')
    .toArray()
    .map(({ attribs }) => attribs.name ?? '')
  const shown = new Map(names.map((name) => [name, valueIn(of, entries, name)]))
  return { ...of, page, version: Number(entries.get('version')?.[0]), entries, shown, meant: new Map(), seen: new Map() }
}

/** The fields of a form as a browser would send them. */
function entriesOn(page: Page): Map<string, string[]> {
  const entries = new Map<string, string[]>()
  for (const element of formOn(page).find('input, select, textarea').toArray()) {
    const control = page.$(element)
    const [name = '', options] = [control.attr('name'), control.find('option')]
    if (control.is('[type=checkbox]:not([checked])')) continue
    const chosen = options.filter('[selected]').attr('value') ?? options.first().attr('value')
    const value = control.is('select') ? chosen : control.is('textarea') ? control.text() : control.attr('value')
    entries.set(name, [...(entries.get(name) ?? []), value ?? ''])
  }
  return entries
}

/** A field's value as it would be stored. */
export function valueIn({ part, kind }: Pick<Sheet, 'part' | 'kind'>, entries: Map<string, string[]>, name: string): Value {
  const texts = entries.get(name) ?? []
  const wanted = fieldOf(part, name)?.kind
  if (wanted === 'flag') return texts.length > 0
  if (wanted === 'codes') return texts.some(Boolean) ? texts.filter(Boolean) : null
  const text = (texts.at(-1) ?? '').trim().replace(/\r\n?/g, '\n')
  if (part === 'role' && name === 'role' && kind === 'new') return Number(text)
  return text === '' ? null : text
}

const words = ['Ana', 'Bo', 'Čeněk', 'Đorđe', '', 'Émile', 'שלום']
const carriedRoles = ['29', '33', '46', '54', '204', '231']

function textFor(part: Part, name: string, chance: Dice): string {
  const field = fieldOf(part, name)
  if (field?.kind === 'day') return oneOf(chance, ['', `${name === 'startDate' ? 2026 : 2027}-0${1 + chance.below(9)}-01`])
  if (name === 'address') return `m${chance.fresh()}@example.org`
  if (name === 'barcode') return `B${chance.fresh()}`
  if (field?.kind === 'lines') return `${name}\n${chance.fresh()}`
  return chance.below(3) === 0 && !field?.required ? oneOf(chance, words) : `${name} ${chance.fresh()}`
}

/** Types into some of the fields: into about one of `rarity`, and into those that must not be empty. */
export function scribble(sheet: Sheet, chance: Dice, rarity: number): void {
  const { page, entries, kind, part } = sheet
  const controls = formOn(page).find('input:not([type=hidden]), select, textarea').toArray()
  const names = [...new Set(controls.map(({ attribs }) => attribs.name ?? ''))].filter((name) => name && name !== 'more')
  for (const name of names) {
    const isMissing = (fieldOf(part, name)?.required || kind === 'card') && valueIn(sheet, entries, name) === null
    if (!isMissing && chance.below(rarity) > 0) continue
    const control = page.$(controls.filter(({ attribs }) => attribs.name === name))
    entries.set(name, typedInto(sheet, name, control, chance))
    const value = valueIn(sheet, entries, name)
    if (kind !== 'new' && same(value, sheet.shown.get(name))) sheet.meant.delete(name)
    else sheet.meant.set(name, value)
  }
}

type Controls = ReturnType<typeof formOn>

function typedInto({ entries, part }: Sheet, name: string, controls: Controls, chance: Dice): string[] {
  if (part === 'role' && name === 'role') return [oneOf(chance, carriedRoles)]
  if (controls.is('select')) return [oneOf(chance, valuesOf(controls.find('option')))]
  if (fieldOf(part, name)?.kind === 'flag') return entries.has(name) ? [] : ['on']
  if (controls.is('[type=checkbox]')) return [oneOf(chance, valuesOf(controls))]
  return [textFor(part, name, chance)]
}

export const valuesOf = (elements: Controls): string[] => elements.toArray().map(({ attribs }) => attribs.value ?? '')
