import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { guessedTarget } from '../read/csv-targets.ts'
import { profileUrl } from './addresses.view.ts'
import { mostLists } from './columns.form.ts'
import type { SyncProfile } from './overview.queries.ts'

type Option = { value: string; label: string }
type Row = { heading: string; target: string; shown: string; fallback: string; sample: string; id: string; error: string }
/** Which column of a CSV file fills which field. */
export type ColumnsPage = {
  name: string
  back: string
  url: string
  sampleUrl: string
  form: Form
  trouble: Trouble
  version: number
  rows: Row[]
  targets: Option[]
  /** Whether each row has its list, or all share one that is typed from. */
  lists: boolean
  isNew: boolean
}

type Parts = { profile: SyncProfile; form: Form; trouble: Trouble; targets: Option[]; isNew?: boolean }

export function columnsPage({ profile, form, trouble, targets, isNew = false }: Parts): ColumnsPage {
  const list = (name: string) => [form.values[name] ?? []].flat()
  const [chosen, fallbacks, samples] = [list('target'), list('fallback'), list('sample')]
  const labels = new Map(targets.map(({ value, label }) => [value, label]))
  const rows = list('heading').map((heading, at) => ({
    heading,
    target: chosen[at] ?? '',
    shown: labels.get(chosen[at] ?? '') ?? chosen[at] ?? '',
    fallback: fallbacks[at] ?? '',
    sample: samples[at] ?? '',
    id: `target-${at}`,
    error: form.errors[`target-${at}`] ?? '',
  }))
  return {
    name: profile.name,
    back: profileUrl(profile),
    url: `${profileUrl(profile)}/columns`,
    sampleUrl: `${profileUrl(profile)}/columns/sample`,
    form,
    trouble,
    version: Number(form.values.version) || profile.version,
    rows,
    targets,
    lists: rows.length <= mostLists,
    isNew,
  }
}

/** The form for a sample: what the profile knows of its headings stays, the rest is guessed. */
export function fromSample(profile: SyncProfile, sample: { headings: string[]; cells: string[] }, targets: Option[]) {
  const known = new Map(profile.columns.map((column) => [column.heading, column]))
  const taken = new Set(profile.columns.map(({ target }) => target))
  const guessed = (heading: string) => {
    const guess = guessedTarget(heading)
    if (!targets.some(({ value }) => value === guess) || taken.has(guess)) return ''
    taken.add(guess)
    return guess
  }
  return {
    heading: sample.headings,
    target: sample.headings.map((heading) => known.get(heading)?.target ?? guessed(heading)),
    fallback: sample.headings.map((heading) => known.get(heading)?.fallback ?? ''),
    sample: sample.headings.map((_heading, at) => (sample.cells[at] ?? '').slice(0, 60)),
  }
}

/** The form for what the profile says already. */
export const fromProfile = ({ columns }: SyncProfile) => ({
  heading: columns.map(({ heading }) => heading),
  target: columns.map(({ target }) => target),
  fallback: columns.map(({ fallback }) => fallback ?? ''),
  sample: columns.map(() => ''),
})
