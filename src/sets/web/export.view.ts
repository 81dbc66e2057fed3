import { parse } from 'node:querystring'
import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Form } from '#platform/web/forms.ts'
import { searchFrom, searchUrl } from '#search/user-search.ts'
import type { Column, Group } from '../columns.ts'
import { groupWords } from '../columns.ts'
import type { UserSet } from '../sets.queries.ts'
import { setsUrl, setUrl } from './addresses.view.ts'
import { searchWords } from './search-words.view.ts'

/** Whom to export: a set, or what a search finds; then it has the number 0. */
export type Exporting = Pick<UserSet, 'id' | 'name' | 'kind' | 'search' | 'version'>

type Drawn = { columns: Column[]; form: Form; describe: Describe; today: string }

export function exportPage(set: Exporting, { columns, form, describe, today }: Drawn) {
  const search = searchFrom(parse(set.search ?? ''))
  const ticked = form.values.columns ?? []
  const one = ({ name, label }: Column) => ({ id: `column-${name}`, name, label, ticked: ticked.includes(name) })
  return {
    form,
    isSet: set.id !== 0,
    name: set.name,
    url: set.id === 0 ? `${setsUrl}/export` : `${setUrl(set)}/export`,
    back: set.id === 0 ? searchUrl(search) : setUrl(set),
    search: set.id === 0 ? set.search : undefined,
    words: set.id === 0 ? searchWords(search, describe, today) : [],
    groups: Object.entries(groupWords).map(([group, label]) => ({
      label,
      columns: columns.filter((column) => column.group === (group as Group)).map(one),
    })),
  }
}
