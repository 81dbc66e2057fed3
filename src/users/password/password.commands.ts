import { askSecret } from '#platform/command.ts'
import type { Commands } from '#platform/commands.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { commandActor } from '#sign-in/actor.ts'
import { hashPassword, setPassword } from '#sign-in/passwords.ts'
import { passwordPerson } from '#sign-in/sign-in.queries.ts'
import { namer } from '../names.ts'
import { mustBeNamed } from '../users.queries.ts'

export const passwordCommands: Commands = (program, run) => {
  program
    .command('reset-password')
    .description(_('Set the password of an internal user. It is asked for, or read from standard input.'))
    .argument('<id>', _('an identifier of the user'))
    .action((id: string) =>
      run(async ({ db, clock }) => {
        const user = await mustBeNamed(db.read, id)
        const password = await askSecret(_('New password for {id}', { id }))
        const hash = await hashPassword(password, (await passwordPerson(db.read, user.id))?.words ?? [])
        await db.write((tx) => setPassword(tx, commandActor('reset-password', clock), user, { hash, mustChange: false }))
        console.log(_('The password of {name} was set.', { name: (await namer(db.read))(user) }))
        return 0
      }),
    )
}
