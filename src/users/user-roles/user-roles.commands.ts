import type { Commands } from '#platform/commands.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import { roleByCode, roles } from '#roles/roles.ts'
import { commandActor } from '#sign-in/actor.ts'
import { namer } from '../names.ts'
import { mustBeNamed } from '../users.queries.ts'
import { grantRole } from './user-roles.ts'

export const userRoleCommands: Commands = (program, run) => {
  program
    .command('grant')
    .description(_('Give a user a role that holds for the whole institution.'))
    .argument('<id>', _('an identifier of the user'))
    .argument('<role>', _('the number of the role, or its name'))
    .action((id: string, wanted: string) =>
      run(async ({ db, clock }) => {
        const user = await mustBeNamed(db.read, id)
        const role = roleNamed(wanted)
        await db.write((tx) => grantRole(tx, commandActor('grant', clock), user, { role: role.code }))
        console.log(_('{name} now holds the role {role}.', { name: (await namer(db.read))(user), role: role.name }))
        return 0
      }),
    )
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

function roleNamed(wanted: string) {
  const role = roleByCode(/^\d+$/.test(wanted) ? Number(wanted) : -1) ?? roles.find(({ name }) => plain(name) === plain(wanted))
  if (role) return role
  const list = roles.filter(({ permits }) => permits.length > 0).map(({ code, name }) => `${code} ${name}`)
  throw new Spoken(
    422,
    _('There is no role "{wanted}". Those that permit something here: {list}.', { wanted, list: list.join(', ') }),
  )
}
