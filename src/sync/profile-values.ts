import { z } from 'zod'
import { codesOf } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Refusal } from '#platform/problems.ts'
import { hasUnstorable } from '#platform/text.ts'
import type { Field } from '#users/fields.ts'
import { recordTypes, userFields } from '#users/fields.ts'
import { isFolderName } from './inbox.ts'
import type { SyncProfile } from './profiles.table.ts'
import { scheduleProblem } from './schedule.ts'

/** A profile as whoever writes it hands it over: only what is meant to be set. */
export type ProfileValues = Partial<Omit<SyncProfile, 'id' | 'version' | 'codeKey' | 'createdAt' | 'changedAt'>>

const catalogue: Record<string, Field> = userFields
const isProtectable = (name: string) => catalogue[name] !== undefined && catalogue[name].owner !== 'library'

const text = (most: number) =>
  z
    .string(_('Give a text.'))
    .trim()
    .max(most, _('Keep it to {n} characters.', { n: most }))
    .refine((value) => !hasUnstorable(value, false), _('It holds a character that cannot be stored.'))
const yesOrNo = z.boolean(_('Give true or false.'))
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, _('Give one of {words}.', { words: words.join(', ') }))

const column = z.strictObject({
  heading: text(255).min(1, _('Each heading is needed.')),
  target: text(255),
  fallback: text(255).optional(),
})

/** Every value of a profile that may be written, with what is wrong about it in words. */
const shape = z.strictObject({
  code: text(50).regex(/^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u, _('Give a code of letters, digits, points, hyphens and underscores.')),
  name: text(255).min(1, _('Give a name.')),
  format: oneOf(['alma', 'csv']),
  columns: z.array(column, _('Give a list of headings and targets.')).max(500, _('Map no more than 500 columns.')),
  folder: text(100).refine(isFolderName, _('Give the name of one folder below the inbox, without slashes.')).nullable(),
  schedule: text(100)
    .check(({ value, issues }) => {
      const message = scheduleProblem(value)
      if (message) issues.push({ code: 'custom', message, input: value })
    })
    .nullable(),
  fullFiles: yesOrNo,
  recordType: oneOf(recordTypes),
  matchBy: text(255),
  unmatched: oneOf(['add', 'reject']),
  absentElements: oneOf(['keep', 'clear']),
  absentPeople: oneOf(['leave', 'deactivate']),
  protectedFields: z.array(
    z.string().refine(isProtectable, _('One of these is no field that a source may set.')),
    _('Give a list of fields.'),
  ),
  guardShare: z
    .int(_('Give a whole number from 1 to 100.'))
    .min(1, _('Give a whole number from 1 to 100.'))
    .max(100, _('Give a whole number from 1 to 100.')),
  staffFollow: yesOrNo,
  enabled: yesOrNo,
})
const some = shape.partial()

/** What a profile says where nothing was said. */
export const usualProfile: Omit<Required<ProfileValues>, 'code' | 'name'> = {
  format: 'alma',
  columns: [],
  folder: null,
  schedule: null,
  fullFiles: false,
  recordType: 'PUBLIC',
  matchBy: '',
  unmatched: 'add',
  absentElements: 'keep',
  absentPeople: 'leave',
  protectedFields: Object.keys(catalogue).filter((name) => catalogue[name]?.owner === 'protected'),
  guardShare: 50,
  staffFollow: false,
  enabled: true,
}

/**
 * The values as they are kept. Throws Refusal that names every one that cannot stand. `whole` asks for a code and a name
 * too; what was not said is as usual then.
 */
export async function checkedProfile(reader: Reader, typed: unknown, whole: boolean): Promise<ProfileValues> {
  const given = whole ? { ...usualProfile, ...(typed as object) } : typed
  const result = (whole ? shape : some).safeParse(given)
  const problems: Problem[] = result.success ? [] : problemsOf(result.error)
  const values = (result.data ?? {}) as ProfileValues
  if (values.matchBy && !(await codesOf(reader, 'UserIdentifierTypes')).has(values.matchBy))
    problems.push({ field: 'matchBy', message: _('There is no identifier type {code}.', { code: values.matchBy }) })
  if (problems.length > 0) throw new Refusal(problems)
  return values
}

function problemsOf(error: z.ZodError): Problem[] {
  const found = new Map<string, string>()
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys')
      for (const name of issue.keys) found.set(name, _('{name} is nothing that a profile has.', { name }))
    else {
      const field = String(issue.path[0] ?? '')
      const isMissing = issue.code === 'invalid_type' && issue.input === undefined && issue.path.length === 1
      if (!found.has(field)) found.set(field, isMissing ? _('{name} is needed.', { name: field }) : issue.message)
    }
  }
  return [...found].map(([field, message]) => ({ field, message }))
}
