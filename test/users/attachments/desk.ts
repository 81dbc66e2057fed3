import { checkFiles } from '#src/check/check-files.ts'
import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import type { Sent } from '#test/upload.ts'
import { send } from '#test/upload.ts'
import type { User } from '#users/users.table.ts'
import { section } from '../section.ts'

export type Desk = TestApp & { user: User; url: string; dora: Visitor; otto: Visitor; lea: Visitor }

/** A user, two people who edit users and one who does not; `files` are attached already. */
export async function attachmentsDesk(files: Sent[] = []): Promise<Desk> {
  const app = await testApp({ people: ['deskManager', 'deskOperator', 'deskAssistant'] })
  const user = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } })
  const [dora, otto, lea] = [await app.as('deskManager'), await app.as('deskOperator'), await app.as('deskAssistant')]
  const url = `/users/${user.id}/attachments`
  for (const file of files) await send(dora, `${url}/attachments/new`, [file])
  return { ...app, user, url, dora, otto, lea }
}

export const attachmentsIn = (page: Page): string[] => section(page, 'Attachments')

/** The addresses of what stands on the page, by the words of their links. */
export const linkOf = ({ $ }: Page, words: string): string =>
  $('a')
    .filter((_n, element) => $(element).text() === words)
    .attr('href') ?? ''

/** What the check of kept files finds. */
export async function troublesOf(app: TestApp): Promise<string[]> {
  const found: string[] = []
  for await (const words of checkFiles.run(app)) found.push(words)
  return found
}
