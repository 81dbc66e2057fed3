import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Namer } from '../names.ts'
import type { Match } from './matches.queries.ts'

export type Words = { describe: Describe; nameOf: Namer; today: string; timeZone: string }
type Chosen = { value: string; name: string; about: string; chosen: boolean }
/** What is found for the name that is typed. */
export type MatchesRegion = { matches: Chosen[]; looked: boolean }

/** Those who may be meant: each with what tells namesakes apart. `looked`: whether anything was typed to look for. */
export const matchesRegion = (found: Match[], chosen: string, looked: boolean, { describe, nameOf }: Words): MatchesRegion => ({
  looked,
  matches: found.map(({ user, card }) => ({
    value: String(user.id),
    name: nameOf(user),
    chosen: String(user.id) === chosen,
    about: [
      describe('UserGroups', user.userGroup),
      user.birthDate && _('born {year}', { year: user.birthDate.slice(0, 4) }),
      card ? _('card …{digits}', { digits: card.slice(-4) }) : user.primaryId,
    ]
      .filter(Boolean)
      .join(' · '),
  })),
})
