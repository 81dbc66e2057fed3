import type { CheerioAPI } from 'cheerio'
import { load } from 'cheerio'

/** An answer as a person meets it: its status, and what stands on the page. */
export type Page = {
  status: number
  html: string
  headers: Record<string, string | string[] | number | undefined>
  $: CheerioAPI
  /** Where a redirect leads. */
  location: string
  title: string
  heading: string
  /** The text of the page without its blanks. */
  text: string
  /** The message said after something worked. */
  flash: string
  /** What stands in the control with this label. */
  field(label: string): { value: string; error: string; exists: boolean; name: string }
  /** The messages of the error summary. */
  problems: string[]
  /** The cells of each row of the table with this name, without the buttons that undo. */
  rows(table: string): string[][]
  /** All fields of the form that holds a button of this name, hidden ones too, as a browser would send them. */
  formOf(button: string): { action: string; values: Record<string, string> }
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()

export function readPage(response: { statusCode: number; body: string; headers: Page['headers'] }): Page {
  const $ = load(response.body)
  const controlOf = (label: string) => {
    const tag = $('label').filter((_n, element) => tidy($(element).clone().children().remove().end().text()) === label)
    return $(`[id="${tag.attr('for') ?? ' '}"]`).first()
  }
  const valueIn = (control: ReturnType<typeof controlOf>) =>
    control.is('select')
      ? (control.find('option[selected]').attr('value') ?? control.find('option').first().attr('value') ?? '')
      : (control.val() ?? '')
  return {
    status: response.statusCode,
    html: response.body,
    headers: response.headers,
    $,
    location: String(response.headers.location ?? ''),
    title: tidy($('title').first().text()),
    heading: tidy($('h1').first().text()),
    text: tidy($('body').clone().find('script, style').remove().end().text()),
    flash: tidy($('.flash').text()),
    field(label) {
      const control = controlOf(label)
      const error = tidy($(`[id="${control.attr('id')}-error"]`).text())
      return { value: String(valueIn(control)), error, exists: control.length > 0, name: control.attr('name') ?? '' }
    },
    problems: $('.error-summary li')
      .toArray()
      .map((item) => tidy($(item).text())),
    rows: (table) =>
      $(`table[aria-label="${table}"] tbody tr`)
        .toArray()
        .map((row) =>
          $(row)
            .find('td')
            .toArray()
            .map((cell) => tidy($(cell).clone().find('.undoes').remove().end().text())),
        ),
    formOf(button) {
      const found = $('button')
        .filter((_n, element) => tidy($(element).clone().find('kbd').remove().end().text()) === button)
        .first()
      const id = found.attr('form')
      const form = id ? $(`form[id="${id}"]`) : found.closest('form')
      const values: Record<string, string> = {}
      for (const element of form.find('input, select, textarea').toArray()) {
        const control = $(element)
        const name = control.attr('name')
        const off = ['checkbox', 'radio'].includes(control.attr('type') ?? '') && control.attr('checked') === undefined
        if (name && !off) values[name] = String(valueIn(control as never))
      }
      return { action: form.attr('action') ?? '', values }
    },
  }
}
