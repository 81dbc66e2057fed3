import { describe, expect, it } from 'vitest'
import { packBits } from '#platform/bits.ts'
import { syncSeen } from '#sync/states.table.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeProfile, makeRow, makeRun, notedEngine } from './house.ts'

const met = (app: TestApp, runId: number, ids: number[]) => {
  const bits = new Uint8Array(20)
  for (const id of ids) bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7))
  return app.db.write(
    async (tx) => void (await tx.insert(syncSeen).values({ runId, profileCode: 'SCHOOL', users: packBits(bits) })),
  )
}
const external = { accountType: 'EXTERNAL', source: 'SCHOOL' } as const

describe('the lists of a profile', () => {
  it('lead to those whom the last run rejected', async () => {
    const app = await testApp()
    const profile = await makeProfile(app)
    const ada = await app.as('administrator')
    expect((await ada.get(`/synchronisation/profiles/${profile}/rejected`)).status).toBe(409)
    await makeRun(app, { profileId: profile })
    const last = await makeRun(app, { profileId: profile })
    const found = await ada.get(`/synchronisation/profiles/${profile}/rejected`)
    expect([found.status, found.location]).toEqual([303, `/synchronisation/runs/${last}?outcome=rejected`])
    expect((await ada.get('/synchronisation/profiles/99/rejected')).status).toBe(404)
  })

  it('name who was missing in so many full files, and nobody else', async () => {
    const app = await testApp()
    const profile = await makeProfile(app)
    const make = (primaryId: string, more = {}) =>
      app.makeUser({ values: { primaryId, firstName: 'F', lastName: primaryId, ...more } })
    const [here, once, never, own] = [
      await make('here', external),
      await make('once', external),
      await make('never', external),
      await make('own'),
    ]
    const full = { profileId: profile, full: true }
    await met(app, await makeRun(app, full), [here.id, once.id])
    await met(app, await makeRun(app, full), [here.id])
    await met(app, await makeRun(app, { ...full, dryRun: true }), [never.id, own.id])
    const ada = await app.as('administrator')
    const url = `/synchronisation/profiles/${profile}/absent`
    expect((await ada.get(url)).text).toContain('There were 2 full runs so far')
    const two = await ada.get(`${url}?runs=2`)
    expect(two.rows('Missing people').map(([name]) => name)).toEqual(['never, Fnever'])
    expect((await ada.get(`${url}?runs=1`)).rows('Missing people')).toHaveLength(2)
    const wrong = await ada.get(`${url}?runs=many`)
    expect([wrong.field('Full runs').value, wrong.problems]).toEqual(['many', ['Full runs must be a whole number from 1 to 30.']])
  })

  it('offer the library’s own users of the last file, one, ticked or all', async () => {
    const { asked, engine } = notedEngine()
    const app = await testApp({ people: ['manager'], parts: { sync: { engine, folder: '/nowhere', inbox: undefined } } })
    const profile = await makeProfile(app)
    const run = await makeRun(app, { profileId: profile })
    const people = [1, 2, 3].map((n) => app.makeUser({ values: { primaryId: `p${n}`, firstName: 'F', lastName: `L${n}` } }))
    const [one, two, three] = await Promise.all(people)
    for (const user of [one, two, three]) await makeRow(app, run, { does: 'reject', userId: user?.id ?? 0, reason: 'Internal.' })
    const gone = await app.makeUser({ values: { primaryId: 'x', firstName: 'F', lastName: 'X', ...external } })
    await makeRow(app, run, { does: 'reject', userId: gone.id, reason: 'Doubled.' })
    const ada = await app.as('administrator')
    const url = `/synchronisation/profiles/${profile}/internal`
    const page = await ada.get(url)
    expect(page.rows('The library’s own users')).toHaveLength(3)
    const none = await ada.submit(page, 'Make ticked external', { all: '' })
    expect([none.status, none.problems[0]]).toEqual([422, 'Nobody was ticked. Tick those whom the source is to own.'])
    // Whoever was not met in the file is not given away, whatever is posted.
    const ticked = `_csrf=${encodeURIComponent(await ada.token())}&all=&users=${two?.id}&users=${gone.id}`
    expect((await ada.post(url, ticked)).location).toBe('/synchronisation/runs/1')
    await ada.submit(await ada.get(url), 'Make all external', { all: 'yes' })
    expect(asked).toEqual([
      ['planExternal', 'SCHOOL', [two?.id]],
      ['planExternal', 'SCHOOL', [one?.id, two?.id, three?.id]],
    ])
    expect((await (await app.as('manager')).get(url)).status).toBe(403)
    expect((await app.visitor().get(url)).location).toMatch(/^\/sign-in/)
  })
})
