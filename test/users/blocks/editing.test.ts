import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { above, block, blocksDesk, blocksIn, rowUrl } from './desk.ts'

const name = 'Disruptive behaviour'
const edit = async () => {
  const app = await blocksDesk([block({ note: 'Shouted', expiryDate: '2027-01-01' })])
  const url = rowUrl(await app.lea.get(app.url), 'Edit', name)
  return { ...app, edit: url, page: await app.lea.get(url) }
}

it('works: a block is edited where it stands', async () => {
  const app = await edit()
  const { page } = app
  expect([page.field('Description').value, page.field('Expires').value, page.field('Note').value.trim()]).toEqual([
    '02-GLOBAL',
    '2027-01-01',
    'Shouted',
  ])
  const saved = await app.lea.submit(page, 'Save', { expiryDate: '', type: 'USER' })
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.lea.get(app.url)
  expect(after.flash).toBe('Saved: Type, Expires.')
  expect(blocksIn(after)).toEqual([`${name} | · User | Shouted | Test, 2026-11-22 10:00 | Active`])
  expect((await actsOf(app, app.user))[0]?.lines).toEqual([
    ['type', 'GENERAL', 'USER'],
    ['expiryDate', '2027-01-01', null],
  ])
})

it('refused: no description and a day that has passed, and all that was typed is kept', async () => {
  const { lea, page, url } = await edit()
  const late = await lea.submit(page, 'Save', { expiryDate: '2026-01-01', note: 'Shouts' })
  expect([late.status, late.field('Expires').error]).toEqual([422, expect.stringMatching(/^2026-01-01 has passed/)])
  expect([late.field('Expires').value, late.field('Note').value.trim()]).toEqual(['2026-01-01', 'Shouts'])
  const refused = await lea.submit(late, 'Save', { expiryDate: '', description: '' })
  expect([refused.status, refused.problems]).toEqual([422, ['Description is required. Enter it.']])
  expect(blocksIn(await lea.get(url))[0]).toContain('until 2027-01-01')
})

it('an expired block stays as it is while something else of it is changed', async () => {
  const { as, url, clock, edit: address } = await edit()
  clock.move(60 * 86_400_000)
  const lea = await as('deskAssistant')
  const saved = await lea.submit(await lea.get(address), 'Save', { note: 'Shouted once' })
  expect(saved.status).toBe(303)
  expect(blocksIn(await lea.get(url))).toEqual([expect.stringMatching(/Shouted once .*\| Expired$/)])
})

it('signed out: what was typed waits for its author', async () => {
  const { lea, page, edit: url } = await edit()
  await lea.post('/sign-out', {})
  expect((await lea.submit(page, 'Save', { note: 'Shouts' })).location).toBe('/sign-in')
  expect((await lea.signIn('lea')).location).toBe(url)
  const again = await lea.get(url)
  expect(again.field('Note').value.trim()).toBe('Shouts')
  expect((await lea.submit(again, 'Save')).status).toBe(303)
})

it('not allowed: a viewer', async () => {
  const { vera, edit: url } = await edit()
  expect((await vera.get(url)).status).toBe(403)
  expect((await vera.post(url, { type: 'GENERAL', description: '06-LOCAL' })).status).toBe(403)
})

it('not there: a block of another user, and one that never was', async () => {
  const { lea, makeUser, edit: url, user } = await edit()
  const other = await makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Li' } })
  for (const wrong of [url.replace(`/${user.id}/`, `/${other.id}/`), url.replace(/\d+\/edit/, '4711/edit')]) {
    expect((await lea.get(wrong)).status).toBe(404)
    expect((await lea.post(wrong, { type: 'GENERAL', description: '06-LOCAL' })).status).toBe(404)
  }
})

it('two at once: different fields are merged and said', async () => {
  const { lea, otto, page, edit: url } = await edit()
  await otto.submit(await otto.get(url), 'Save', { type: 'USER' })
  const saved = await lea.submit(page, 'Save', { note: 'Shouts' })
  expect(saved.status).toBe(303)
  const after = await lea.get(saved.location)
  expect(after.flash).toBe('Saved: Note. Changed meanwhile by someone else, and kept: Type.')
  expect(above(after)).toEqual([`${name} · User · until 2027-01-01Shouts`])
})

it('two at once: the same field is asked, with both values', async () => {
  const { lea, otto, page, edit: url } = await edit()
  await otto.submit(await otto.get(url), 'Save', { expiryDate: '2027-03-03' })
  const asked = await lea.submit(page, 'Save', { expiryDate: '2027-02-02' })
  expect(asked.status).toBe(409)
  for (const value of ['2027-03-03', '2027-02-02']) expect(asked.$('.clash').text()).toContain(value)
})

it('two at once: what was typed is saved on a block that somebody lifted meanwhile, and it stays lifted', async () => {
  const { lea, otto, page, edit: url } = await edit()
  await otto.submit(await otto.get(url.replace('/edit', '/lifting')), `Lift ${name}`)
  const saved = await lea.submit(page, 'Save', { note: 'Shouts' })
  expect(saved.status).toBe(303)
  const after = await lea.get(saved.location)
  expect(blocksIn(after)).toEqual([expect.stringMatching(/Shouts .*\| Lifted$/)])
  expect(above(after)).toEqual([])
})
