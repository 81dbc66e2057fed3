import type { Commands } from '#platform/commands.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import { checks } from './checks.ts'

const found = 1

export const checkCommands: Commands = (program, run) => {
  const command = program
    .command('check')
    .description(_('Look for damage: compare what is stored in one place with what another says. Changes nothing.'))
  for (const { option, about } of checks) command.option(`--${option}`, about)
  command.action((chosen: Record<string, boolean>) =>
    run(async (room) => {
      const wanted = checks.filter(({ option }) => chosen[option])
      let troubles = 0
      for (const check of wanted.length > 0 ? wanted : checks) {
        for await (const words of check.run(room)) {
          troubles += 1
          console.log(`${check.option}: ${words}`)
        }
      }
      console.log(troubles === 0 ? _('Nothing found.') : _n('{n} thing is wrong.', '{n} things are wrong.', troubles))
      return troubles === 0 ? 0 : found
    }),
  )
}
