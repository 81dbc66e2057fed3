import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { actsOf, known } from '../records.ts'

const ana = { values: { primaryId: 'ana', firstName: 'Ana', lastName: 'Lee' }, emails: [{ address: 'ana@old.example' }] }

async function opened(person: 'deskOperator' | 'viewer' | 'deskManager' = 'deskOperator') {
  const app = await testApp({ people: ['deskManager'] })
  const user = await app.makeUser(ana)
  const visitor = await app.as(person)
  const url = `/users/${user.id}/contact`
  return { app, user, visitor, url }
}

/** Each row as its text and chips. */
const rows = (page: Page) =>
  page
    .$('[aria-labelledby=emails] li')
    .toArray()
    .map((row) =>
      page
        .$(row)
        .find('.main, .chip')
        .toArray()
        .map((part) => page.$(part).text().trim())
        .join(' '),
    )
const idOf = (page: Page) => /emails\/(\d+)\/edit/.exec(page.html)?.[1] ?? ''

it('works: adds an address as preferred, and the old one gives way', async () => {
  const { app, user, visitor, url } = await opened()
  const saved = await visitor.submit(await visitor.get(`${url}/emails/new`), 'Save', {
    address: ' ana@new.example ',
    preferred: 'on',
  })
  expect([saved.status, saved.location]).toEqual([303, url])
  const after = await visitor.get(url)
  expect([after.flash, rows(after)]).toEqual(['Added.', ['ana@new.example Preferred Personal', 'ana@old.example Personal']])
  expect((await actsOf(app, user))[0]?.action).toBe('added')
  expect((await visitor.get('/users?q=ana@new.example')).text).toContain('1 found')
})

it('works: changes and removes one, and the oldest that remains is preferred', async () => {
  const { app, user, visitor, url } = await opened()
  await visitor.submit(await visitor.get(`${url}/emails/new`), 'Save', { address: 'b@x.example' })
  const id = idOf(await visitor.get(url))
  const edited = await visitor.submit(await visitor.get(`${url}/emails/${id}/edit`), 'Save', {
    address: 'c@x.example',
    types: 'school',
  })
  expect((await visitor.get(edited.location)).flash).toBe('Saved: Email address, Types.')
  const asked = await visitor.get(`${url}/emails/${id}/removal`)
  expect(asked.text).toContain('Remove c@x.example? History keeps what it was.')
  expect((await visitor.post(`${url}/emails/${id}/removal`, {})).status).toBe(303)
  const after = await visitor.get(url)
  expect([after.flash, rows(after)]).toEqual(['Removed c@x.example.', ['b@x.example Preferred Personal']])
  expect((await actsOf(app, user))[0]?.lines).toContainEqual(['address', 'c@x.example', null])
  expect((await visitor.get('/users?q=c@x.example')).text).toContain('Nothing found')
})

it('refused: says how to mend it and keeps what was typed', async () => {
  const { visitor, url } = await opened()
  const page = await visitor.get(`${url}/emails/new`)
  const refused = await visitor.submit(page, 'Save', { address: 'nobody', description: 'at home', preferred: 'on' })
  expect([refused.status, refused.field('Email address').value, refused.field('Description').value]).toEqual([
    422,
    'nobody',
    'at home',
  ])
  expect(refused.problems).toEqual(['Enter an e-mail address with one @ and no blanks, like name@example.org.'])
  expect(refused.$('#preferred').attr('checked')).toBeDefined()
  expect((await visitor.submit(page, 'Save', { address: '' })).problems).toEqual(['Email address is required. Enter it.'])
  expect((await visitor.submit(page, 'Save', { address: 'a@b.example', types: 'orderMail' })).problems[0]).toContain(
    'not open to the record type Public',
  )
})

it('signed out: every form leads to Sign in', async () => {
  const { app, url } = await opened()
  for (const place of ['new', '1/edit', '1/removal']) {
    expect((await app.visitor().post(`${url}/emails/${place}`, { address: 'x@y.example' })).location).toBe('/sign-in')
  }
})

