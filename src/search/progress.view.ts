import { _ } from '#platform/i18n/i18n.ts'
import type { Progress } from '#search-index/rebuild.ts'

/** What is told of a rebuild. */
export const inWords = ({ phase, done, total }: Progress): string =>
  phase === 'listing'
    ? _('The names of {done} of {total} users are in order.', { done, total })
    : _('{done} of {total} users are in the search index.', { done, total })
