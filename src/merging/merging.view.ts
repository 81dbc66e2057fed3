import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Value } from '#history/history.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { shownValue } from '#users/field-words.view.ts'
import { fieldOf, wordFor } from '#users/fields.ts'
import type { Namer } from '#users/names.ts'
import type { Going, Pair, Plan } from '#users/record/merge-plan.ts'
import { mergedLists, saidBy } from '#users/record/merged-lists.ts'
import type { User } from '#users/users.table.ts'

/** What a merger would do, with the words for it. */
export type Shown = {
  pair: Pair
  plan: Plan
  describe: Describe
  nameOf: Namer
  people: ReadonlyMap<number, User>
  types: { value: string; label: string }[]
}
type Entry = { text: string; stays: string }
type Section = { part: string; label: string; count: string; entries: Entry[]; more: string }
type Person = { url: string; name: string; primaryId: string; about: string }
/** What the page shows: who it is about, and once both are known, what goes over. */
export type MergingPage = {
  form: Form
  trouble: Trouble
  keeper: Person | undefined
  gone: Person | undefined
  swapUrl: string
  fields: { name: string; label: string; keeper: string; gone: string; takes: boolean }[]
  sections: Section[]
  types: { value: string; label: string }[]
}

const labels: Record<string, string> = {
  address: _('Addresses'),
  phone: _('Phone numbers'),
  email: _('Email addresses'),
  identifier: _('Identifiers'),
  note: _('Notes'),
  block: _('Blocks'),
  statistic: _('Statistics'),
  attachment: _('Attachments'),
  proxy: _('Proxies'),
  role: _('Roles'),
}
const mostShown = 8

export function mergingPage(form: Form, trouble: Trouble, shown?: Shown): MergingPage {
  const nobody = { keeper: undefined, gone: undefined, swapUrl: '', fields: [], sections: [], types: [] }
  if (!shown) return { form, trouble, ...nobody }
  const { pair, types } = shown
  const swapped = new URLSearchParams({ keeper: pair.gone.primaryId, gone: pair.keeper.primaryId })
  return {
    form,
    trouble,
    keeper: personOf(pair.keeper, shown),
    gone: personOf(pair.gone, shown),
    swapUrl: `/users/merge?${swapped}`,
    fields: fieldsOf(form, shown),
    sections: mergedLists.map(({ part }) => sectionOf(part, shown)).filter(({ entries }) => entries.length > 0),
    types,
  }
}

const personOf = (user: User, { describe, nameOf }: Shown): Person => ({
  url: `/users/${user.id}`,
  name: nameOf(user),
  primaryId: user.primaryId,
  about: [wordFor(user.recordType), wordFor(user.accountType), describe('UserGroups', user.userGroup), user.birthDate]
    .filter(Boolean)
    .join(' · '),
})

const fieldsOf = (form: Form, { plan, describe }: Shown): MergingPage['fields'] =>
  plan.fields.map(({ field, keeper, gone }) => ({
    name: field,
    label: fieldOf('general', field)?.label ?? field,
    keeper: shownValue('general', field, keeper as Value, describe),
    gone: shownValue('general', field, gone as Value, describe),
    takes: [form.values.takes ?? []].flat().includes(field),
  }))

function sectionOf(part: string, shown: Shown): Section {
  const { rows, links } = shown.plan
  const all = [...rows.filter(({ list }) => list.part === part), ...(part === 'proxy' ? links : [])]
  const going = all.filter(({ stays }) => stays === undefined).length
  const rest = all.length - mostShown
  return {
    part,
    label: labels[part] ?? part,
    count: _('{going} of {all}', { going, all: all.length }),
    entries: all.slice(0, mostShown).map((one) => ({ text: textOf(one, links, shown), stays: one.stays ?? '' })),
    more: rest > 0 ? _n('and {n} more', 'and {n} more', rest) : '',
  }
}

const telling: Record<string, readonly string[]> = {
  address: ['line1', 'postalCode', 'city'],
  phone: ['number'],
  email: ['address'],
  identifier: ['type', 'value'],
  note: ['type', 'text'],
  block: ['description', 'status'],
  statistic: ['category'],
  attachment: ['name'],
  role: ['role', 'scope', 'status'],
}

function textOf({ list: { part }, row }: Going, links: Going[], { describe, nameOf, people }: Shown): string {
  if (part === 'proxy') {
    const acts = links.some((link) => link.row.id === row.id)
    const person = people.get(acts ? row.userId : Number(row.forUserId))
    const name = person ? nameOf(person) : ''
    return acts ? _('{name} acts for this user', { name }) : _('acts for {name}', { name })
  }
  const said = saidBy(part, row)
  const texts = (telling[part] ?? []).map((field) => shownValue(part, field, (said[field] ?? null) as Value, describe))
  const text = texts.filter(Boolean).join(' · ')
  return text.length > 120 ? `${text.slice(0, 119)}…` : text
}
