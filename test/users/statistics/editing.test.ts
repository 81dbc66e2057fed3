import { expect, it } from 'vitest'
import { actsOf } from '../records.ts'
import { rowUrl, statisticsDesk, statisticsIn } from './desk.ts'

const opened = async () => {
  const app = await statisticsDesk([{ category: 'LAW', note: 'Since 2024' }, { category: 'Y1' }])
  const page = await app.otto.get(app.url)
  const [edit, removal] = [rowUrl(page, 'Edit', 'Law'), rowUrl(page, 'Remove', 'Law')]
  return { ...app, edit, removal, form: await app.otto.get(edit) }
}

it('works: a category and its note are edited', async () => {
  const app = await opened()
  expect([app.form.field('Category').value, app.form.field('Note').value.trim()]).toEqual(['LAW', 'Since 2024'])
  const saved = await app.otto.submit(app.form, 'Save', { category: 'ART' })
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.otto.get(app.url)
  expect([after.flash, statisticsIn(after)[0]]).toEqual(['Saved: Category.', 'Art | Since 2024 | Since 2024 | Department'])
  expect((await actsOf(app, app.user))[0]?.lines).toEqual([['category', 'LAW', 'ART']])
})

it('works: a note alone is changed, the category being its own', async () => {
  const { otto, form } = await opened()
  expect((await otto.submit(form, 'Save', { note: 'Since 2023' })).status).toBe(303)
})

it('refused: a category that another row has, and nothing is written', async () => {
  const app = await opened()
  const refused = await app.otto.submit(app.form, 'Save', { category: 'Y1', note: 'New' })
  expect([refused.status, refused.field('Category').error]).toEqual([
    422,
    'This user is counted by First year already. Choose another category, or edit that one.',
  ])
  expect([refused.field('Category').value, refused.field('Note').value.trim()]).toEqual(['Y1', 'New'])
  expect((await actsOf(app, app.user)).map(({ action }) => action)).toEqual(['created'])
})

it('works: asked first, then removed', async () => {
  const app = await opened()
  const asked = await app.otto.get(app.removal)
  const removed = await app.otto.submit(asked, 'Remove Law')
  expect(removed.status).toBe(303)
  const after = await app.otto.get(app.url)
  expect([after.flash, statisticsIn(after)]).toEqual(['Removed Law.', ['First year | Year']])
  expect((await actsOf(app, app.user))[0]).toMatchObject({
    action: 'removed',
    lines: [
      ['category', 'LAW', null],
      ['note', 'Since 2024', null],
    ],
  })
})

it('signed out: nothing is changed or removed', async () => {
  const { otto, dora, form, removal, edit, url } = await opened()
  const asked = await otto.get(removal)
  await otto.post('/sign-out', {})
  expect((await otto.submit(asked, 'Remove Law')).location).toBe('/sign-in')
  expect((await otto.submit(form, 'Save', { note: 'New' })).location).toBe('/sign-in')
  expect((await otto.signIn('otto')).location).toBe(edit)
  expect(statisticsIn(await dora.get(url))).toHaveLength(2)
})

it('not allowed: who edits no users', async () => {
  const { lea, edit, removal } = await opened()
  for (const url of [edit, removal]) {
    expect((await lea.get(url)).status).toBe(403)
    expect((await lea.post(url, { category: 'ART' })).status).toBe(403)
  }
})

it('not there: a row of another user, and one that never was', async () => {
  const { otto, makeUser, edit, removal, user } = await opened()
  const other = await makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Li' } })
  for (const url of [edit, removal])
    for (const wrong of [url.replace(`/${user.id}/`, `/${other.id}/`), url.replace(/\d+\/(edit|removal)/, '4711/$1')]) {
      expect((await otto.get(wrong)).status).toBe(404)
      expect((await otto.post(wrong, { category: 'ART' })).status).toBe(404)
    }
})

it('two at once: the same field is asked, with both values in words', async () => {
  const { otto, dora, form, edit } = await opened()
  await dora.submit(await dora.get(edit), 'Save', { note: 'Since 2022' })
  const asked = await otto.submit(form, 'Save', { note: 'Since 2023', category: 'ART' })
  expect(asked.status).toBe(409)
  for (const value of ['Since 2022', 'Since 2023']) expect(asked.$('.clash').text()).toContain(value)
})

it('two at once: removed meanwhile is said, and what was typed can be added anew', async () => {
  const { otto, dora, form, removal, url } = await opened()
  await dora.submit(await dora.get(removal), 'Remove Law')
  const told = await otto.submit(form, 'Save', { note: 'Since 2023' })
  expect(told.status).toBe(409)
  expect(told.text).toContain('Dora Deskmanager removed this entry since you opened it.')
  expect((await otto.submit(told, 'Save')).status).toBe(303)
  expect(statisticsIn(await otto.get(url))).toEqual(['First year | Year', 'Law | Since 2023 | Since 2023 | Department'])
})
