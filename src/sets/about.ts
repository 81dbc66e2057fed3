import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { hasUnstorable, lengthOf } from '#platform/text.ts'
import { hasNamed } from './sets.queries.ts'

/** What people say of a set. */
export type About = { name: string; description: string; shared: boolean }

const longest = { name: 100, description: 500 }

/** What is said of a set, trimmed. Throws Refusal where it cannot be, or the owner has another set of that name. */
export async function mustBeFree(reader: Reader, owner: { id: number | null }, about: About, except = 0): Promise<About> {
  const said = { ...about, name: about.name.trim(), description: about.description.trim() }
  if (said.name === '') refuse('name', _('Name is required. Enter what people shall call the set.'))
  for (const field of ['name', 'description'] as const) {
    if (lengthOf(said[field]) > longest[field])
      refuse(field, _('This is too long: {n} letters are the most.', { n: longest[field] }))
    if (hasUnstorable(said[field], false)) refuse(field, _('This holds a character that cannot be stored. Type it again.'))
  }
  if (await hasNamed(reader, owner.id, said.name, except)) refuse('name', _('You have a set of that name. Choose another name.'))
  return said
}
