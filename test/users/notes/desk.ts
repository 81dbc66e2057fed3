import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { NewNote } from '#users/notes/notes.ts'
import type { User } from '#users/users.table.ts'
import { section } from '../section.ts'

export type Desk = TestApp & { user: User; url: string; lea: Visitor; otto: Visitor; vera: Visitor }

/** A user with notes, the newest last, and three people: two who write notes and one who only reads. */
export async function notesDesk(notes: NewNote[] = []): Promise<Desk> {
  const app = await testApp({ people: ['deskAssistant', 'deskOperator', 'viewer'] })
  const user = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' }, notes })
  const [lea, otto, vera] = [await app.as('deskAssistant'), await app.as('deskOperator'), await app.as('viewer')]
  return { ...app, user, url: `/users/${user.id}/notes`, lea, otto, vera }
}

export const note = (text: string, more: Partial<NewNote> = {}): NewNote => ({ type: 'OTHER', text, ...more })

/** How the notes on a page read, in their order. */
export const texts = (page: Page): string[] =>
  page
    .$('[aria-labelledby=notes] .main bdi')
    .toArray()
    .map((element) => page.$(element).text())

/** The address of what a row can do, by the beginning of its text. */
export const rowUrl = (page: Page, does: 'Edit' | 'Remove', text: string): string =>
  page
    .$('a')
    .filter((_n, element) => page.$(element).text().startsWith(`${does} ${text}`))
    .attr('href') ?? ''

export const idOf = (page: Page, text: string): string => /\/(\d+)\/edit/.exec(rowUrl(page, 'Edit', text))?.[1] ?? ''

export const settle = (page: Page, button: string) => ({
  settle:
    page
      .$('button')
      .filter((_n, element) => page.$(element).text().startsWith(button))
      .attr('value') ?? '',
})

export const notesIn = (page: Page): string[] => section(page, 'Notes')
