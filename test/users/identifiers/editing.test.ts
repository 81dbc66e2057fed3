import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { cardDesk, linkOn, rowsOn, settle } from './card-desk.ts'

async function editing(value = '0001') {
  const app = await cardDesk()
  const url = linkOn(await app.desk.get(app.url), `Edit ${value}`)
  const max = await app.as('manager')
  return { ...app, edit: url, max, page: await app.desk.get(url) }
}

it('works: changes only what differs, records it, and follows in search', async () => {
  const app = await editing()
  const { desk, page, url, user, holder } = app
  expect([page.field('Value').value, page.field('Note').value]).toEqual(['0001', 'from 2024'])
  const saved = await desk.submit(page, 'Save', { value: '0002', status: 'INACTIVE' })
  expect([saved.status, saved.location]).toEqual([303, url])
  const after = await desk.get(url)
  expect(after.flash).toBe('Saved: Value, Status.')
  expect(rowsOn(after)).toEqual(['0002 | from 2024 | Barcode | Inactive'])
  expect((await actsOf(app, user))[0]).toMatchObject({
    action: 'changed',
    lines: [
      ['value', '0001', '0002'],
      ['status', 'ACTIVE', 'INACTIVE'],
    ],
  })
  expect((await desk.get('/users?q=0002')).rows('Users')[0]?.[0]).toBe('Lee, Ana')
  expect((await desk.get('/users?q=0001')).rows('Users')).toEqual([])
  const others = `/users/${holder.id}/identifiers/additional/new`
  expect((await desk.post(others, { type: 'BARCODE', value: '0001' })).status).toBe(303)
  expect((await desk.post(others, { type: 'BARCODE', value: '0002' })).status).toBe(422)
})

it('works: saving nothing writes nothing; another letter case is a change and stays taken', async () => {
  const app = await editing()
  await app.desk.submit(app.page, 'Save')
  expect((await app.desk.get(app.url)).flash).toBe('Nothing was changed.')
  expect(await actsOf(app, app.user)).toHaveLength(1)
  expect((await app.desk.post(app.edit, { value: 'ANA' })).status).toBe(303)
  expect((await app.desk.post(app.edit, { value: 'Ana' })).status).toBe(303)
  const theirs = `/users/${app.holder.id}/identifiers/additional/new`
  expect((await app.desk.post(theirs, { type: 'BARCODE', value: 'ana' })).status).toBe(422)
})

it('refused: empty or taken; the form stands at its row with what was typed, and nothing changed', async () => {
  const app = await editing()
  const empty = await app.desk.submit(app.page, 'Save', { value: '', note: 'typed' })
  expect([empty.status, empty.problems, empty.field('Note').value]).toEqual([422, ['Value is required. Enter it.'], 'typed'])
  expect(empty.field('Value').value).toBe('')
  const taken = await app.desk.submit(empty, 'Save', { value: 'U-7' })
  expect([taken.status, taken.field('Value').value, taken.$('.row-list form').length]).toEqual([422, 'U-7', 1])
  expect(taken.field('Value').error).toContain('already belongs to Holder, Eva (eva)')
  expect(rowsOn(await app.desk.get(app.url))).toEqual(['0001 | from 2024 | Barcode | Active'])
  expect((await app.desk.post(`${app.url}/additional/new`, { type: 'BARCODE', value: '0001' })).status).toBe(303)
})

it('two at once: different fields are both kept, and said', async () => {
  const app = await editing()
  expect((await app.max.submit(await app.max.get(app.edit), 'Save', { note: 'lost' })).status).toBe(303)
  expect((await app.desk.submit(app.page, 'Save', { value: '0009' })).status).toBe(303)
  const after = await app.desk.get(app.url)
  expect(after.flash).toBe('Saved: Value. Changed meanwhile by someone else, and kept: Note.')
  expect(rowsOn(after)).toEqual(['0009 | lost | Barcode | Active'])
})

it.each([
  ['Keep mine', 'mine-1'],
  ['Use theirs', 'theirs-1'],
])('two at once: the same field is asked with both values: %s', async (button, left) => {
  const app = await editing()
  await app.max.submit(await app.max.get(app.edit), 'Save', { value: 'theirs-1' })
  const asked = await app.desk.submit(app.page, 'Save', { value: 'mine-1', note: 'typed' })
  expect(asked.status).toBe(409)
  const clash = asked.$('[aria-label="Changed meanwhile"]').text()
  expect([clash.includes('mine-1'), clash.includes('theirs-1'), asked.field('Note').value]).toEqual([true, true, 'typed'])
  expect((await app.desk.submit(asked, 'Save', settle(asked, button))).status).toBe(303)
  expect(rowsOn(await app.desk.get(app.url))).toEqual([`${left} | typed | Barcode | Active`])
  const free = await app.desk.post(`/users/${app.holder.id}/identifiers/additional/new`, { type: 'BARCODE', value: '0001' })
  expect(free.status).toBe(303)
})

it('two at once: a row that was removed meanwhile is said, and what was typed can be added anew', async () => {
  const app = await editing()
  await app.max.post(app.edit.replace(/edit$/, 'removal'), {})
  const told = await app.desk.submit(app.page, 'Save', { value: 'typed-1', note: 'typed' })
  expect(told.status).toBe(409)
  expect(told.text).toContain('Max Manager removed this entry since you opened it.')
  expect([told.field('Value').value, told.field('Note').value]).toEqual(['typed-1', 'typed'])
  const filled = await app.desk.submit(told, 'Generate', { generate: 'value' })
  expect([filled.status, filled.field('Note').value]).toEqual([200, 'typed'])
  expect((await app.desk.submit(told, 'Save')).status).toBe(303)
  expect(rowsOn(await app.desk.get(app.url))).toEqual(['typed-1 | typed | Barcode | Active'])
})
