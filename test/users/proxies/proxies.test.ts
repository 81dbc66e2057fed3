import { expect, it } from 'vitest'
import { setUpActor } from '#test/people.ts'
import { addProxy } from '#users/proxies/proxies.ts'
import { actsOf } from '../records.ts'
import { found, link, proxyDesk, sponsorsIn } from './desk.ts'

const addUrl = (url: string) => `${url}/proxies/new`

it('works: an exact identifier goes straight in, and both people’s pages show it', async () => {
  const app = await proxyDesk()
  const page = await app.otto.get(addUrl(app.url))
  const saved = await app.otto.submit(page, 'Save', { sponsor: ' 20001234 ', expiryDate: '2027-01-31' })
  expect([saved.status, saved.location]).toEqual([303, app.url])
  const after = await app.otto.get(app.url)
  expect(sponsorsIn(after)).toEqual(['Berg, Bo | Faculty · bo1 | Until 2027-01-31'])
  expect(after.$('nav[aria-label="User details"] a[aria-current=page] .count').text()).toBe('1')
  const other = await app.otto.get(`/users/${app.bo.id}/proxies`)
  expect(sponsorsIn(other)).toEqual(['Berg, Bo acts for nobody.'])
  expect(other.$('#acting').text()).toBe('May act for Berg, Bo')
  expect(other.$('section[aria-labelledby=acting] a.who').text()).toBe('Lee, Ana')
  expect((await actsOf(app, app.ana))[0]).toMatchObject({
    action: 'added',
    lines: [
      ['expiryDate', null, '2027-01-31'],
      ['forUserId', null, app.bo.id],
    ],
  })
  expect((await app.dora.get(`/users/${app.ana.id}/history`)).text).toMatch(/Proxy for: User\s*Added Berg, Bo \(bo1\)/)
})

it('works without scripts: Find lists whom a name finds, one is chosen, and the typing stays', async () => {
  const { otto, url } = await proxyDesk()
  const page = await otto.get(addUrl(url))
  expect(found(page)).toEqual([])
  const list = await otto.submit(page, 'Find', { sponsor: 'berg bo', expiryDate: '2027-01-31', generate: 'sponsor' })
  expect([list.status, list.field('User').value, list.field('Expires').value]).toEqual([200, 'berg bo', '2027-01-31'])
  expect(found(list)).toEqual(['Berg, Bo Faculty · born 1999 · card …1234', 'Bergman, Bo born 1971 · bo2'])
  const second = String(list.$('#matches input').last().attr('value'))
  expect((await otto.submit(list, 'Save', { chosen: second })).status).toBe(303)
  expect(sponsorsIn(await otto.get(url))).toEqual(['Bergman, Bo | bo2 | Until 2027-01-31'])
})

it('works while one types: the region alone, neither the user nor contacts', async () => {
  const { otto, url } = await proxyDesk()
  const region = await otto.get(`${url}/matches?sponsor=bo`, { 'hx-request': 'true', 'hx-request-type': 'partial' })
  expect([region.status, region.heading]).toEqual([200, ''])
  expect(found(region)).toHaveLength(2)
  expect(found(await otto.get(`${url}/matches?sponsor=ana`))).toEqual([])
  expect((await otto.get(`${url}/matches`)).text).toBe('')
})

it.each([
  ['nobody', { sponsor: '' }, 'Say for whom: type a name or scan a card, then choose.'],
  ['a name alone', { sponsor: 'Berg' }, 'No identifier reads exactly so. Choose one of the users found, or type another name.'],
  ['themselves', { sponsor: 'ana' }, 'Nobody acts for themselves. Choose another user.'],
  ['a contact', { sponsor: 'con' }, 'Bergson, Bo is a contact: contacts borrow nothing, so nobody acts for them.'],
  ['twice', { sponsor: 'bo2' }, 'Bergman, Bo is on the list already. Edit that entry instead.'],
  ['someone erased', { chosen: '4711' }, 'No identifier reads exactly so. Choose one of the users found, or type another name.'],
  ['no date', { expiryDate: 'soon' }, 'Expires must be a date written year-month-day, such as 2027-09-30.'],
  [
    'a past day',
    { expiryDate: '2026-01-01' },
    'Expires must be today or later: 2026-01-01 is past. Remove the entry where it is to end now.',
  ],
])('refused: %s, and the typing is kept', async (_name, wrong, message) => {
  const app = await proxyDesk()
  const typed: Record<string, string> = { sponsor: 'bo1', expiryDate: '2027-01-31', ...wrong }
  const second = await app.otto.get(addUrl(app.url))
  await app.otto.submit(second, 'Save', { sponsor: 'bo2' })
  const refused = await app.otto.submit(await app.otto.get(addUrl(app.url)), 'Save', typed)
  expect([refused.status, refused.problems]).toEqual([422, [message]])
  expect([refused.field('User').value, refused.field('Expires').value]).toEqual([typed.sponsor, typed.expiryDate])
  expect(sponsorsIn(await app.otto.get(app.url))).toEqual(['Bergman, Bo | bo2'])
})

it('a contact acts for nobody', async () => {
  const { otto, makeUser } = await proxyDesk()
  const { id } = await makeUser({ values: { primaryId: 'c2', firstName: 'C', lastName: 'C', recordType: 'CONTACT' } })
  const page = await otto.get(`/users/${id}/proxies`)
  expect(page.text).toContain('A contact borrows nothing, and so acts for nobody.')
  expect(page.text).not.toContain('Add proxy for')
  const refused = await otto.post(`/users/${id}/proxies/proxies/new`, { sponsor: 'bo1' })
  expect([refused.status, refused.problems]).toEqual([422, ['A contact borrows nothing, and so acts for nobody.']])
})