it('not allowed: a viewer sees the rows and no form; staff are protected', async () => {
  const { app, visitor, url } = await opened('viewer')
  const page = await visitor.get(url)
  expect([rows(page), page.$('main a.button').length]).toEqual([['ana@old.example Preferred Personal'], 0])
  expect((await visitor.get(`${url}/emails/new`)).status).toBe(403)
  expect((await visitor.post(`${url}/emails/new`, { address: 'x@y.example' })).status).toBe(403)
  const otto = await app.as('deskOperator')
  const staff = `/users/${known(app.people.deskManager).id}/contact`
  expect((await otto.get(`${staff}/emails/new`)).status).toBe(403)
  expect((await otto.post(`${staff}/emails/new`, { address: 'x@y.example' })).status).toBe(403)
  expect((await otto.post(`${staff}/phones/new`, { number: '123' })).status).toBe(303)
})

it('not there: a row that never was, or is another user’s, is 404', async () => {
  const { app, visitor, url } = await opened()
  const other = await app.makeUser({
    values: { primaryId: 'b', firstName: 'B', lastName: 'B' },
    emails: [{ address: 'b@x.example' }],
  })
  expect((await visitor.get(`${url}/emails/999/edit`)).status).toBe(404)
  expect((await visitor.post(`${url}/emails/2/edit`, { address: 'stolen@x.example' })).status).toBe(404)
  expect(rows(await visitor.get(`/users/${other.id}/contact`))).toEqual(['b@x.example Preferred Personal'])
})

it('two at once: a row changed by both is asked, a row removed meanwhile is said, and what was typed can be added anew', async () => {
  const { app, visitor, url } = await opened()
  const dora = await app.as('deskManager')
  const id = idOf(await visitor.get(url))
  const [mine, theirs] = [await visitor.get(`${url}/emails/${id}/edit`), await dora.get(`${url}/emails/${id}/edit`)]
  await dora.submit(theirs, 'Save', { address: 'dora@x.example', description: 'hers' })
  const asked = await visitor.submit(mine, 'Save', { address: 'otto@x.example' })
  expect([asked.status, asked.field('Description').value]).toEqual([409, 'hers'])
  expect(asked.$('[aria-label="Changed meanwhile"]').text()).toContain('dora@x.example')
  await dora.post(`${url}/emails/${id}/removal`, {})
  const gone = await visitor.submit(mine, 'Save', { address: 'otto@x.example' })
  expect([gone.status, gone.field('Email address').value]).toEqual([409, 'otto@x.example'])
  expect(gone.text).toContain('Dora Deskmanager removed this entry since you opened it.')
  expect((await visitor.submit(gone, 'Save')).status).toBe(303)
  expect(rows(await visitor.get(url))).toEqual(['otto@x.example Preferred Personal'])
})

it('two at once: a row that reads otherwise than in the question is asked about again', async () => {
  const { app, visitor, url } = await opened()
  const dora = await app.as('deskManager')
  const base = `${url}/emails/${idOf(await visitor.get(url))}`
  const question = await visitor.get(`${base}/removal`)
  await dora.post(`${url}/emails/new`, { address: 'other@x.example', preferred: 'on' })
  await dora.submit(await dora.get(`${base}/edit`), 'Save', { address: 'ana@new.example' })
  const again = await visitor.submit(question, 'Remove ana@old.example')
  expect(again.status).toBe(409)
  expect(again.text).toContain('Someone changed this since you were asked.')
  expect((await visitor.submit(again, 'Remove ana@new.example')).status).toBe(303)
  expect(rows(await visitor.get(url))).toEqual(['other@x.example Preferred Personal'])
})

it('two at once: what is preferred now asks nothing again', async () => {
  const { app, visitor, url } = await opened()
  const question = await visitor.get(`${url}/emails/${idOf(await visitor.get(url))}/removal`)
  await (await app.as('deskManager')).post(`${url}/emails/new`, { address: 'other@x.example', preferred: 'on' })
  expect((await visitor.submit(question, 'Remove ana@old.example')).status).toBe(303)
})

it('carries out an addition once, however often it is sent', async () => {
  const { visitor, url } = await opened()
  const page = await visitor.get(`${url}/emails/new`)
  await Promise.all([1, 2, 3].map(() => visitor.submit(page, 'Save', { address: 'twice@x.example' })))
  expect(rows(await visitor.get(url))).toHaveLength(2)
})
