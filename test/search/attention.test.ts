import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { codes } from '#code-tables/code-tables.table.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { namesOn } from './people.ts'

const label = 'Needs attention'

async function house() {
  const app = await testApp({ people: ['viewer', 'administrator'] })
  const make = (lastName: string, values: object, more: object = {}) =>
    app.makeUser({ values: { primaryId: `id-${lastName}`, firstName: 'Pia', lastName, ...values }, ...more })
  await make('Aa', { userGroup: 'FACULTY', expiryDate: '2026-11-21' })
  await make('Bb', { userGroup: 'FACULTY', expiryDate: '2026-11-21', status: 'INACTIVE' })
  await make('Cc', { userGroup: 'UNDERGRAD', expiryDate: '2026-11-22' }, { emails: [{ address: 'c@example.org' }] })
  await make('Dd', { recordType: 'STAFF', userGroup: null })
  return { ...app, vera: await app.as('viewer'), ada: await app.as('administrator') }
}

async function attentionOn({ as }: Pick<TestApp, 'as'>, query = 'q=pia'): Promise<string[]> {
  const page = await (await as('viewer')).get(`/users/facets?${query}`)
  const facet = page
    .$('fieldset.facet')
    .toArray()
    .find((one) => page.$(one).find('legend').text() === label)
  return facet
    ? page
        .$(facet)
        .find('label')
        .toArray()
        .map((one) => page.$(one).text().replace(/\s+/g, ' ').trim())
    : []
}

it('works: says who is active although expired, and which staff have no role', async () => {
  const app = await house()
  expect(await attentionOn(app)).toEqual(['Active, although expired 1', 'Staff without a role 1'])
  const { vera } = app
  const page = await vera.get('/users?q=pia&in=attention:expired')
  expect([namesOn(page), page.$('.chips .chip bdi').text()]).toEqual([['Aa, Pia'], `${label}: Active, although expired`])
  expect(namesOn(await vera.get('/users?q=pia&in=attention:expired&in=attention:roleless'))).toEqual(['Aa, Pia', 'Dd, Pia'])
  expect(await attentionOn(app, 'q=pia&record_type=PUBLIC')).toEqual(['Active, although expired 1'])
  expect(namesOn(await vera.get('/users?q=pia&in=attention:roleless&in=status:INACTIVE'))).toEqual([])
})

it('says who lacks what the library made mandatory since, and who has a code that it switched off', async () => {
  const app = await house()
  const { ada, vera, db } = app
  const form = await ada.get('/configuration/mandatory')
  const token = String(form.$('#mandatory-PUBLIC input[name=_csrf]').attr('value'))
  const saved = await ada.post('/configuration/mandatory', {
    ...{ recordType: 'PUBLIC', chosen: 'email', _csrf: token },
    drawn: String(form.$('#mandatory-PUBLIC input[name=drawn]').attr('value')),
  })
  expect(saved.status).toBe(303)
  expect(await attentionOn(app)).toContain('Lacks what is mandatory 2')
  expect(namesOn(await vera.get('/users?q=pia&in=attention:lacking'))).toEqual(['Aa, Pia', 'Bb, Pia'])
  await db.write(async (tx) => {
    await tx
      .update(codes)
      .set({ enabled: false })
      .where(and(eq(codes.tableName, 'UserGroups'), eq(codes.code, 'UNDERGRAD')))
  })
  expect(await attentionOn(app)).toContain('Has a code that is off or gone 1')
  expect(namesOn(await vera.get('/users?q=pia&in=attention:codes'))).toEqual(['Cc, Pia'])
})

it('what is not known there finds nobody and breaks nothing', async () => {
  const { vera } = await house()
  for (const value of ['lacking', 'codes', 'constructor', '<b>', "' or 1=1"]) {
    const page = await vera.get(`/users?q=pia&in=${encodeURIComponent(`attention:${value}`)}`)
    expect([value, page.status, namesOn(page), page.$('main b').length]).toEqual([value, 200, [], 0])
    expect((await vera.get(`/users/facets?q=pia&in=${encodeURIComponent(`attention:${value}`)}`)).status).toBe(200)
  }
})
