import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { hasUnstorable, lengthOf } from '#platform/text.ts'

export const setUpFields = ['institution', 'firstName', 'lastName', 'primaryId', 'password', 'verify', 'sample'] as const
export type SetUpTyped = Partial<Record<(typeof setUpFields)[number], string>>

const asked = [
  ['institution', _('Institution name')],
  ['firstName', _('First name')],
  ['lastName', _('Last name')],
  ['primaryId', _('Primary identifier')],
] as const
const longest = 255

/** What is wrong with the set-up form, field by field; the password's strength is judged where it is hashed. */
export function setUpProblems(typed: SetUpTyped): Problem[] {
  const problems: Problem[] = []
  for (const [field, label] of asked) {
    const text = typed[field]?.trim() ?? ''
    if (text === '') problems.push({ field, message: _('{label} is required. Enter it.', { label }) })
    else if (hasUnstorable(text, false))
      problems.push({ field, message: _('{label} holds a character that cannot be stored. Take it out.', { label }) })
    else if (lengthOf(text) > longest)
      problems.push({ field, message: _('Keep {label} to {n} characters.', { label, n: longest }) })
  }
  if (!typed.password) problems.push({ field: 'password', message: _('Password is required. Enter it.') })
  else if (typed.password !== typed.verify)
    problems.push({ field: 'verify', message: _('The two passwords are not alike. Type the same one twice.') })
  return problems
}
