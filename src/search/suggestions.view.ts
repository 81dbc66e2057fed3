import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Marked } from '#platform/web/cells.ts'
import { wordFor } from '#users/fields.ts'
import type { Namer } from '#users/names.ts'
import { markable, marked } from './marks.view.ts'
import type { Suggested } from './suggestions.queries.ts'

type Suggestion = { n: number; url: string; name: Marked; about: string; primaryId: Marked }
/** The list under the search field. `typed` is what it was asked for, `said` is read out. */
export type SuggestionsPage = { typed: string; said: string; rows: Suggestion[] }
type Drawn = { typed: string; words: string; describe: Describe; nameOf: Namer }

export function suggestionsPage(found: Suggested[], { typed, words, describe, nameOf }: Drawn): SuggestionsPage {
  const marks = markable(words)
  return {
    typed,
    said: found.length === 0 ? '' : _n('{n} suggestion', '{n} suggestions', found.length),
    rows: found.map((user, n) => ({
      n: n + 1,
      url: `/users/${user.id}`,
      name: marked(nameOf(user), marks),
      about: aboutOf(user, describe),
      primaryId: marked(user.primaryId, marks),
    })),
  }
}

const lastDigits = 4

/** What tells two people of one name apart. */
function aboutOf({ recordType, userGroup, birthDate, card }: Suggested, describe: Describe): string {
  const parts = [
    userGroup === null ? wordFor(recordType) : describe('UserGroups', userGroup),
    birthDate === null ? '' : _('born {year}', { year: birthDate.slice(0, 4) }),
    // Of a shorter one, the end would be all of it.
    card === null || card.length <= lastDigits ? '' : _('card …{digits}', { digits: card.slice(-lastDigits) }),
  ]
  return parts.filter(Boolean).join(' · ')
}
