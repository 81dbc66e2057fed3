import { askSecret } from '#platform/command.ts'
import type { Commands } from '#platform/commands.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { commandActor } from '#sign-in/actor.ts'
import { hashPassword } from '#sign-in/passwords.ts'
import { passwordPerson } from '#sign-in/sign-in.queries.ts'
import { namer } from '#users/names.ts'
import { mustBeNamed } from '#users/users.queries.ts'
import { breakGlass } from './break-glass.ts'
import { createAdministrator } from './set-up.ts'

export const setUpCommands: Commands = (program, run) => {
  program
    .command('create-admin')
    .description(_('Create an administrator. The password is asked for, or read from standard input.'))
    .argument('<id>', _('the new primary identifier'))
    .requiredOption('--first-name <name>')
    .requiredOption('--last-name <name>')
    .action((primaryId: string, { firstName, lastName }: { firstName: string; lastName: string }) =>
      run(async ({ db, clock }) => {
        const password = await askSecret(_('Password for {id}', { id: primaryId }))
        const passwordHash = await hashPassword(password, [primaryId, firstName, lastName])
        await db.write((tx) =>
          createAdministrator(tx, commandActor('create-admin', clock), { primaryId, firstName, lastName, passwordHash }),
        )
        console.log(_('{id} was created and is an administrator.', { id: primaryId }))
        return 0
      }),
    )
  program
    .command('break-glass')
    .description(
      _(
        'Make sure that a user can sign in as administrator now, when nobody else can: active, not expired, not locked, with the role and a new password. The password is asked for, or read from standard input.',
      ),
    )
    .argument('<id>', _('an identifier of the user'))
    .action((id: string) =>
      run(async ({ db, clock }) => {
        const user = await mustBeNamed(db.read, id)
        const password = await askSecret(_('New password for {id}', { id }))
        const hash = await hashPassword(password, (await passwordPerson(db.read, user.id))?.words ?? [])
        const said = await db.write((tx) => breakGlass(tx, commandActor('break-glass', clock), user, hash))
        for (const words of said) console.log(words)
        console.log(_('{name} can sign in as administrator now.', { name: (await namer(db.read))(user) }))
        return 0
      }),
    )
}
