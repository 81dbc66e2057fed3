import type { Page } from '#test/page.ts'

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim()

/** What stands in the region with this heading: the text of each row, or the sentence that says there is none. */
export function section(page: Page, heading: string): string[] {
  const { $ } = page
  const title = $('h2').filter((_n, element) => tidy($(element).text()) === heading)
  const region = $(`section[aria-labelledby="${title.attr('id')}"]`)
  const rows = region.find('li').toArray()
  if (rows.length === 0) return [tidy(region.find('p').text())]
  return rows.map((row) =>
    $(row)
      .find('bdi, strong, .muted, .chip')
      .toArray()
      .map((part) => tidy($(part).text()))
      .join(' | '),
  )
}
