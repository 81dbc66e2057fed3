import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { namesOn, search } from './people.ts'

async function library() {
  const app = await testApp()
  const make = (primaryId: string, lastName: string, more: object = {}) =>
    app.makeUser({ values: { primaryId, firstName: 'X', lastName }, ...more })
  const carded = await make('u17', 'Zimmer', {
    identifiers: [
      { type: 'BARCODE', value: '00420' },
      { type: 'UNIV_ID', value: 'uni-9' },
      { type: 'BARCODE', value: '00419', status: 'INACTIVE' },
    ],
    emails: [{ address: 'Zed@Example.org' }],
  })
  const named = await make('young', 'Wood')
  await make('other', 'Young')
  await make('u170', 'Abel', { emails: [{ address: 'zed@example.org.uk' }, { address: 'zed@example.org' }] })
  return { carded, named, vera: await app.as('viewer'), app }
}

it.each([
  ['u17', ''],
  ['U17', ''],
  [' u17 ', ''],
  ['00420', ''],
  ['UNI-9', ''],
  ['u17', '&index=primary_id'],
  ['00420', '&index=barcode'],
  ['00420', '&index=identifiers'],
  ['u17', '&sort=primary_id&dir=desc'],
])('opens the user whom %j names (%s)', async (q, more) => {
  const { vera, carded } = await library()
  const page = await search(vera, q, more)
  expect([page.status, page.location]).toEqual([303, `/users/${carded.id}`])
})

it.each([
  ['u17', '&page=2'],
  ['u17', '&record_type=PUBLIC'],
  ['u17', '&record_type=STAFF'],
  ['u17', '&index=barcode'],
  ['u17', '&index=identifiers'],
  ['u17', '&index=names'],
  ['u17', '&index=email'],
  ['00420', '&index=primary_id'],
  ['uni-9', '&index=barcode'],
  ['00419', ''],
  ['0042', ''],
  ['u17 x', ''],
])('opens nobody for %j (%s)', async (q, more) => {
  const { vera } = await library()
  expect((await search(vera, q, more)).status).toBe(200)
})

it('finds an inactive identifier all the same', async () => {
  const { vera } = await library()
  expect(namesOn(await search(vera, '00419'))).toEqual(['Zimmer, X'])
  expect(namesOn(await search(vera, '00419', '&index=barcode'))).toEqual(['Zimmer, X'])
})

it('puts the user of an identifier without digit on top, once, where others match too', async () => {
  const { vera } = await library()
  const page = await search(vera, 'young')
  expect(page.text).toContain('2 found')
  expect(namesOn(page)).toEqual(['Wood, X', 'Young, X'])
})

it('opens the user of an identifier without digit when nobody else matches', async () => {
  const { vera, named } = await library()
  const page = await search(vera, 'YOUNG', '&index=primary_id')
  expect([page.status, page.location]).toEqual([303, `/users/${named.id}`])
})

it('opens the user of an identifier of signs alone', async () => {
  const { vera, app } = await library()
  const user = await app.makeUser({ values: { primaryId: '***', firstName: 'X', lastName: 'Signs' } })
  expect((await search(vera, '***')).location).toBe(`/users/${user.id}`)
})

it('puts those with exactly this e-mail address on top, each once', async () => {
  const { vera, app } = await library()
  await app.makeUser({
    values: { primaryId: 'aa', firstName: 'A', lastName: 'Aa' },
    emails: [{ address: 'zed@example.organic' }],
  })
  for (const [q, more] of [
    ['ZED@example.org', ''],
    ['zed@example.org', '&index=email'],
  ] as const) {
    const page = await search(vera, q, more)
    expect(page.text).toContain('3 found')
    expect(namesOn(page).slice(0, 2).sort()).toEqual(['Abel, X', 'Zimmer, X'])
    expect(namesOn(page)[2]).toBe('Aa, A')
    expect(namesOn(page)).toHaveLength(3)
  }
})

it('opens nobody by an e-mail address alone', async () => {
  const { vera, app } = await library()
  await app.makeUser({ values: { primaryId: 'm', firstName: 'A', lastName: 'Mail' }, emails: [{ address: 'm1@example.org' }] })
  const page = await search(vera, 'm1@example.org')
  expect([page.status, namesOn(page)]).toEqual([200, ['Mail, A']])
})

it('keeps the count of the tabs and of the list alike where somebody stands on top', async () => {
  const { vera, app } = await library()
  for (let n = 0; n < 30; n += 1)
    await app.makeUser({ values: { primaryId: `y${n}-x`, firstName: `N${n + 10}`, lastName: 'Younger' } })
  const seen = [...namesOn(await search(vera, 'young')), ...namesOn(await search(vera, 'young', '&page=2'))]
  expect(seen).toHaveLength(32)
  expect(new Set(seen).size).toBe(32)
  expect(seen[0]).toBe('Wood, X')
})

it('counts whoever stands on top, also by an address that is made of signs', async () => {
  const { vera, app } = await library()
  await app.makeUser({ values: { primaryId: 's', firstName: 'A', lastName: 'Signs' }, emails: [{ address: '+@example.org' }] })
  const page = await search(vera, '+@example.org')
  expect(namesOn(page)[0]).toBe('Signs, A')
  expect(page.text).toContain(`${namesOn(page).length} found`)
})
