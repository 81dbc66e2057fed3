import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { addCodes } from '../../code-tables/lists.ts'
import { actsOf, recordOf } from '../records.ts'

const ana = (more = {}) => ({ values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee', ...more } })

async function library(more = {}) {
  const app = await testApp()
  const { db } = app
  await addCodes(db, 'Campuses', ['NORTH North campus', 'SOUTH South campus'])
  await addCodes(db, 'ResourceSharingLibraries', ['MAIN Main library', 'MED Medical library'])
  await addCodes(db, 'LibraryNotices', ['DUE Due dates', 'NEWS News'])
  const user = await app.makeUser(ana(more))
  return { app, user, desk: await app.as('deskOperator'), url: `/users/${user.id}/general` }
}
const post = (page: Page, more: [string, string][]) =>
  new URLSearchParams([...Object.entries(page.formOf('Save').values), ...more]).toString()
const ticked = (page: Page, name: string) =>
  page
    .$(`input[name=${name}][checked]`)
    .toArray()
    .map((tick) => page.$(tick).attr('value'))
const label = (page: Page, text: string) =>
  page.$('legend, label, .label').filter((_n, element) => page.$(element).text() === text)

it('works: campus, resource sharing libraries and library notices are chosen, and History reads them', async () => {
  const { app, user, desk, url } = await library()
  const page = await desk.get(url)
  const saved = await desk.post(
    url,
    post(page, [
      ['campus', 'NORTH'],
      ['resourceSharingLibraries', 'MAIN'],
      ['resourceSharingLibraries', 'MED'],
      ['libraryNotices', 'DUE'],
    ]),
  )
  expect(saved.status).toBe(303)
  const after = await desk.get(url)
  expect(after.flash).toBe('Saved: Campus, Resource sharing libraries, Library notices.')
  expect([after.field('Campus').value, ticked(after, 'resourceSharingLibraries'), ticked(after, 'libraryNotices')]).toEqual([
    'NORTH',
    ['MAIN', 'MED'],
    ['DUE'],
  ])
  const history = await (await app.as('manager')).get(`/users/${user.id}/history`)
  expect(history.text).toContain('Main library, Medical library')
  expect(await recordOf(app, user)).toMatchObject({ campus: 'NORTH', libraryNotices: ['DUE'], version: 2 })
})

it('an untouched form changes nothing, whatever the order in which the codes came', async () => {
  const { app, user, desk, url } = await library({ resourceSharingLibraries: ['MED', 'MAIN'], libraryNotices: ['NEWS'] })
  const page = await desk.get(url)
  const same: [string, string][] = ['MAIN', 'MED'].map((code) => ['resourceSharingLibraries', code])
  expect((await desk.post(url, post(page, same))).status).toBe(303)
  expect(await actsOf(app, user)).toHaveLength(1)
  expect(await recordOf(app, user)).toMatchObject({ resourceSharingLibraries: ['MED', 'MAIN'], libraryNotices: ['NEWS'] })
})

it('the last tick taken away empties the field; a form without the list leaves it alone', async () => {
  const { app, user, desk, url } = await library({ libraryNotices: ['NEWS'] })
  await desk.post(url, { firstName: 'Anna' })
  expect(await recordOf(app, user)).toMatchObject({ firstName: 'Anna', libraryNotices: ['NEWS'] })
  const page = await desk.get(url)
  await desk.submit(page, 'Save', { libraryNotices: '' })
  expect((await actsOf(app, user))[0]?.lines).toEqual([['libraryNotices', ['NEWS'], null]])
})

it('refused: a code that is none keeps every tick that was set', async () => {
  const { desk, url } = await library()
  const page = await desk.get(url)
  const refused = await desk.post(
    url,
    post(page, [
      ['libraryNotices', 'DUE'],
      ['libraryNotices', 'SPAM'],
      ['campus', 'WEST'],
    ]),
  )
  expect(refused.status).toBe(422)
  expect(refused.problems).toEqual([
    'There is no campus "WEST". Use one of NORTH, SOUTH.',
    expect.stringMatching(/^There is no library notices "SPAM"\. Use one of .*DUE, NEWS/),
  ])
  expect(ticked(refused, 'libraryNotices')).toEqual(['DUE'])
})

it('two at once: what one ticked stays when the other saves something else, and a clash is asked about', async () => {
  const { app, user, desk, url } = await library()
  const [mine, theirs] = [await desk.get(url), await desk.get(url)]
  await desk.post(url, post(theirs, [['libraryNotices', 'DUE']]))
  expect((await desk.submit(mine, 'Save', { firstName: 'Anna' })).status).toBe(303)
  expect(await recordOf(app, user)).toMatchObject({ firstName: 'Anna', libraryNotices: ['DUE'] })
  const clash = await desk.post(url, post(mine, [['libraryNotices', 'NEWS']]))
  expect(clash.status).toBe(409)
  expect(clash.$('.clash').text()).toMatch(/Library notices, yours\s*News\s*Library notices, theirs\s*Due dates/)
})

it('leaves out what has no codes, and all of it for contacts', async () => {
  const { app, desk, url } = await library()
  const contact = await app.makeUser({ ...ana(), values: { ...ana().values, primaryId: 'c', recordType: 'CONTACT' } })
  const bare = await testApp()
  const lone = await bare.makeUser(ana())
  const pages = [
    await desk.get(url),
    await desk.get(`/users/${contact.id}/general`),
    await (await bare.as('deskOperator')).get(`/users/${lone.id}/general`),
  ]
  for (const name of ['Campus', 'Resource sharing libraries'])
    expect(pages.map((page) => label(page, name).length)).toEqual([1, 0, 0])
  expect(pages.map((page) => label(page, 'Library notices').length)).toEqual([1, 0, 1])
  expect((await desk.post(`/users/${contact.id}/general`, { libraryNotices: 'DUE' })).problems).toEqual([
    'Library notices does not apply to the record type Contact. Leave it empty.',
  ])
})

it('a viewer reads what was chosen, and no tick', async () => {
  const { app, url } = await library({ campus: 'SOUTH', libraryNotices: ['DUE', 'NEWS'] })
  const page = await (await app.as('viewer')).get(url)
  expect(page.$('main input[type=checkbox]')).toHaveLength(0)
  const values = (name: string) => label(page, name).parent().find('.readonly-value').text().trim()
  expect([values('Library notices'), values('Campus'), values('Resource sharing libraries')]).toEqual([
    'Due dates, News',
    'South campus',
    '—',
  ])
})

it('the default code of a list is what a new user has, a contact none', async () => {
  const app = await testApp()
  await addCodes(app.db, 'LibraryNotices', ['DUE Due dates'], { isDefault: true })
  expect(await recordOf(app, await app.makeUser(ana()))).toMatchObject({ libraryNotices: ['DUE'] })
  const contact = await app.makeUser({ values: { primaryId: 'c', firstName: 'C', lastName: 'C', recordType: 'CONTACT' } })
  expect(await recordOf(app, contact)).toMatchObject({ libraryNotices: null })
})
