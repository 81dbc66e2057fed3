import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { setUpActor } from '#test/people.ts'
import { addProxy } from '#users/proxies/proxies.ts'
import type { User } from '#users/users.table.ts'
import { section } from '../section.ts'

export type Desk = TestApp & { ana: User; bo: User; url: string; dora: Visitor; otto: Visitor; lea: Visitor }

/** Ana, who is to act for others, Bo and another Bo; two people who edit users and one who does not. */
export async function proxyDesk(): Promise<Desk> {
  const app = await testApp({ people: ['deskManager', 'deskOperator', 'deskAssistant'] })
  const ana = await app.makeUser({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' } })
  const bo = await app.makeUser({
    values: { primaryId: 'bo1', firstName: 'Bo', lastName: 'Berg', birthDate: '1999-03-28', userGroup: 'FACULTY' },
    identifiers: [{ type: 'BARCODE', value: '20001234' }],
  })
  await app.makeUser({ values: { primaryId: 'bo2', firstName: 'Bo', lastName: 'Bergman', birthDate: '1971-01-01' } })
  await app.makeUser({ values: { primaryId: 'con', firstName: 'Bo', lastName: 'Bergson', recordType: 'CONTACT' } })
  const [dora, otto, lea] = [await app.as('deskManager'), await app.as('deskOperator'), await app.as('deskAssistant')]
  return { ...app, ana, bo, url: `/users/${ana.id}/proxies`, dora, otto, lea }
}

export const link = ({ db, clock }: TestApp, proxy: User, sponsor: User, expiryDate: string | null = null) =>
  db.write((tx) => addProxy(tx, setUpActor(clock), proxy, { forUserId: sponsor.id, expiryDate }))

/** Name and chips of each row of the user's own list. */
export const sponsorsIn = (page: Page): string[] =>
  section(page, 'Proxy for').map((row) => row.replace(/ \| [^|]*, 2026-\d\d-\d\d \d\d:\d\d/, ''))

export const found = ({ $ }: Page): string[] =>
  $('#matches label')
    .toArray()
    .map((one) => $(one).text().replace(/\s+/g, ' ').trim())
