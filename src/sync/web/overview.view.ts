import { _ } from '#platform/i18n/i18n.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { Inbox } from '../inbox.ts'
import { nextWords } from '../schedule.ts'
import { profileUrl, syncUrl, withQuery } from './addresses.view.ts'
import type { SyncProfile, SyncRun } from './overview.queries.ts'
import { runsOnPage } from './overview.queries.ts'
import type { Plot } from './plot.view.ts'
import { plotOf } from './plot.view.ts'
import type { RunRow } from './run-words.view.ts'
import { runRow } from './run-words.view.ts'

export const formatWords: Record<string, string> = { alma: _('Alma user XML'), csv: _('CSV') }

type ProfileRow = {
  url: string
  run: string
  code: string
  name: string
  format: string
  enabled: boolean
  last: RunRow | undefined
  next: string
}
/** What the first page of synchronisation shows. */
export type OverviewPage = {
  profiles: ProfileRow[]
  mayConfigure: boolean
  runs: RunRow[]
  older: string | undefined
  isFirst: boolean
  plot: Plot | undefined
  plotName: string
  /** Whose runs are drawn: a link for each profile. */
  plotChoices: { label: string; url: string; current: boolean }[]
  troubles: { profile: string; told: string[] }[]
}

type Parts = {
  profiles: SyncProfile[]
  newest: Map<number, SyncRun>
  runs: SyncRun[]
  plotted: { profile: SyncProfile | undefined; runs: SyncRun[] }
  troubles: OverviewPage['troubles']
  before: number | undefined
  actor: Actor
  timeZone: string
  now: number
}

export function overviewPage(parts: Parts): OverviewPage {
  const { profiles, newest, runs, plotted, troubles, before, actor, timeZone, now } = parts
  const shown = runs.slice(0, runsOnPage)
  return {
    profiles: profiles.map((profile) => rowOf(profile, newest.get(profile.id), timeZone, now)),
    mayConfigure: actor.may('configure'),
    runs: shown.map((run) => runRow(run, timeZone)),
    older: runs.length > runsOnPage ? withQuery(syncUrl, { before: shown.at(-1)?.id }) : undefined,
    isFirst: before === undefined,
    plot: plotOf(plotted.runs, timeZone),
    plotName: plotted.profile?.name ?? '',
    plotChoices:
      profiles.length < 2
        ? []
        : profiles.map(({ id, name }) => ({
            label: name,
            url: withQuery(syncUrl, { plot: id }),
            current: id === plotted.profile?.id,
          })),
    troubles,
  }
}

function rowOf(profile: SyncProfile, last: SyncRun | undefined, timeZone: string, now: number): ProfileRow {
  const [next] = profile.enabled && profile.folder ? nextWords(profile.schedule, timeZone, { after: now, count: 1 }) : []
  return {
    url: profileUrl(profile),
    run: `${profileUrl(profile)}/run`,
    code: profile.code,
    name: profile.name,
    format: formatWords[profile.format] ?? profile.format,
    enabled: profile.enabled,
    last: last && runRow(last, timeZone),
    next: next ?? '',
  }
}

/** What synchronisation needs of the folder that other systems write to. */
export type WithInbox = { inbox: Inbox | undefined }
