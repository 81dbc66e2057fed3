import { minuteIn } from '#platform/dates.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Actor } from '#sign-in/actor.ts'
import type { UserSet } from '../sets.queries.ts'
import { setUrl } from './addresses.view.ts'

type Row = {
  url: string
  name: string
  description: string
  kind: string
  live: boolean
  size: string
  shared: boolean
  owner: string
  changed: string
}
/** The sets that a person may use: their own, and those that others share. */
export type SetsPage = { mine: Row[]; shared: Row[] }

export const setsPage = (sets: UserSet[], actor: Actor, timeZone: string): SetsPage => {
  const isOwn = ({ ownerId }: UserSet) => ownerId !== null && ownerId === actor.id
  const row = (set: UserSet): Row => ({
    url: setUrl(set),
    name: set.name,
    description: set.description,
    kind: kindWord(set),
    live: set.kind === 'live',
    size: set.kind === 'live' ? '' : _n('{n} user', '{n} users', set.size),
    shared: set.shared,
    owner: set.ownerName,
    changed: minuteIn(timeZone, set.changedAt),
  })
  return { mine: sets.filter(isOwn).map(row), shared: sets.filter((set) => !isOwn(set)).map(row) }
}

export const kindWord = ({ kind }: Pick<UserSet, 'kind'>): string => (kind === 'live' ? _('Search') : _('Fixed'))
