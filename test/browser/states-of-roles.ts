import { credentials } from '#sign-in/sign-in.table.ts'
import { signedInAs } from '#sign-in/signed-in.ts'
import { giveFromProfile } from '#users/user-roles/giving.ts'
import type { ProfileRole } from '#users/user-roles/profile-roles.ts'
import { addProfile, changeProfile } from '#users/user-roles/profiles.ts'
import { addRule } from '#users/user-roles/rules.ts'
import type { Shown, State } from './state.ts'
import { at, makeEva, save, type } from './state.ts'

const role = (code: number, days: number | null = null): ProfileRole => ({
  role: code,
  scope: 'INSTITUTION',
  parameters: null,
  days,
})
const desk = [role(200), role(32, 365), { ...role(9001), parameters: { CantEditRestrictedUsers: true as const } }]
const [profiles, rules] = ['/configuration/profiles', '/configuration/rules']
let made = 0

/** A profile of the desk, and a rule that gives it, by the administrator. Answers their numbers. */
async function makeDesk({ db, clock, ids }: Shown): Promise<{ profile: number; rule: number }> {
  made += 1
  const actor = (await signedInAs(db.read, clock, ids.staff))?.actor
  if (!actor) throw new Error('The administrator is not there.')
  return db.write(async (tx) => {
    const description = 'For student assistants who work at the desk in the evening.'
    const profile = await addProfile(tx, actor, { name: `Desk assistants ${made}`, description, roles: desk })
    const asked = { recordType: 'STAFF', userGroup: 'STAFF', jobCategory: null }
    const rule = await addRule(tx, actor, { name: `Evening desk ${made}`, ...asked, profileId: profile, enabled: made % 2 === 1 })
    return { profile, rule }
  })
}

type Numbers = { profile: number; rule: number; eva: number; id: string }
/** A page of profiles, rules or reports, where there is one of each and Eva holds roles. */
const ofDesk = (name: string, path: (numbers: Numbers) => string, work?: (shown: Shown) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    const numbers = await makeDesk(shown)
    const eva = await makeEva(shown, {
      values: { recordType: 'STAFF' },
      roles: [{ role: 32, expiryDate: '2026-12-01' }, { role: 51 }],
    })
    await shown.page.goto(path({ ...numbers, eva: eva.id, id: eva.primaryId }))
    await work?.(shown)
  },
})

const refusedRole = async ({ page }: Shown) => {
  await type(page, '#row', { Days: 'until summer' })
  await save(page)
}

/** Eva got a profile that says more by now. */
const holders: State = {
  name: 'profile-holders',
  as: 'administrator',
  async open(shown) {
    const { profile } = await makeDesk(shown)
    const eva = await makeEva(shown, { values: { recordType: 'STAFF' } })
    const actor = (await signedInAs(shown.db.read, shown.clock, shown.ids.staff))?.actor
    if (!actor) throw new Error('The administrator is not there.')
    await shown.db.write(async (tx) => {
      await giveFromProfile(tx, actor, eva, profile)
      await changeProfile(tx, actor, profile, { roles: [...desk, role(51), role(9002)] })
    })
    await shown.page.goto(`${profiles}/${profile}/holders`)
  },
}

/** Eva has not signed in for long. */
const leavers = (name: string, path: string): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    const eva = await makeEva(shown, { values: { recordType: 'STAFF' }, roles: [{ role: 32 }, { role: 26 }] })
    await shown.db.write(async (tx) => {
      const old = { userId: eva.id, passwordHash: 'none', setAt: 0, lastSignInAt: shown.clock.now() - 200 * 24 * 60 * 60_000 }
      await tx.insert(credentials).values(old)
    })
    await shown.page.goto(path)
  },
})

/** Profiles, the rules that give them, and the reports about roles. */
export const statesOfRoles: State[] = [
  at('profiles-empty', profiles),
  ofDesk('profiles', () => profiles),
  at('profile-new', `${profiles}/new`),
  ofDesk('profile', ({ profile }) => `${profiles}/${profile}`),
  ofDesk('profile-edit', ({ profile }) => `${profiles}/${profile}/edit`),
  ofDesk('profile-add-role', ({ profile }) => `${profiles}/${profile}/roles/new`),
  ofDesk('profile-role-edit', ({ profile }) => `${profiles}/${profile}/roles/32/INSTITUTION/edit`),
  ofDesk('profile-role-refused', ({ profile }) => `${profiles}/${profile}/roles/32/INSTITUTION/edit`, refusedRole),
  ofDesk('profile-role-removal', ({ profile }) => `${profiles}/${profile}/roles/32/INSTITUTION/removal`),
  ofDesk('profile-removal', ({ profile }) => `${profiles}/${profile}/removal`),
  holders,
  ofDesk('rules', () => rules),
  ofDesk('rule-edit', ({ rule }) => `${rules}/${rule}/edit`),
  ofDesk('rule-removal', ({ rule }) => `${rules}/${rule}/removal`),
  ofDesk('rules-try', () => `${rules}/try?recordType=STAFF&userGroup=STAFF`),
  ofDesk('roles-from-profile', ({ profile, eva }) => `/users/${eva}/general/roles/profile?profile=${profile}`),
  ofDesk('roles-copy', ({ eva }) => `/users/${eva}/general/roles/copy`),
  ofDesk('roles-copy-shown', ({ eva }) => `/users/${eva}/general/roles/copy?from=ada`),
  ofDesk('report-roles', () => '/reports/roles'),
  at('report-roles-empty', '/reports/roles?role=428'),
  at('report-permissions', '/reports/permissions'),
  leavers('report-leavers', '/reports/leavers'),
  leavers('report-leavers-ending', '/reports/leavers/ending?days=90'),
  at('compare', '/roles/compare'),
  ofDesk('compare-shown', ({ id }) => `/roles/compare?one=ada&other=${id}`),
]
