import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import type { Page } from '#test/page.ts'
import type { NewBlock } from '#users/blocks/blocks.ts'
import type { User } from '#users/users.table.ts'
import { section } from '../section.ts'

export type Desk = TestApp & { user: User; url: string; lea: Visitor; otto: Visitor; vera: Visitor }

/** A user with blocks, the newest last, and three people: two who place and lift blocks and one who only reads. */
export async function blocksDesk(blocks: NewBlock[] = [], libraries = false): Promise<Desk> {
  const app = await testApp({ people: ['deskAssistant', 'deskOperator', 'viewer'] })
  if (libraries) await makeLibraries(app.db)
  const user = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' }, blocks })
  const [lea, otto, vera] = [await app.as('deskAssistant'), await app.as('deskOperator'), await app.as('viewer')]
  return { ...app, user, url: `/users/${user.id}/blocks`, lea, otto, vera }
}

export const block = (more: Partial<NewBlock> = {}): NewBlock => ({ type: 'GENERAL', description: '02-GLOBAL', ...more })
export const local = (more: Partial<NewBlock> = {}): NewBlock => block({ description: '06-LOCAL', ...more })

/** The rows of the tab as they read, and those of the region above every tab. */
export const blocksIn = (page: Page): string[] => section(page, 'All blocks')
export const above = ({ $ }: Page): string[] =>
  $('section[aria-labelledby=blocked] li')
    .toArray()
    .map((row) => $(row).text().replace(/\s+/g, ' ').trim())

/** The address of what a row can do, by its reason. */
export const rowUrl = ({ $ }: Page, does: 'Edit' | 'Lift', name: string): string =>
  $('a')
    .filter((_n, element) => $(element).text() === `${does} ${name}`)
    .first()
    .attr('href') ?? ''
