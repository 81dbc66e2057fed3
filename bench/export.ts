import { setTimeout as wait } from 'node:timers/promises'
import { report } from './measure.ts'
import type { Server, Session } from './server.ts'

const every = 100

/** What it costs to hand out everybody as a table: the time, and how far the memory of the server goes up meanwhile. */
export async function measureExport(server: Server, session: Session): Promise<void> {
  const token = /name="_csrf" value="([^"]+)"/.exec((await session.get('/sets/export')).body)?.[1] ?? ''
  const before = server.rssMegabytes()
  let most = before
  let isOver = false
  const watch = (async () => {
    while (!isOver) {
      most = Math.max(most, server.rssMegabytes())
      await wait(every)
    }
  })()
  const began = performance.now()
  const taken = session.take('/sets/export', [
    ['_csrf', token],
    ...['primaryId', 'lastName', 'firstName', 'userGroup'].map((name) => ['columns', name] as [string, string]),
  ])
  const rows = await taken.finally(() => {
    isOver = true
  })
  const seconds = (performance.now() - began) / 1000
  await watch
  report(
    'everybody as a table',
    `${rows} lines in ${seconds.toFixed(1)} s; memory ${Math.round(before)}, at most ${Math.round(most)} MB`,
  )
}
