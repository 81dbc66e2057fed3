import type { Heard } from '#users/record/follow-plan.ts'
import type { FieldTarget, RowPart, RowTarget, Target } from './csv-targets.ts'
import type { HeardRow } from './heard-values.ts'
import { heardText, saysSomething } from './heard-values.ts'

/** What a row says, by what its columns fill. A column that fills something and is empty empties it. */
export function heardFromCells(cells: { target: Target; text: string }[]): Heard {
  const heard: Heard = { fields: {}, lists: {} }
  const address: HeardRow = {}
  for (const { target, text } of cells) {
    if (target.part === 'general') put(heard.fields, target, text)
    else if ('which' in target) hearRow(heard.lists, target, text)
    else put(address, target, text)
  }
  if (cells.some(({ target }) => target.part === 'address'))
    heard.lists.address = saysSomething('address', address) ? [address] : []
  return heard
}

/** Several columns may fill one field: codes make one list, else the first that says something stands. */
function put(values: HeardRow, { name, field }: FieldTarget, text: string): void {
  if (field.kind === 'codes') values[name] = [...((values[name] as string[]) ?? []), ...several(text)]
  else if ((values[name] ?? '') === '') values[name] = heardText(field, text)
}

const several = (text: string) =>
  text
    .split(';')
    .map((one) => one.trim())
    .filter(Boolean)

const isNumber = (which: string) => /^\d+$/.test(which)
const isNo = (text: string) => /^(false|no|0)?$/i.test(text)
const isYes = (text: string) => /^(true|yes|x|1)$/i.test(text)

const rows: Record<RowPart, (which: string, text: string) => HeardRow[]> = {
  identifier: (type, value) => [{ type, value }],
  email: (which, address) => [{ address, ...(isNumber(which) ? {} : { types: [which] }) }],
  phone: (which, number) => [{ number, ...(isNumber(which) ? {} : { types: [which] }) }],
  note: (type, text) => [{ type, text }],
  statistic: (category, text) => {
    if (category === '') return several(text).map((one) => ({ category: one }))
    return isNo(text) ? [] : [{ category, ...(isYes(text) ? {} : { note: text }) }]
  },
}

function hearRow(lists: Heard['lists'], { part, which }: RowTarget, text: string): void {
  lists[part] ??= []
  lists[part].push(...rows[part](which, text).filter((row) => saysSomething(part, row)))
}
