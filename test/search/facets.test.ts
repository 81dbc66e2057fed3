import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { makeStaff } from '../sign-in/staff.ts'
import { namesOn } from './people.ts'

/** What stands beside a result: each facet with its values and numbers. */
const facetsOn = ({ $ }: Page) =>
  Object.fromEntries(
    $('fieldset.facet')
      .toArray()
      .map((facet) => [
        $(facet).find('legend').text(),
        $(facet)
          .find('label')
          .toArray()
          .map((label) => $(label).text().replace(/\s+/g, ' ').trim()),
      ]),
  )

async function house() {
  const app = await testApp({ people: ['viewer'] })
  const make = (lastName: string, values: object, more: object = {}) =>
    app.makeUser({ values: { primaryId: `id-${lastName}`, firstName: 'Pia', lastName, ...values }, ...more })
  await make('Aa', { userGroup: 'FACULTY', expiryDate: '2026-11-21' })
  await make('Bb', { userGroup: 'FACULTY', expiryDate: '2026-12-01', status: 'INACTIVE' })
  await make('Cc', { userGroup: 'UNDERGRAD' }, { blocks: [{ type: 'GENERAL', description: '06-LOCAL' }] })
  await make('Dd', { userGroup: 'GRAD', expiryDate: '2030-01-01' })
  return { ...app, vera: await app.as('viewer') }
}

it('works: counts what the users of a result have', async () => {
  const { vera } = await house()
  const page = await vera.get('/users/facets?q=pia')
  expect(page.text).toContain('4 users exactly')
  const facets = facetsOn(page)
  expect(facets.Status).toEqual(['Active 3', 'Inactive 1'])
  expect(facets['User group']?.map((label) => label.split(' ').at(-1))).toEqual(['2', '1', '1'])
  expect(facets['Expiration date']).toEqual(['Expired 1', 'Within 30 days 1', 'Later 1', 'Without a date 1'])
  expect(facets['Block in force']).toEqual(['Blocked 1'])
  const everyone = facetsOn(await vera.get('/users/facets'))
  expect(everyone.Status).toEqual(['Active 5', 'Inactive 1'])
  expect(everyone.Role).toContain('Fulfillment Services Operator 1')
})

it('narrows by several values of a facet, and by several facets; a chip takes one away', async () => {
  const { vera } = await house()
  const page = await vera.get('/users?q=pia&in=group:FACULTY&in=group:GRAD&in=expiry:expired&in=expiry:later')
  expect(namesOn(page)).toEqual(['Aa, Pia', 'Dd, Pia'])
  const chips = page
    .$('.chips .chip bdi')
    .toArray()
    .map((chip) => page.$(chip).text())
  expect(chips).toEqual(
    ['User group: Faculty', 'User group: Graduate student', 'Expiration date: Expired', 'Expiration date: Later'].map((text) =>
      expect.stringContaining(text.split(':')[0] ?? ''),
    ),
  )
  const without = page.$('.chips a').first().attr('href') ?? ''
  expect(namesOn(await vera.get(without))).toEqual(['Dd, Pia'])
  // Numbers of a facet are those without its own choice.
  const facets = facetsOn(await vera.get('/users/facets?q=pia&in=group:FACULTY&in=status:ACTIVE'))
  expect(facets.Status).toEqual(['Active 1', 'Inactive 1'])
  expect(facets['User group']).toHaveLength(3)
})

it('works without scripts: the form of the facets leads to the list', async () => {
  const { vera } = await house()
  const page = await vera.get('/users/facets?q=pia&record_type=PUBLIC&in=status:ACTIVE')
  const form = page.$('form.facet-form')
  expect(form.attr('action')).toBe('/users')
  expect(
    form
      .find('input[type=hidden]')
      .toArray()
      .map((input) => [input.attribs.name, input.attribs.value]),
  ).toEqual([
    ['q', 'pia'],
    ['record_type', 'PUBLIC'],
  ])
  expect(form.find('input[checked]').attr('value')).toBe('status:ACTIVE')
})

