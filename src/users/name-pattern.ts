/** The parts of a name that a pattern may hold. */
export type NamePart = 'title' | 'first' | 'middle' | 'last'
type Word = { part: NamePart; capitals: boolean }
/** How names are shown: words within the groups that commas part. */
export type NamePattern = { text: string; groups: Word[][] }
/** The parts of a name that is to be shown; what is empty is left out, with the blank or comma beside it. */
export type NameParts = Record<NamePart, string | null | undefined>

export const shippedPattern = 'Last, First Middle'
/** Patterns to choose from. */
export const readyPatterns = [
  shippedPattern,
  'Last, Title First Middle',
  'LAST, First Middle',
  'LAST First',
  'First Middle Last',
  'Title First Middle Last',
] as const

const wordOf = (text: string): Word | undefined => {
  const part = (['title', 'first', 'middle', 'last'] as const).find((one) => one === text.toLowerCase())
  const capitals = text === text.toUpperCase()
  const isPlain = text === text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()
  return part && (capitals || isPlain) ? { part, capitals } : undefined
}

/** Reads a pattern such as "LAST, First". Undefined where it is none: each part at most once, first and last name at least. */
export function readNamePattern(text: string): NamePattern | undefined {
  const groups = text.split(',').map((group) => group.trim().split(/\s+/).map(wordOf))
  const words = groups.flat()
  const parts = words.map((word) => word?.part)
  if (!words.every((word) => word !== undefined) || new Set(parts).size < parts.length) return undefined
  return parts.includes('first') && parts.includes('last') ? { text, groups: groups as Word[][] } : undefined
}

/** A name by a pattern. */
export const written = ({ groups }: NamePattern, parts: NameParts): string =>
  groups
    .map((words) => words.map(({ part, capitals }) => (capitals ? parts[part]?.toUpperCase() : parts[part])).filter(Boolean))
    .filter((words) => words.length > 0)
    .map((words) => words.join(' '))
    .join(', ')

/**
 * The pattern by which lists are ordered: the same parts in the same order. Titles do not count; a last name that stands
 * first is parted from the rest, so that all of one name stand together whatever the pattern puts between.
 */
export function orderPattern({ groups }: NamePattern): NamePattern {
  const words = groups.flat().filter(({ part }) => part !== 'title')
  const plain = words.map(({ part }) => ({ part, capitals: false }))
  const ordered = plain[0]?.part === 'last' ? [plain.slice(0, 1), plain.slice(1)] : [plain]
  return { text: ordered.map((group) => group.map(({ part }) => part).join(' ')).join(', '), groups: ordered }
}

/** The pattern where no library has chosen another. */
export const shipped = readNamePattern(shippedPattern) as NamePattern
