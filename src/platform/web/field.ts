import { _ } from '#platform/i18n/i18n.ts'
import type { Form } from './forms.ts'
import type { Markup } from './markup.ts'
import { html } from './markup.ts'

export type Option = { value: string; label: string }
/**
 * Whose a value is, beside its label: a sign with a word if any, and the id of what explains it. `note` tells what became of it and
 * explains instead; `button` belongs to a form that stands elsewhere.
 */
export type Mark = {
  word: string
  about: string
  note?: { words: string; strong: boolean }
  button?: { form: string; url: string; name: string; value: string; label: string }
}
/** What a field has beside its label. */
export type FieldSettings = {
  type?: string
  hint?: string
  required?: boolean
  /** A choice. */
  options?: Option[]
  autocomplete?: string
  inputmode?: string
  mark?: Mark | undefined
  readonly?: boolean
  wide?: boolean
  /** Of people, in any script. */
  text?: boolean
  /** Several lines, so many of them high. */
  lines?: number
  focus?: boolean
  /** The label of a button that fills the field in and saves nothing; the form page carries it out. */
  fills?: string
}

/** The label of a chosen value; undefined when it is none of the options. Without options, the value itself. */
const labelOf = (options: Option[] | undefined, value: unknown): unknown =>
  options ? options.find((option) => option.value === value)?.label : value || undefined

/**
 * One field: label, control, hint, error and what ties them. In code and not a template, because a page has twenty and
 * a macro costs three times as much (docs/decisions/012-fields-in-code.md).
 */
export function field(form: Form, name: string, label: string, more: FieldSettings = {}): Markup {
  const value = form.values[name] as string
  const wide = more.wide && html` wide`
  if (more.readonly)
    return html`<div class="field${wide}"><span class="label">${label}</span><span class="readonly-value">${(labelOf(more.options, value) as string) || '—'}</span>${markNote(name, label, more.mark)}</div>
`
  const error = form.errors[name]
  return html`<div class="field${wide}"${error && html` data-invalid`}>
<div class="label-line"><label for="${name}">${label}</label>${more.required && html`<span class="required">${_('(required)')}</span>`}${markWord(more.mark)}</div>
${control(name, value, more, ties(name, more, error))}
${more.hint && html`<span class="hint" id="${name}-hint">${more.hint}</span>`}${error && html`<span class="error" id="${name}-error">${error}</span>`}${markNote(name, label, more.mark)}</div>
`
}

export const markWord = (mark: Mark | undefined) =>
  mark && html`<span class="from-sis"><span aria-hidden="true">⟳</span>${mark.word && html` ${mark.word}`}</span>`

/** What became of a marked value, and the button that goes back; nothing where there is nothing to tell. */
export const markNote = (name: string, label: string, mark: Mark | undefined) =>
  mark?.note &&
  html`<div class="${mark.note.strong ? 'kept' : 'hint'}"><span id="${name}-mark" dir="auto">${mark.note.words}</span>${
    mark.button &&
    html` <button class="way-back" form="${mark.button.form}" formaction="${mark.button.url}" name="${mark.button.name}" value="${mark.button.value}">${mark.button.label}<span class="visually-hidden">: ${label}</span></button>`
  }</div>`

function control(name: string, value: string, more: FieldSettings, tied: Markup): Markup {
  if (more.options) return choice(name, value, more.options, more.required === true, tied)
  // The line break that a browser leaves out at the beginning of a text.
  if (more.lines)
    return html`<textarea id="${name}" name="${name}" rows="${more.lines}" dir="auto"${tied}>
${value}</textarea>`
  const hints = html`${more.autocomplete && html` autocomplete="${more.autocomplete}"`}${more.inputmode && html` inputmode="${more.inputmode}"`}${more.text && html` dir="auto"`}`
  const input = html`<input id="${name}" name="${name}" type="${more.type ?? 'text'}" value="${value}"${hints}${tied}>`
  return more.fills ? html`<div class="filled">${input}${fillButton(more.fills, name)}</div>` : input
}

function choice(name: string, value: string, options: Option[], required: boolean, tied: Markup): Markup {
  const known = options.some((option) => option.value === value)
  return html`<select id="${name}" name="${name}"${tied}>${required ? '' : html`<option value=""></option>`}${options.map(
    (option) => html`<option value="${option.value}"${option.value === value && html` selected`}>${option.label}</option>`,
  )}${value && !known && html`<option value="${value}" selected>${value}</option>`}</select>`
}

/** The attributes that tie a control to its hint and its error. */
export function ties(name: string, { focus, required, hint, mark }: FieldSettings, error: string | undefined): Markup {
  const described = [hint && `${name}-hint`, error && `${name}-error`, markId(name, mark)].filter(Boolean).join(' ')
  return html`${focus && html` autofocus`}${required && html` aria-required="true"`}${error && html` aria-invalid="true"`}${described && html` aria-describedby="${described}"`}`
}

export const markId = (name: string, mark: Mark | undefined) => mark && (mark.note ? `${name}-mark` : mark.about)

// The nameless one stands first, so that Enter, a scanner's too, saves.
const fillButton = (label: string, name: string) =>
  html`<button class="visually-hidden" tabindex="-1" aria-hidden="true"></button><button class="button" name="generate" value="${name}">${label}</button>`
