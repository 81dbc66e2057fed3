import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { TestApp, Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { blocks } from '#users/blocks/blocks.table.ts'
import { addresses, emails, phones } from '#users/contact/contact.table.ts'
import { identifiers } from '#users/identifiers/identifiers.table.ts'
import { notes } from '#users/notes/notes.table.ts'
import { statistics } from '#users/statistics/statistics.table.ts'
import { actsOf } from './records.ts'
import { external, makeRun, makeSource } from './source-house.ts'
import { makeCategories } from './statistics/desk.ts'

const rows = {
  addresses: [{ line1: '1 High Street', city: 'Lund' }],
  phones: [{ number: '040-1' }],
  emails: [{ address: 'ana@uni.example' }],
  identifiers: [{ type: 'BARCODE', value: '0001' }],
  notes: [{ type: 'OTHER', text: 'Heard of' }],
  blocks: [{ type: 'GENERAL', description: '06-LOCAL' }],
  statistics: [{ category: 'LAW' }],
}
const meaning = 'External: from the source. The next synchronisation replaces these entries; it leaves the others alone.'

async function house() {
  const app = await testApp()
  await makeCategories(app.db)
  await makeSource(app)
  return { app, user: await app.makeUser(external(rows)), desk: await app.as('administrator') }
}

const lists = [
  { tab: 'contact', list: 'addresses', table: addresses, typed: { line1: '2 Low Street', city: 'Lund' } },
  { tab: 'contact', list: 'phones', table: phones, typed: { number: '040-2' } },
  { tab: 'contact', list: 'emails', table: emails, typed: { address: 'two@uni.example' } },
  { tab: 'identifiers', list: 'additional', table: identifiers, typed: { value: '0002' } },
  { tab: 'notes', list: 'notes', table: notes, typed: { text: 'Told at the desk', type: 'OTHER' } },
  { tab: 'blocks', list: 'blocks', table: blocks, typed: { type: 'GENERAL', description: '06-LOCAL' } },
  { tab: 'statistics', list: 'statistics', table: statistics, typed: { category: 'ART' } },
] as const

const originsIn = async ({ db }: TestApp, table: (typeof lists)[number]['table'], { id }: { id: number }) =>
  (await db.read.select({ origin: table.origin }).from(table).where(eq(table.userId, id))).map(({ origin }) => origin)

const addTo = async (desk: Visitor, url: string, typed: Record<string, string>) => desk.submit(await desk.get(url), 'Save', typed)

it.each(lists)('$tab, $list: marks rows of the source, and gives it new ones only where that was ticked', async (list) => {
  const { app, user, desk } = await house()
  const { tab, table, typed } = list
  const url = `/users/${user.id}/${tab}`
  const page = await desk.get(url)
  expect(page.$(`#${list.list}-1 .chip:contains("External")`)).toHaveLength(1)
  expect(page.text).toContain(meaning)
  const form = await desk.get(`${url}/${list.list}/new`)
  expect(form.field('Add as external').exists).toBe(true)
  expect(form.$('#external').attr('checked')).toBeUndefined()
  expect((await addTo(desk, `${url}/${list.list}/new`, typed)).status).toBe(303)
  expect(await originsIn(app, table, user)).toEqual(['EXTERNAL', 'INTERNAL'])
  const last = (await actsOf(app, user)).at(0)
  expect(JSON.stringify(last)).not.toContain('origin')
  const second = {
    ...typed,
    ...('value' in typed ? { value: '0003' } : {}),
    ...('category' in typed ? { category: 'Y1' } : {}),
  }
  expect((await addTo(desk, `${url}/${list.list}/new`, { ...second, external: 'on' })).status).toBe(303)
  expect(await originsIn(app, table, user)).toEqual(['EXTERNAL', 'INTERNAL', 'EXTERNAL'])
})

it.each(lists)('$tab, $list: says on the form of such a row that a change is replaced', async ({ tab, list, typed, table }) => {
  const { app, user, desk } = await house()
  const url = `/users/${user.id}/${tab}`
  const words = 'This entry is external: it comes from the source, and the next synchronisation replaces what you change here.'
  const form = await desk.get(`${url}/${list}/1/edit`)
  expect(form.text).toContain(words)
  expect(form.field('Add as external').exists).toBe(false)
  expect((await desk.submit(form, 'Save', typed)).status).toBe(303)
  expect(await originsIn(app, table, user)).toEqual(['EXTERNAL'])
})

it('keeps the tick when the form is refused', async () => {
  const { user, desk } = await house()
  const page = await addTo(desk, `/users/${user.id}/contact/emails/new`, { address: 'no address', external: 'on' })
  expect(page.status).toBe(422)
  expect(page.$('#external').attr('checked')).toBeDefined()
})

it('offers and marks nothing on an internal user, and refuses the tick in words', async () => {
  const { app, desk } = await house()
  const values = { primaryId: 'inside', firstName: 'In', lastName: 'Side' }
  const user = await app.makeUser({ values, origin: 'EXTERNAL', emails: [{ address: 'in@side.example' }] })
  const url = `/users/${user.id}/contact`
  expect((await desk.get(url)).html).not.toContain('External')
  expect((await desk.get(`${url}/emails/new`)).field('Add as external').exists).toBe(false)
  const refused = await desk.post(`${url}/emails/new`, { address: 'b@side.example', external: 'on' })
  expect(refused.status).toBe(422)
  expect(refused.problems).toEqual(['No source owns this user any more. Take the tick off: the entry is the library’s.'])
  expect(await originsIn(app, emails, user)).toEqual(['EXTERNAL'])
})

const summaryOf = async (desk: Visitor, id: number) => (await desk.get(`/users/${id}/notes`)).$('[aria-label="Summary"]')

it('tells in the summary where the user comes from, and when it was last met, by the newest run that ended', async () => {
  const { app, user, desk } = await house()
  const other = await app.makeUser(external({ values: { primaryId: 'other' } as never }))
  expect((await summaryOf(desk, user.id)).text()).toContain('Not yet')
  const first = await makeRun(app, [user, other], { endedAt: Date.parse('2026-11-20T02:04:00Z') })
  const summary = await summaryOf(desk, user.id)
  expect(summary.text()).toContain('Northfield records')
  expect(summary.text()).toContain('2026-11-20 02:04')
  expect(summary.find('a[href*="synchronisation"]').attr('href')).toBe(`/synchronisation/runs/${first}`)
  const second = await makeRun(app, [user], { endedAt: Date.parse('2026-11-21T02:00:00Z') })
  for (const more of [{ dryRun: true }, { state: 'applying' }, { state: 'failed' }]) await makeRun(app, [user, other], more)
  expect((await summaryOf(desk, user.id)).find('a[href*="synchronisation"]').attr('href')).toContain(`/${second}`)
  expect((await summaryOf(desk, other.id)).find('a[href*="synchronisation"]').attr('href')).toContain(`/${first}`)
  const reader = await summaryOf(await app.as('viewer'), user.id)
  expect(reader.text()).toContain('2026-11-21')
  expect(reader.find('a[href*="synchronisation"]')).toHaveLength(0)
})

it('shows nothing of it in the summary of an internal user', async () => {
  const { app, desk } = await house()
  const user = await app.makeUser({ values: { primaryId: 'inside', firstName: 'In', lastName: 'Side' } })
  const summary = (await summaryOf(desk, user.id)).text()
  expect(summary).not.toContain('Source')
  expect(summary).not.toContain('Last synchronised')
})
