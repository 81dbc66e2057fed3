import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeCode } from '#test/libraries.ts'
import type { Page } from '#test/page.ts'
import type { NewStatistic } from '#users/statistics/statistics.ts'
import type { User } from '#users/users.table.ts'
import { section } from '../section.ts'

export type Desk = TestApp & { user: User; url: string; dora: Visitor; otto: Visitor; lea: Visitor }

/** Departments and years, by which people are counted. */
export async function makeCategories(db: TestApp['db']): Promise<void> {
  await makeCode(db, 'StatisticalTypes', 'DEPT', { description: 'Department' })
  await makeCode(db, 'StatisticalTypes', 'YEAR', { description: 'Year' })
  await makeCode(db, 'StatisticalCategories', 'LAW', { description: 'Law', parent: 'DEPT' })
  await makeCode(db, 'StatisticalCategories', 'ART', { description: 'Art', parent: 'DEPT' })
  await makeCode(db, 'StatisticalCategories', 'Y1', { description: 'First year', parent: 'YEAR' })
}

/** A user with statistics, two people who edit users and one who does not. */
export async function statisticsDesk(rows: NewStatistic[] = []): Promise<Desk> {
  const app = await testApp({ people: ['deskManager', 'deskOperator', 'deskAssistant'] })
  await makeCategories(app.db)
  const user = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' }, statistics: rows })
  const [dora, otto, lea] = [await app.as('deskManager'), await app.as('deskOperator'), await app.as('deskAssistant')]
  return { ...app, user, url: `/users/${user.id}/statistics`, dora, otto, lea }
}

export const statisticsIn = (page: Page): string[] => section(page, 'Statistics')

/** The address of what a row can do, by its category. */
export const rowUrl = ({ $ }: Page, does: 'Edit' | 'Remove', name: string): string =>
  $('a')
    .filter((_n, element) => $(element).text() === `${does} ${name}`)
    .attr('href') ?? ''
