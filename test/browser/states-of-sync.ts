import type { ProfileValues } from '#sync/profiles.ts'
import type { SyncRow, SyncRun } from '#sync/runs.table.ts'
import { makeProfile, makeRow, makeRun } from '../sync/web/house.ts'
import type { Shown, State } from './state.ts'
import { at, saying } from './state.ts'

type Made = { profile: number; run: number; rows: number[] }
let made = 0
const columns = [
  { heading: 'Student number', target: 'primaryId' },
  { heading: 'First name', target: 'firstName' },
  { heading: 'Family name', target: 'lastName', fallback: 'unknown' },
  { heading: 'Favourite colour', target: '' },
]
const follow = {
  set: { firstName: 'Nora' },
  rows: [],
  heard: [],
  steps: [
    { part: 'general', field: 'firstName', before: 'Norah', after: 'Nora', why: 'replaced' as const },
    { part: 'general', field: 'jobDescription', before: 'Head of the reading room', after: null, why: 'cleared' as const },
    {
      part: 'general',
      field: 'userGroup',
      before: 'FACULTY',
      after: 'STAFF',
      why: 'locked' as const,
      lockedBy: 'Useradmin, Ulla',
    },
    {
      part: 'email',
      field: 'address',
      before: null,
      after: 'a-rather-long-address-of-nora@alumni.university.example',
      why: 'added' as const,
    },
  ],
}

async function fill(shown: Shown, profile: ProfileValues, run: Partial<SyncRun>): Promise<Made> {
  made += 1
  const id = await makeProfile(shown, { code: `SCHOOL${made}`, name: 'Northfield school register', ...profile })
  const older = { profileId: id, profileCode: `SCHOOL${made}` }
  for (const n of [40, 3, 12, 5])
    await makeRun(shown, { ...older, applied: { created: n, updated: 3 * n, rejected: 2, deactivated: n > 10 ? 4 : 0 } as never })
  const number = await makeRun(shown, {
    ...older,
    counts: { read: 212, created: 3, updated: 7, unchanged: 198, kept: 2, rejected: 4 } as never,
    ...run,
  })
  const rows: Partial<SyncRow>[] = [
    { plan: { follow, source: 'SCHOOL' }, userId: shown.ids.tom },
    {
      does: 'create',
      key: '4712',
      name: 'Åström, Måns',
      position: 2,
      line: 14,
      plan: {
        create: {
          values: { primaryId: '4712', firstName: 'Måns', lastName: 'Åström', userGroup: 'FACULTY' },
          emails: [{ address: 'mans@x.example' }],
        },
      },
    },
    {
      does: 'reject',
      key: '4713',
      name: 'Quist, Eva',
      position: 3,
      line: 20,
      userId: shown.ids.long,
      reason: 'The identifier 4713 is held by Berg, Nora (nora), an internal user. Files never change those.',
    },
    {
      does: 'reject',
      key: '4714',
      name: 'Moon, Keith',
      position: 4,
      line: 26,
      reason: 'There is no user group MOON.',
      plan: { unknown: [{ table: 'UserGroups', code: 'MOON' }] },
    },
  ]
  const ids: number[] = []
  for (const row of rows) ids.push(await makeRow(shown, number, row))
  return { profile: id, run: number, rows: ids }
}

const state = (
  name: string,
  path: (of: Made) => string,
  {
    profile = {},
    run = {},
    work,
  }: { profile?: ProfileValues; run?: Partial<SyncRun>; work?: (shown: Shown) => Promise<unknown> } = {},
): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    await shown.page.goto(`/synchronisation${path(await fill(shown, profile, run))}`)
    await work?.(shown)
  },
})
const csv: ProfileValues = { format: 'csv', columns, folder: 'school', schedule: '30 5 * * 1-5', absentPeople: 'deactivate' }
const dry = { dryRun: true, kept: '1' }

/** Synchronisation: profiles, runs, their users and lists. */
export const statesOfSync: State[] = [
  state('sync', () => ''),
  state('sync-profile', ({ profile }) => `/profiles/${profile}`, { profile: csv }),
  at('sync-profile-new', '/synchronisation/profiles/new'),
  {
    ...at('sync-profile-refused', '/synchronisation/profiles/new'),
    async open({ page }) {
      await page.goto('/synchronisation/profiles/new')
      await page.locator('[data-save]').click()
      await saying(page)
    },
  },
  state('sync-profile-edit', ({ profile }) => `/profiles/${profile}/edit`, { profile: csv }),
  state('sync-profile-removal', ({ profile }) => `/profiles/${profile}/removal`),
  state('sync-columns', ({ profile }) => `/profiles/${profile}/columns`, { profile: csv }),
  state('sync-start', ({ profile }) => `/profiles/${profile}/run`, { profile: csv }),
  state('sync-export', ({ profile }) => `/profiles/${profile}/export`),
  state('sync-export-refused', ({ profile }) => `/profiles/${profile}/export`, {
    async work({ page }) {
      await page.getByLabel('Changed since').fill('last summer')
      await page.getByRole('button', { name: 'Download' }).click()
      await saying(page)
    },
  }),
  state('sync-run-reading', ({ run }) => `/runs/${run}`, { run: { state: 'reading', bytesRead: 1900 } }),
  state('sync-run-plan', ({ run }) => `/runs/${run}`, { run: dry }),
  state('sync-run-filtered', ({ run }) => `/runs/${run}?outcome=rejected`, { run: dry }),
  state('sync-run-nobody', ({ run }) => `/runs/${run}?text=nobody`, { run: dry }),
  state('sync-run-guarded', ({ run }) => `/runs/${run}`, {
    run: {
      state: 'guarded',
      message:
        'Stopped before anything was written: 190 of the 212 people of this source would become inactive, and the profile allows 50 %. Is the file whole?',
    },
  }),
  state('sync-run-failed', ({ run }) => `/runs/${run}`, {
    run: { state: 'failed', message: 'users.xml, line 12: The file ends within <user>.' },
  }),
  state('sync-apply', ({ run }) => `/runs/${run}/apply`, { run: dry }),
  state('sync-undo', ({ run }) => `/runs/${run}/undo`, { run: { applied: { created: 3, updated: 7, deactivated: 1 } as never } }),
  state('sync-nothing-to-do', ({ run }) => `/runs/${run}/stop`),
  state('sync-row-update', ({ run, rows }) => `/runs/${run}/rows/${rows[0]}`, { run: dry }),
  state('sync-row-create', ({ run, rows }) => `/runs/${run}/rows/${rows[1]}`, { run: dry }),
  state('sync-row-reject', ({ run, rows }) => `/runs/${run}/rows/${rows[2]}`, { run: dry }),
  state('sync-code', ({ run }) => `/runs/${run}/codes?table=UserGroups&code=MOON`),
  state('sync-absent', ({ profile }) => `/profiles/${profile}/absent`),
  state('sync-internal', ({ profile }) => `/profiles/${profile}/internal`),
]
