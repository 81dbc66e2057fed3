import { _, _n } from '#platform/i18n/i18n.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { wordFor } from '#users/fields.ts'
import type { Named, Namer } from '#users/names.ts'
import { profileUrl, runUrl, userUrl, withQuery } from './addresses.view.ts'
import { onPage } from './lists.queries.ts'
import type { SyncProfile, SyncRun } from './overview.queries.ts'

type Person = Named & { id: number; primaryId: string; status: string }
type Row = { id: number; url: string; name: string; primaryId: string; status: string; active: boolean; kind: string }
const rowOf = (nameOf: Namer, one: Person & { accountType?: string }): Row => ({
  id: one.id,
  url: userUrl(one.id),
  name: nameOf(one),
  primaryId: one.primaryId,
  status: wordFor(one.status),
  active: one.status === 'ACTIVE',
  kind: one.accountType ? wordFor(one.accountType) : '',
})

/** People of a source whom its last full files did not hold. */
export type AbsentPage = {
  name: string
  back: string
  url: string
  form: Form
  told: string
  rows: Row[]
  older: string | undefined
}

type Absent = {
  profile: SyncProfile
  form: Form
  asked: number
  runs: { id: number }[]
  people: Person[]
  next: number | undefined
  nameOf: Namer
}
export function absentPage({ profile, form, asked, runs, people, next, nameOf }: Absent): AbsentPage {
  const url = `${profileUrl(profile)}/absent`
  const few = _n(
    'There was {n} full run so far: nobody can have been missing in more.',
    'There were {n} full runs so far: nobody can have been missing in more.',
    runs.length,
  )
  return {
    name: profile.name,
    back: profileUrl(profile),
    url,
    form,
    told: runs.length < asked ? few : _n('Missing in the last full run', 'Missing in the last {n} full runs', asked),
    rows: people.map((one) => rowOf(nameOf, one)),
    older: next === undefined ? undefined : withQuery(url, { runs: asked, after: next }),
  }
}

/** The library's own people whom a file held: they may be given to the source. */
export type InternalPage = {
  name: string
  back: string
  url: string
  run: { url: string; label: string } | undefined
  rows: Row[]
  total: string
  older: string | undefined
  isFirst: boolean
  form: Form
  trouble: Trouble
  ticked: string[]
}

type Internal = {
  profile: SyncProfile
  run: SyncRun | undefined
  people: (Person & { row: number; accountType: string })[]
  total: number
  after: number
  form: Form
  trouble: Trouble
  nameOf: Namer
}
export function internalPage({ profile, run, people, total, after, form, trouble, nameOf }: Internal): InternalPage {
  const url = `${profileUrl(profile)}/internal`
  const shown = people.slice(0, onPage)
  return {
    name: profile.name,
    back: profileUrl(profile),
    url,
    run: run && { url: runUrl(run.id), label: _('run {id}', { id: run.id }) },
    rows: shown.map((one) => rowOf(nameOf, one)),
    total: total === 0 ? '' : _n('{n} of the library’s own users', '{n} of the library’s own users', total),
    older: people.length > onPage ? withQuery(url, { after: shown.at(-1)?.row }) : undefined,
    isFirst: after === 0,
    form,
    trouble,
    ticked: [form.values.users ?? []].flat(),
  }
}
