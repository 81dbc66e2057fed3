import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Conflict, Gone, Refusal, refuse } from '#platform/problems.ts'
import { roleName } from '#roles/roles.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Changed } from '../users.ts'
import type { RoleKey } from './profile-roles.ts'
import { isRole, profileRoleOf, profileRoleValues, roleText } from './profile-roles.ts'
import { changeProfile, getProfile } from './profiles.ts'
import type { ProfileRole } from './user-roles.table.ts'

/** Puts roles into a profile. Throws Refusal for one that is in it already, in the same scope. */
export async function addToProfile(tx: Tx, actor: Actor, id: number, added: readonly ProfileRole[]): Promise<Changed> {
  if (added.length === 0) refuse('role', _('Role is required. Choose one.'))
  const { roles } = await getProfile(tx, id)
  const problems = added
    .filter((role) => roles.some(isRole(role)))
    .map(({ role }) => ({
      field: 'role',
      message: _('{name} is in this profile already, with the same scope.', { name: roleName(role) }),
    }))
  if (problems.length > 0) throw new Refusal(problems)
  return changeProfile(tx, actor, id, { roles: [...roles, ...added.map((role) => profileRoleOf(profileRoleValues(role)))] })
}

/** What a role of a profile was when its form was drawn, as `roleText` writes it. */
export type Drawn = { seen?: string | undefined }

/** Changes what a role of a profile carries. Throws Conflict where somebody else did since its form was drawn. */
export async function changeInProfile(tx: Tx, actor: Actor, id: number, changed: ProfileRole, { seen }: Drawn): Promise<Changed> {
  const { roles, authorName } = await getProfile(tx, id)
  const current = roles.find(isRole(changed)) ?? notThere()
  if (seen !== undefined && seen !== roleText(current))
    throw new Conflict(
      _('{name} saved this profile since you opened it, and this role reads otherwise now. Save again, and yours stands.', {
        name: authorName,
      }),
    )
  const after = profileRoleOf(profileRoleValues(changed))
  return changeProfile(tx, actor, id, { roles: roles.map((role) => (isRole(changed)(role) ? after : role)) })
}

/** Takes a role out of a profile. Whoever holds it keeps it. */
export async function takeFromProfile(tx: Tx, actor: Actor, id: number, gone: RoleKey): Promise<Changed> {
  const { roles } = await getProfile(tx, id)
  if (!roles.some(isRole(gone))) notThere()
  return changeProfile(tx, actor, id, { roles: roles.filter((role) => !isRole(gone)(role)) })
}

const notThere = (): never => {
  throw new Gone(_('This role was taken out of the profile meanwhile.'))
}
