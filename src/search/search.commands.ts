import type { Commands } from '#platform/commands.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Progress } from '#search-index/rebuild.ts'
import { rebuildIndex } from '#search-index/rebuild.ts'
import { searchedUsers } from '#users/search-entry.ts'
import { inWords } from './progress.view.ts'

const oftenMilliseconds = 1000

export const searchCommands: Commands = (program, run) => {
  program
    .command('reindex')
    .description(_('Fill the search index anew, beside a running server or without. Searches work meanwhile.'))
    .action(() =>
      run(async ({ db, serverIsRunning }) => {
        const stopping = new AbortController()
        process.once('SIGINT', () => stopping.abort())
        const total = await searchedUsers.count(db.read)
        await rebuildIndex(db, searchedUsers, { stopping: stopping.signal, tell: teller(), yieldTo: serverIsRunning })
        endLine()
        console.log(
          stopping.signal.aborted
            ? _('Stopped. The rest is filled at the next start of the server, or by the same command.')
            : _n('The search index holds {n} user.', 'The search index holds {n} users.', total),
        )
        return stopping.signal.aborted ? 1 : 0
      }),
    )
}

let open = false
function teller(): (progress: Progress | undefined) => void {
  let last = 0
  return (progress) => {
    if (!progress || performance.now() - last < oftenMilliseconds) return
    last = performance.now()
    open = process.stderr.isTTY === true
    process.stderr.write(open ? `\r${inWords(progress)}` : `${inWords(progress)}\n`)
  }
}
function endLine(): void {
  if (open) process.stderr.write('\n')
  open = false
}
