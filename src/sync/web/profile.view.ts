import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import type { Value } from '#history/history.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { Actor } from '#sign-in/actor.ts'
import { nextWords } from '../schedule.ts'
import { profileUrl, syncUrl, withQuery } from './addresses.view.ts'
import type { SyncProfile, SyncRun } from './overview.queries.ts'
import { runsOnPage } from './overview.queries.ts'
import type { Plot } from './plot.view.ts'
import { plotOf } from './plot.view.ts'
import { protectable } from './profile.form.ts'
import { choices, profileLabels, shownOf } from './profile-words.view.ts'
import type { RunRow } from './run-words.view.ts'
import { runRow } from './run-words.view.ts'

type Option = { value: string; label: string }
type Open = { mode: 'new' | 'edit' | 'removal'; form: Form; trouble: Trouble; version: number }

/** A profile: what it says, its runs; or one of its forms. */
export type ProfilePage = {
  profile: { id: number; name: string; code: string; url: string; csv: boolean; enabled: boolean } | undefined
  heading: string
  facts: { label: string; value: string }[]
  next: string[]
  columns: { heading: string; target: string; fallback: string }[]
  unmapped: string
  runs: RunRow[]
  older: string | undefined
  plot: Plot | undefined
  mayConfigure: boolean
  mayExport: boolean
  open: Open | undefined
  url: string
  back: string
  labels: Record<string, string>
  choices: Record<string, Option[]>
  matchBy: Option[]
  protectable: Option[]
  inbox: string
  removalWords: string
}

type Parts = {
  profile: SyncProfile | undefined
  runs: SyncRun[]
  plotted: SyncRun[]
  users: number
  identifierTypes: ReadonlyMap<string, Code>
  describe: Describe
  targetLabel(target: string): string
  actor: Actor
  timeZone: string
  now: number
  address: string
  inbox: string
  open?: Open | undefined
}

const facts = [
  ...['code', 'format', 'matchBy', 'unmatched', 'recordType', 'absentElements', 'absentPeople'],
  ...['protectedFields', 'staffFollow', 'guardShare', 'folder', 'fullFiles', 'schedule'],
]

export function profilePage(parts: Parts): ProfilePage {
  const { profile, runs, plotted, describe, actor, timeZone, now, address, inbox, open } = parts
  const shown = runs.slice(0, runsOnPage)
  const mapped = (profile?.columns ?? []).filter(({ target }) => target !== '')
  return {
    profile: profile && {
      id: profile.id,
      name: profile.name,
      code: profile.code,
      url: profileUrl(profile),
      csv: profile.format === 'csv',
      enabled: profile.enabled,
    },
    heading: profile?.name ?? _('Add profile'),
    facts: profile ? factsOf(profile, describe) : [],
    next: profile?.folder ? nextWords(profile.schedule, timeZone, { after: now, count: 3 }) : [],
    columns: mapped.map(({ heading, target, fallback }) => ({
      heading,
      target: parts.targetLabel(target),
      fallback: fallback ?? '',
    })),
    unmapped: unmappedWords((profile?.columns.length ?? 0) - mapped.length),
    runs: shown.map((run) => runRow(run, timeZone)),
    older: profile && runs.length > runsOnPage ? withQuery(profileUrl(profile), { before: shown.at(-1)?.id }) : undefined,
    plot: plotOf(plotted, timeZone),
    mayConfigure: actor.may('configure'),
    mayExport: actor.may('export and change many'),
    open,
    url: address,
    back: profile ? profileUrl(profile) : syncUrl,
    labels: profileLabels,
    choices,
    matchBy: matchChoices(parts.identifierTypes),
    protectable,
    inbox,
    removalWords: removalWords(profile, parts.users),
  }
}

const unmappedWords = (n: number) => (n > 0 ? _n('{n} column is left out.', '{n} columns are left out.', n) : '')

const factsOf = (profile: SyncProfile, describe: Describe) =>
  facts.map((field) => ({
    label: profileLabels[field] ?? field,
    value: shownOf(field, (profile as unknown as Record<string, Value>)[field] ?? null, describe),
  }))

const matchChoices = (types: ReadonlyMap<string, Code>): Option[] => [
  { value: '', label: _('Primary identifier') },
  ...[...types.values()].filter(({ enabled }) => enabled).map(({ code, description }) => ({ value: code, label: description })),
]

function removalWords(profile: SyncProfile | undefined, users: number): string {
  if (!profile) return ''
  const kept = _('Remove {name}? Its runs stay, and can be looked at.', { name: profile.name })
  if (users === 0) return kept
  const theirs = _n(
    '{n} user comes from it and stays external: no file will change that user until another profile takes over.',
    '{n} users come from it and stay external: no file will change them until another profile takes over.',
    users,
  )
  return `${kept} ${theirs}`
}
