import type { Commands } from '#platform/commands.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Spoken } from '#platform/problems.ts'
import { commandActor } from '#sign-in/actor.ts'
import { settingNow } from './settings.queries.ts'
import type { Setting } from './settings.ts'
import { changeSetting, settingNames, settingSentences } from './settings.ts'

export const settingCommands: Commands = (program, run) => {
  program
    .command('setting')
    .description(_('Show a setting of the library, or change it. Without a name, all are shown.'))
    .argument('[name]', _('the setting'))
    .argument('[value...]', _('its new value; blanks need no quotes'))
    .action((name: string | undefined, value: string[]) =>
      run(async ({ db, clock }) => {
        const actor = commandActor('setting', clock)
        actor.must('configure')
        if (name === undefined) console.log(await listed(db.read))
        else if (!isSetting(name))
          throw new Spoken(422, `${_('There is no setting "{name}". There are:', { name })}\n\n${await listed(db.read)}`)
        else if (value.length === 0) console.log(await told(db.read, name))
        else {
          const before = await settingNow(db.read, name)
          const now = await db.write((tx) => changeSetting(tx, actor, name, value.join(' ')))
          console.log(
            now === before
              ? _('{name} is {now} already.', { name, now: shown(now) })
              : _('{name} is now {now}. It was {before}.', { name, now: shown(now), before: shown(before) }),
          )
        }
        return 0
      }),
    )
}

const isSetting = (name: string): name is Setting => (settingNames as string[]).includes(name)

const shown = (value: string): string => value || _('empty')

const told = async (reader: Reader, name: Setting) => `${shown(await settingNow(reader, name))}\n${settingSentences[name]}`

async function listed(reader: Reader): Promise<string> {
  const all: string[] = []
  for (const name of settingNames) all.push(`${name}: ${await told(reader, name)}`)
  return all.join('\n\n')
}
