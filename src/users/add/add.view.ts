import type { Describe } from '#code-tables/code-tables.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { mayBeChosen } from '#code-tables/code-tables.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Option } from '#platform/web/field.ts'
import type { Trouble } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import type { RecordType } from '../fields.ts'
import { recordTypes, wordFor } from '../fields.ts'
import type { Namer } from '../names.ts'
import type { Asked } from './asked.view.ts'
import { blank } from './asked.view.ts'
import type { Duplicate, Reason } from './duplicates.queries.ts'

export type DuplicatesRegion = {
  duplicates: { url: string; name: string; marks: { label: string; kind: 'bad' | 'warn' }[]; about: string }[]
  /** Whom the question is about, as the answer "Create anyway" names them; empty when nobody is likely. */
  likely: string
}
/** What the page for adding a user shows. */
export type AddPage = DuplicatesRegion &
  Asked & {
    form: Form
    trouble: Trouble
    asking: boolean
    types: { value: RecordType; label: string; about: string; chosen: boolean }[]
    groups: Option[]
    jobs: Option[]
  }

const about: Record<RecordType, string> = {
  STAFF: _('Works for the library. Roles decide what they may do here.'),
  PUBLIC: _('Borrows and receives services: a patron.'),
  CONTACT: _('Contact details of a vendor or other outside organisation.'),
}

type Parts = {
  form: Form
  trouble: Trouble
  asked: Asked
  codes: { groups: ReadonlyMap<string, Code>; jobs: ReadonlyMap<string, Code> }
  duplicates: DuplicatesRegion
  asking: boolean
}

export function addPage({ form, trouble, asked, codes, duplicates, asking }: Parts): AddPage {
  const type = recordTypes.find((one) => one === form.values.recordType)
  const types = recordTypes.map((value) => ({ value, label: wordFor(value), about: about[value], chosen: value === type }))
  // At first all codes are offered: without scripts the page is not drawn again when another type is chosen.
  const offered = form.dirty ? type : undefined
  return {
    form,
    trouble,
    asking,
    types,
    groups: [...(asked.required.userGroup ? [blank] : []), ...options(codes.groups, offered)],
    jobs: [...(asked.required.jobCategory ? [blank] : []), ...options(codes.jobs, offered)],
    ...asked,
    ...duplicates,
  }
}

const options = (codes: ReadonlyMap<string, Code>, type: RecordType | undefined): Option[] =>
  [...codes.values()]
    .filter((code) => code.enabled && (type === undefined || mayBeChosen(code, type)))
    .map((code) => ({ value: code.code, label: code.description }))

const marks: Record<Reason, { label: string; kind: 'bad' | 'warn' }> = {
  identifier: { label: _('same identifier'), kind: 'bad' },
  email: { label: _('same e-mail'), kind: 'bad' },
  birthDate: { label: _('same birth date'), kind: 'bad' },
  name: { label: _('same name'), kind: 'warn' },
  similar: { label: _('similar name'), kind: 'warn' },
}

export const duplicatesRegion = (found: Duplicate[], describe: Describe, nameOf: Namer): DuplicatesRegion => ({
  duplicates: found.map(({ user, reasons }) => ({
    url: `/users/${user.id}`,
    name: nameOf(user),
    marks: reasons.map((reason) => marks[reason]),
    about: [wordFor(user.recordType), describe('UserGroups', user.userGroup), user.primaryId, user.birthDate]
      .filter(Boolean)
      .join(' · '),
  })),
  likely: likelyOnes(found),
})

/** The likely ones by number: who was asked about, so that somebody new is asked about again. */
export const likelyOnes = (found: Duplicate[]): string =>
  found
    .filter(({ likely }) => likely)
    .map(({ user }) => user.id)
    .sort((one, other) => one - other)
    .join(' ')
