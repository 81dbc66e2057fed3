import type { Markup } from './markup.ts'
import { html } from './markup.ts'

/** A text in pieces: those that match what was typed, and what stands between them. */
export type Marked = { text: string; hit: boolean }[]

/** What stands in one column of a row. `label` says which, where the headings have no room. */
export type Cell = {
  /** How it is drawn: a class of the cell, `text` for none. */
  draws: string
  text: Marked
  label: string
  empty: boolean
  sub?: string
  chip?: { label: string; kind: 'ok' | 'warn' | 'bad' } | undefined
}

/** A text in pieces, those that match what was typed marked. */
export const hits = (pieces: Marked): Markup => html`${pieces.map(({ text, hit }) => (hit ? html`<mark>${text}</mark>` : text))}`

/** What a list shows of one of its rows beside the name. */
export const rowCells = (cells: Cell[]): Markup =>
  html`${cells.map((cell) => html`<td${classOf(cell)}${cell.empty && html` data-none`}${labelOf(cell)}>${contentOf(cell)}</td>\n`)}`

const classOf = ({ draws }: Cell) => draws !== 'text' && html` class="${draws}"`
const labelOf = ({ label }: Cell) => label !== '' && html` data-label="${label}"`

function contentOf({ draws, text, chip, sub }: Cell): Markup {
  const mark = chip && html`<span class="chip ${chip.kind}">${chip.label}</span>`
  if (draws === 'status' && mark) return mark
  return html`${hits(text)}${mark && html` ${mark}`}${sub && html`<div class="sub">${sub}</div>`}`
}
