import type { FastifyInstance } from 'fastify'
import { Spoken } from '#platform/problems.ts'
import type { Inbox, Look } from '../inbox.ts'
import { lookInto, toldOf } from '../inbox.ts'
import { syncUrl } from './addresses.view.ts'
import type { SyncProfile } from './overview.queries.ts'
import { everyProfile, lastRuns, newestRuns, runsToPlot } from './overview.queries.ts'
import { overviewPage } from './overview.view.ts'
import { numberIn } from './profile.routes.ts'
import type { SyncParts } from './sync.routes.ts'

/** The first page of synchronisation: profiles, the last runs, and what is wrong with the folders. */
export function overviewRoutes(app: FastifyInstance, { db, clock, timeZone, inbox }: SyncParts): void {
  app.get(syncUrl, async ({ query, actor }, reply) => {
    const profiles = await everyProfile(db.read)
    const newest = await newestRuns(db.read)
    const [before, plot] = [numberIn(query, 'before'), numberIn(query, 'plot')]
    const lastRun = [...newest.values()].sort((a, b) => b.id - a.id)[0]
    const profile = profiles.find(({ id }) => id === (plot === -1 ? lastRun?.profileId : plot)) ?? profiles[0]
    return reply.page(
      'sync/page',
      overviewPage({
        profiles,
        newest,
        runs: await lastRuns(db.read, { before: before === -1 ? undefined : before }),
        plotted: { profile, runs: profile ? await runsToPlot(db.read, profile.id) : [] },
        troubles: inbox ? await troublesOf(inbox, profiles, clock) : [],
        before: before === -1 ? undefined : before,
        actor,
        timeZone,
        now: clock.now(),
      }),
    )
  })
}

async function troublesOf(inbox: Inbox, profiles: SyncProfile[], look: Look) {
  const found: { profile: string; told: string[] }[] = []
  for (const { name, folder, enabled } of profiles) {
    if (!folder || !enabled) continue
    const told = await lookInto(inbox, folder, look).then(toldOf, (error) => {
      if (error instanceof Spoken) return [error.message]
      throw error
    })
    if (told.length > 0) found.push({ profile: name, told: told.slice(0, 10) })
  }
  return found
}