it('the last day is edited, an expired entry says so, and removal asks first', async () => {
  const app = await proxyDesk()
  await link(app, app.ana, app.bo, '2026-11-30')
  const edit = String((await app.otto.get(app.url)).$('a:contains("Edit")').attr('href'))
  const form = await app.otto.get(edit)
  expect(form.field('Expires').value).toBe('2026-11-30')
  expect((await app.otto.submit(form, 'Save', { expiryDate: '2026-12-01' })).status).toBe(303)
  app.clock.move(12 * 24 * 3_600_000)
  const otto = await app.as('deskOperator')
  expect(sponsorsIn(await otto.get(app.url))).toEqual(['Berg, Bo | Faculty · bo1 | Expired 2026-12-01'])
  const asked = await otto.get(edit.replace('/edit', '/removal'))
  expect(asked.text).toContain('End acting for Berg, Bo?')
  expect((await otto.submit(asked, 'Remove Berg, Bo')).status).toBe(303)
  expect(sponsorsIn(await otto.get(app.url))).toEqual(['Lee, Ana acts for nobody.'])
})

it('signed out: what was typed waits for its author, unsaved', async () => {
  const { otto, lea, url } = await proxyDesk()
  const page = await otto.get(addUrl(url))
  await otto.post('/sign-out', {})
  expect((await otto.submit(page, 'Save', { sponsor: 'bo1' })).location).toBe('/sign-in')
  expect((await otto.signIn('otto')).location).toBe(addUrl(url))
  expect((await otto.get(addUrl(url))).field('User').value).toBe('bo1')
  expect(sponsorsIn(await lea.get(url))).toEqual(['Lee, Ana acts for nobody.'])
})

it('not allowed: who edits no users sees both lists, and finds nobody', async () => {
  const app = await proxyDesk()
  await link(app, app.ana, app.bo)
  const page = await app.lea.get(app.url)
  expect(sponsorsIn(page)).toEqual(['Berg, Bo | Faculty · bo1'])
  expect(page.text).not.toMatch(/Add proxy for|Remove/)
  for (const url of [
    addUrl(app.url),
    `${app.url}/matches?sponsor=bo`,
    `${app.url}/proxies/1/edit`,
    `${app.url}/proxies/1/removal`,
  ])
    expect((await app.lea.get(url)).status).toBe(403)
  expect((await app.lea.post(addUrl(app.url), { sponsor: 'bo1' })).status).toBe(403)
})

it('not there: a user or an entry that is not', async () => {
  const app = await proxyDesk()
  await link(app, app.ana, app.bo)
  expect((await app.otto.get('/users/4711/proxies')).status).toBe(404)
  for (const url of [`${app.url}/proxies/4711/edit`, `/users/${app.bo.id}/proxies/proxies/1/removal`]) {
    expect((await app.otto.get(url)).status).toBe(404)
    expect((await app.otto.post(url, { expiryDate: '' })).status).toBe(404)
  }
})

it('two at once: one link is made, the other person is told, and never an error of the database', async () => {
  const { dora, otto, url } = await proxyDesk()
  const pages = [await dora.get(addUrl(url)), await otto.get(addUrl(url))] as const
  const answers = await Promise.all([
    dora.submit(pages[0], 'Save', { sponsor: 'bo1' }),
    otto.submit(pages[1], 'Save', { sponsor: 'bo1' }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
  expect(sponsorsIn(await dora.get(url))).toHaveLength(1)
})

it('two at once: removed meanwhile is said, and it can be added anew', async () => {
  const app = await proxyDesk()
  await link(app, app.ana, app.bo)
  const edit = String((await app.otto.get(app.url)).$('a:contains("Edit")').attr('href'))
  const form = await app.otto.get(edit)
  await app.dora.submit(await app.dora.get(edit.replace('/edit', '/removal')), 'Remove Berg, Bo')
  const told = await app.otto.submit(form, 'Save', { expiryDate: '2027-01-31' })
  expect(told.status).toBe(409)
  expect(told.text).toContain('Dora Deskmanager removed this entry since you opened it.')
  expect((await app.otto.submit(told, 'Save')).status).toBe(303)
  expect(sponsorsIn(await app.otto.get(app.url))).toEqual(['Berg, Bo | Faculty · bo1 | Until 2027-01-31'])
})

it('a hundred are shown in pages of 25, and the page stays light', async () => {
  const app = await proxyDesk()
  for (let n = 0; n < 100; n += 1) {
    const user = await app.makeUser({ values: { primaryId: `m${n}`, firstName: 'Many', lastName: `M${n}` } })
    await app.db.write((tx) => addProxy(tx, setUpActor(app.clock), app.ana, { forUserId: user.id }))
  }
  const page = await app.otto.get(app.url)
  expect(sponsorsIn(page)).toHaveLength(25)
  expect(page.html.length).toBeLessThan(60_000)
  expect(page.text).toContain('1–25 of 100')
  const last = await app.otto.get(`${app.url}?page=99`)
  expect(last.text).toContain('76–100 of 100')
  const removed = String(last.$('a:contains("Remove")').last().attr('href'))
  expect((await app.otto.get(removed)).text).toContain('76–100 of 100')
})
