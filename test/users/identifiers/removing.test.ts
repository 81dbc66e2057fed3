import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { ana, cardDesk, linkOn, rowsOn } from './card-desk.ts'

async function removing(identifiers = ana.identifiers ?? []) {
  const app = await cardDesk({ ...ana, identifiers })
  const url = linkOn(await app.desk.get(app.url), 'Remove 0001')
  const takeIt = async () => {
    const theirs = `/users/${app.holder.id}/identifiers/additional/new`
    return (await app.desk.post(theirs, { type: 'BARCODE', value: '0001' })).status
  }
  return { ...app, removal: url, takeIt }
}

it('works: asks first, then removes it, records what it was, and the value is free', async () => {
  const app = await removing()
  const asked = await app.desk.get(app.removal)
  expect(asked.text).toContain('Remove 0001? Someone else may then get it; an inactive one stays taken.')
  expect(await app.takeIt()).toBe(422)
  const saved = await app.desk.submit(asked, 'Remove 0001')
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.desk.get(app.url)
  expect([after.flash, after.text.includes('No additional identifier yet.')]).toEqual(['Removed 0001.', true])
  expect((await actsOf(app, app.user))[0]).toMatchObject({
    action: 'removed',
    lines: [
      ['type', 'BARCODE', null],
      ['value', '0001', null],
      ['note', 'from 2024', null],
      ['status', 'ACTIVE', null],
    ],
  })
  expect((await app.desk.get('/users?q=0001')).rows('Users')).toEqual([])
  expect(await app.takeIt()).toBe(303)
})

it('works: the value stays taken while another row holds it', async () => {
  const twice = await removing([
    { type: 'BARCODE', value: '0001' },
    { type: 'UNIV_ID', value: '0001', status: 'INACTIVE' },
  ])
  await twice.desk.post(twice.removal, {})
  expect(rowsOn(await twice.desk.get(twice.url))).toHaveLength(1)
  expect(await twice.takeIt()).toBe(422)
})

it('works: the value stays taken while it is the primary identifier', async () => {
  const app = await removing()
  await app.desk.post(`/users/${app.user.id}/general`, { primaryId: '0001' })
  await app.desk.post(app.removal, {})
  expect(await app.takeIt()).toBe(422)
})

it('two at once: the second is told that it was removed meanwhile', async () => {
  const app = await removing()
  const page = await app.desk.get(app.removal)
  await (await app.as('manager')).post(app.removal, {})
  expect((await app.desk.submit(page, 'Remove 0001')).status).toBe(303)
  expect((await app.desk.get(app.url)).flash).toBe('It was removed meanwhile.')
  expect(await actsOf(app, app.user)).toHaveLength(2)
})
