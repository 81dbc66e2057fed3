import type { Visitor } from '#test/app.ts'
import type { Page } from '#test/page.ts'

type Choices = Record<string, string>

/** The addresses of the Undo buttons on a page, the newest act first. */
export const undoLinks = ({ $ }: Page): string[] =>
  $('form:has(button:contains("Undo"))')
    .toArray()
    .map((form) => String($(form).attr('action')))
    .filter((url) => url.endsWith('/undo'))

/** What the Undo buttons on a page are called. */
export const undoNames = ({ $ }: Page): string[] =>
  $('form.undoes button')
    .toArray()
    .map((button) => $(button).text().trim())

/** Goes through the question at an address. */
export async function undoAt(visitor: Visitor, url: string, choices: Choices = {}): Promise<Page> {
  const page = await visitor.get(url)
  return visitor.post(url, { mark: String(page.$('input[name=mark]').val() ?? ''), ...choices })
}

/** Presses Undo at the newest act of the Activity page that has it, and goes through the question. */
export async function undoNewest(visitor: Visitor, choices: Choices = {}, kind = ''): Promise<Page> {
  const [url = ''] = undoLinks(await visitor.get(`/activity?subject=${kind}`))
  return undoAt(visitor, url, choices)
}
