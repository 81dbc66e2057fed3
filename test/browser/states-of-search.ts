import type { State } from './state.ts'
import { at } from './state.ts'

/** A result with what stands beside it, which comes a moment later. */
const beside = (name: string, path: string): State => ({
  name,
  as: 'administrator',
  async open({ page }) {
    await page.goto(path)
    await page.locator('.facet-form').waitFor()
  },
})

/** Searches typed, built and narrowed; refused ones; near misses. */
export const statesOfSearch: State[] = [
  beside('results-facets', '/users?q=tom'),
  beside('results-narrowed', '/users?q=tom&in=status:ACTIVE&in=expiry:none&in=expiry:later'),
  at('results-typed', '/users?q=last:garcia%20-block:any'),
  at('results-term-refused', '/users?q=tom%20group:NOBODY%20expires%3Csoon'),
  at('results-near-misses', '/users?q=tmo'),
  at('results-unknown-field', '/users?q=tom%20foo:bar'),
  { ...at('facets', '/users/facets?q=tom'), plain: true },
  at('advanced-search', '/users/search'),
  at('advanced-search-lines', '/users/search?q=last:garcia%20group:FACULTY%20expires%3C2027-01-01%20%7C%20-block:any%20tom'),
  at('advanced-search-refused', '/users/search?join=and&field=expires&how=before&value=soon&go=1'),
  { ...at('advanced-search-plain', '/users/search?q=last:garcia'), plain: true },
]