it('keeps what was chosen when it fits nobody, and takes no nonsense', async () => {
  const { vera } = await house()
  expect(facetsOn(await vera.get('/users/facets?q=aa&in=status:INACTIVE')).Status).toEqual(['Active 1', 'Inactive 0'])
  expect(namesOn(await vera.get('/users?q=pia&in=nonsense&in=kind:x&in=status'))).toHaveLength(4)
  expect(namesOn(await vera.get('/users?q=pia&in=group:%00%22)'))).toEqual([])
})

it('signed out: leads to Sign in', async () => {
  const { visitor } = await house()
  expect((await visitor().get('/users/facets')).location).toContain('/sign-in')
  expect((await visitor().get('/users/search')).location).toContain('/sign-in')
})

it('counts a role as soon as it is given', async () => {
  const app = await house()
  await makeStaff(app, { values: { primaryId: 'sam', lastName: 'Sam' } }, [{ role: 32, scope: 'INSTITUTION' }])
  const facets = facetsOn(await app.vera.get('/users/facets'))
  expect(facets.Role).toContain('Circulation Desk Operator 1')
})

it('offers near misses in words, with what each finds', async () => {
  const { vera } = await house()
  const page = await vera.get('/users?q=pai%20aa')
  expect(page.text).toContain('Nothing found')
  expect(page.text).toContain('Did you mean:')
  const offers = page
    .$('.empty .row-list li')
    .toArray()
    .map((item) => page.$(item).text())
  expect(offers).toContain('pia aa 1 found')
  expect(offers.some((offer) => offer.startsWith('aa '))).toBe(true)
})

it('marks what matched', async () => {
  const { vera } = await house()
  const page = await vera.get('/users?q=p%C3%8Fa%20c')
  expect(
    page
      .$('tbody mark')
      .toArray()
      .map((mark) => page.$(mark).text()),
  ).toEqual(['Cc', 'Pia', 'Cc'])
})

it('advanced search builds the text: works, adds a line, refuses nonsense with what was typed', async () => {
  const { vera } = await house()
  const found = await vera.get(
    '/users/search?join=and&field=group&how=is&value=FACULTY&join=and&field=expires&how=before&value=2026-12-01&go=1',
  )
  expect([found.status, found.location]).toEqual([303, '/users?q=group%3AFACULTY+expires%3C2026-12-01'])
  const more = await vera.get('/users/search?join=and&field=last&how=is&value=Aa&more=1')
  expect(more.$('[role=group]').length).toBe(2)
  const refused = await vera.get('/users/search?join=and&field=expires&how=after&value=soonish&go=1')
  expect(refused.status).toBe(422)
  expect(refused.problems[0]).toContain('“soonish” is no day')
  expect(refused.$('#value-1').attr('value')).toBe('soonish')
  expect((await vera.get('/users/search?join=and&field=last&how=starts&value=&go=1')).problems).toEqual([
    'Enter what to look for.',
  ])
  const again = await vera.get('/users/search?q=last:park%20|%20-block:any')
  expect(
    again
      .$('select[name=field] option[selected]')
      .toArray()
      .map((option) => again.$(option).text()),
  ).toEqual(['Last name', 'Block in force'])
  expect(again.$('select[name=join] option[selected]').text()).toBe('or')
})

it('draws the part that comes late as the same form, with neither a title nor a heading of its own', async () => {
  const { vera } = await house()
  const late = (await vera.get('/users/facets/late?q=pia')).html
  expect(late).toMatch(/^<form class="facet-form"/)
  expect(late).not.toMatch(/<title|<h1|<html/)
  expect((await vera.get('/users/facets?q=pia')).html).toContain(late.trim())
  expect((await vera.get('/users?q=pia')).html).toContain('hx-get="/users/facets/late?q=pia"')
})
