import type { Describe } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Form } from '#platform/web/forms.ts'
import { counts } from '#roles/rights.ts'
import { roleName } from '#roles/roles.ts'
import type { Namer } from '#users/names.ts'
import { carriedWords, scopeWords } from '#users/role-words.view.ts'
import type { HeldRow } from '#users/user-roles/user-roles.ts'
import type { User } from '#users/users.table.ts'
import type { Compared } from './compare.ts'

type Cell = { status: string; kind: 'ok' | 'bad'; more: string } | undefined
/** Two users' roles side by side, the differences marked. */
export type ComparePage = {
  form: Form
  people: { name: string; url: string }[]
  rows: { role: string; scope: string; cells: Cell[]; mark: { label: string; kind: 'ok' | 'warn' } }[]
  told: string
}

type Drawn = { form: Form; people: User[]; compared: Compared[]; describe: Describe; nameOf: Namer; today: string }

export function comparePage({ form, people, compared, describe, nameOf, today }: Drawn): ComparePage {
  const differing = compared.filter(({ same }) => !same).length
  return {
    form,
    people: people.map((user) => ({ name: nameOf(user), url: `/users/${user.id}/general` })),
    rows: compared.map(({ one, other, same }) => ({
      role: roleName((one ?? other)?.role ?? 0),
      scope: scopeWords((one ?? other)?.scope ?? '', describe),
      cells: [cellOf(one, describe, today), cellOf(other, describe, today)],
      mark: same
        ? { label: _('Same'), kind: 'ok' }
        : { label: one && other ? _('Differs') : _('Only one holds it'), kind: 'warn' },
    })),
    told:
      compared.length === 0
        ? _('Neither holds a role.')
        : differing === 0
          ? _('Both hold the same roles.')
          : _n('{n} difference', '{n} differences', differing),
  }
}

function cellOf(held: HeldRow | undefined, describe: Describe, today: string): Cell {
  if (!held) return undefined
  const stands = counts(held, today)
  const until = held.expiryDate === null ? [] : [_('until {day}', { day: held.expiryDate })]
  return {
    status: stands ? _('Active') : held.status === 'ACTIVE' ? _('Expired') : _('Inactive'),
    kind: stands ? 'ok' : 'bad',
    more: [...carriedWords(held.parameters, describe), ...until].join(' · '),
  }
}
