import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { outcomeWords } from '#sign-in/outcome-words.view.ts'
import type { Filter } from './filter.ts'
import { filterUrl } from './filter.ts'
import type { FilterForm } from './filter.view.ts'
import { filterForm } from './filter.view.ts'
import type { Named, Person } from './people.queries.ts'
import type { failuresSince, SignInRow } from './sign-ins.queries.ts'
import { signedIn } from './sign-ins.queries.ts'
import type { Slice } from './walk.ts'

export const signInsAddress = '/activity/sign-ins'
export const known = { actions: [], subjects: [] }

type Shown = { name: string; url: string | undefined }
type Failed = { failures: number; latest: string }
/** What the Sign-ins page shows. */
export type SignInsPage = {
  filter: FilterForm
  addresses: (Failed & { address: string })[]
  people: (Failed & { person: Shown })[]
  rows: { when: string; person: Shown; outcome: string; failed: boolean; address: string }[]
  newer: string | undefined
  older: string | undefined
  stopped: string | undefined
}

type Parts = {
  filter: Filter
  typed: unknown
  who: Named
  slice: Slice<SignInRow>
  failed: Awaited<ReturnType<typeof failuresSince>>
  users: Map<number, Person>
  timeZone: string
}

export function signInsPage({ filter, typed, who, slice, failed, users, timeZone }: Parts): SignInsPage {
  const { rows, newer, older, stopped } = slice
  const told = ({ failures, latest }: { failures: number; latest: number }): Failed => ({
    failures,
    latest: minuteIn(timeZone, latest),
  })
  return {
    filter: filterForm(signInsAddress, filter, typed, who, []),
    addresses: failed.addresses.map((row) => ({ ...told(row), address: row.address ?? '—' })),
    people: failed.people.map((row) => ({ ...told(row), person: personOf(row.userId, users) })),
    rows: rows.map((row) => ({
      when: minuteIn(timeZone, row.at),
      person: personOf(row.userId, users),
      outcome: outcomeWords[row.outcome] ?? row.outcome,
      failed: row.outcome !== signedIn,
      address: row.address ?? '—',
    })),
    newer: newer && filterUrl(signInsAddress, filter, newer),
    older: older && filterUrl(signInsAddress, filter, older),
    stopped: stopped ? _('There is much to look through. “Older” goes on from here.') : undefined,
  }
}

function personOf(id: number | null, users: Map<number, Person>): Shown {
  const user = id === null ? undefined : users.get(id)
  return user ? { name: user.name, url: `/users/${user.id}` } : { name: _('Nobody known'), url: undefined }
}
