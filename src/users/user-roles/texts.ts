import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { hasUnstorable, lengthOf } from '#platform/text.ts'

type Text = { field: string; label: string; most: number; lines?: boolean }

/** A text of a profile or rule as it is kept; null for none. Throws Refusal for one that cannot stand. */
export function textOf(typed: unknown, { field, label, most, lines = false }: Text): string | null {
  const text = String(typed ?? '')
    .trim()
    .replace(/\r\n?/g, '\n')
  if (hasUnstorable(text, lines))
    refuse(field, _('{label} holds a character that cannot be stored. Take it out or type it again.', { label }))
  if (lengthOf(text) > most) refuse(field, _('Keep {label} to {n} characters.', { label, n: most }))
  return text || null
}

/** The same for a name, which there must be. */
export const requiredName = (typed: unknown): string =>
  textOf(typed, { field: 'name', label: _('Name'), most: 255 }) ?? refuse('name', _('Name is required. Enter it.'))
