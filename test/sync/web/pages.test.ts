import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeProfile, makeRow, makeRun } from './house.ts'

it('the first page tells of profiles, runs and what they did, with a plot and its table', async () => {
  const app = await testApp()
  const profile = await makeProfile(app, { folder: 'school', schedule: '30 5 * * *' })
  await makeRun(app, { profileId: profile, applied: { created: 3, updated: 1 } as never })
  await makeRun(app, { profileId: profile, state: 'failed', message: 'The zip is cut off.' })
  const ada = await app.as('administrator')
  const page = await ada.get('/synchronisation')
  expect(page.status).toBe(200)
  expect(page.rows('Profiles')[0]).toEqual([
    'SchoolSCHOOL',
    'Alma user XML',
    expect.stringContaining('Failed'),
    '2026-11-23 05:30',
    'Run School',
  ])
  expect(page.rows('Runs')).toHaveLength(2)
  expect(page.rows('Runs')[1]?.[4]).toBe('3 created, 1 updated')
  expect(page.rows('Last runs in numbers')).toEqual([['1', '2026-11-22 10:00', '3', '1', '0', '0']])
  expect(page.$('svg rect')).toHaveLength(2)
  expect(page.html).not.toContain(' style=')
})

it('a run tells who becomes what and why, and each user field by field', async () => {
  const app = await testApp()
  const profile = await makeProfile(app)
  const run = await makeRun(app, { profileId: profile, dryRun: true, counts: { read: 2, updated: 1, rejected: 1 } as never })
  const follow = {
    set: { firstName: 'Nora' },
    rows: [],
    heard: [],
    steps: [
      { part: 'general', field: 'firstName', before: 'Norah', after: 'Nora', why: 'replaced' as const },
      {
        part: 'general',
        field: 'userGroup',
        before: 'FACULTY',
        after: 'STAFF',
        why: 'locked' as const,
        lockedBy: 'Useradmin, Ulla',
      },
    ],
  }
  const row = await makeRow(app, run, { plan: { follow, source: 'SCHOOL' } })
  await makeRow(app, run, {
    does: 'reject',
    key: '1',
    name: '<b>X</b>',
    reason: 'There is no user group MOON.',
    plan: { unknown: [{ table: 'UserGroups', code: 'MOON' }] },
  })
  const ada = await app.as('administrator')
  const page = await ada.get(`/synchronisation/runs/${run}`)
  expect(page.rows('Users of the run')).toEqual([
    ['Berg, Nora4711', 'Would be updated', 'First name, User group', '1, line 2'],
    ['<b>X</b>1', 'Rejected', 'There is no user group MOON.', '1, line 2'],
  ])
  expect(page.rows('Unknown codes')).toEqual([['MOON', 'User groups', '1 user', 'Add MOON']])
  const one = await ada.get(`/synchronisation/runs/${run}/rows/${row}`)
  expect(one.rows('Differences')).toEqual([
    ['First name', 'Norah', 'Nora', 'Replaced'],
    ['User group', 'Faculty', 'Library staff', 'Kept: set by Useradmin, Ulla'],
  ])
  const found = await ada.get(`/synchronisation/runs/${run}?outcome=rejected&text=x`)
  expect(found.rows('Users of the run')).toHaveLength(1)
  expect((await ada.get(`/synchronisation/runs/${run}?text=nobody`)).text).toContain('Nobody.')
})

it('does not keep a session alive by asking for progress', async () => {
  const app = await testApp()
  const ada = await app.as('administrator')
  const run = await makeRun(app, { state: 'applying', endedAt: null })
  const minutes = 60_000
  for (let asked = 0; asked < 7; asked += 1) {
    app.clock.move(9 * minutes)
    await ada.get(`/synchronisation/runs/${run}/progress`)
  }
  expect((await ada.get(`/synchronisation/runs/${run}`)).location).toContain('/sign-in')
})
