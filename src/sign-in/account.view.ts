import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { counts } from '#roles/rights.ts'
import { institutionScope, roleName } from '#roles/roles.ts'
import type { ownRoles, sessionsOf, signInsOf } from './account.queries.ts'

type Rows<Query extends (...all: never[]) => Promise<unknown[]>> = Awaited<ReturnType<Query>>
type Found = {
  identifier: string
  roles: Rows<typeof ownRoles>
  sessions: Rows<typeof sessionsOf>
  signIns: Rows<typeof signInsOf>
}
type Chip = { label: string; kind: string }

export type AccountPage = {
  identifier: string
  roles: { name: string; scope: string; status: Chip; expires: string }[]
  /** `ending` is missing for the session that the page is looked at in. */
  sessions: { browser: string; address: string; started: string; seen: string; ending: string | undefined }[]
  signIns: { at: string; outcome: Chip; address: string }[]
  elsewhere: boolean
}

type Parts = { session: string; timeZone: string; today: string }

export function accountPage({ identifier, roles, sessions, signIns }: Found, { session, timeZone, today }: Parts): AccountPage {
  const minute = (at: number | null) => (at === null ? '—' : minuteIn(timeZone, at))
  return {
    identifier,
    roles: roles.map((held) => ({
      name: roleName(held.role),
      scope: held.scope === institutionScope ? _('Institution') : (held.library ?? held.scope),
      status: statusOf(held, today),
      expires: held.expiryDate ?? '—',
    })),
    sessions: sessions.map(({ id, agent, address, startedAt, seenAt }) => ({
      browser: browserWords(agent),
      address: address ?? '—',
      started: minute(startedAt),
      seen: minute(seenAt),
      ending: id === session ? undefined : `/account/sessions/${id}/ending`,
    })),
    signIns: signIns.map(({ at, outcome, address }) => ({
      at: minute(at),
      outcome: outcomeWords[outcome] ?? { label: outcome, kind: 'plain' },
      address: address ?? '—',
    })),
    elsewhere: sessions.some(({ id }) => id !== session),
  }
}

function statusOf(held: Found['roles'][number], today: string): Chip {
  if (counts(held, today)) return { label: _('Active'), kind: 'ok' }
  return held.status === 'ACTIVE' ? { label: _('Expired'), kind: 'warn' } : { label: _('Inactive'), kind: 'warn' }
}

const outcomeWords: Record<string, Chip> = {
  in: { label: _('Signed in'), kind: 'ok' },
  'wrong password': { label: _('Wrong password'), kind: 'warn' },
  locked: { label: _('Refused: locked'), kind: 'warn' },
  waiting: { label: _('Refused: too soon'), kind: 'warn' },
  'not allowed': { label: _('Refused: not allowed'), kind: 'warn' },
}

// The order matters: most browsers also call themselves by the names of others.
const browsers: [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/(Firefox|FxiOS)\//, 'Firefox'],
  [/(Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]
const systems: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

/** A browser as people call it. What it says of itself is a claim, enough to tell one's own apart. */
export function browserWords(agent: string | null): string {
  const named = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(agent ?? ''))?.[1]
  const [browser, system] = [named(browsers), named(systems)]
  if (browser && system) return _('{browser} on {system}', { browser, system })
  return browser ?? system ?? _('Unknown browser')
}
