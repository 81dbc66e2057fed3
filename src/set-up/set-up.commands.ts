import { askSecret } from '#platform/command.ts'
import type { Commands } from '#platform/commands.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { commandActor } from '#sign-in/actor.ts'
import { hashPassword } from '#sign-in/passwords.ts'
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
}
