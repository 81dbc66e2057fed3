const inPlane = 6400
export const most = inPlane + 2 * 65_534

/**
 * The one character that stands for a facet value in the index: of those that belong to nobody, so that none can be typed.
 * The first is kept for domains. Undefined when there are more values than such characters: those cannot be asked for.
 */
export function characterOf(n: number): string | undefined {
  if (n >= most) return undefined
  if (n < inPlane) return String.fromCodePoint(0xe000 + n)
  const beyond = n - inPlane
  return String.fromCodePoint(beyond < 65_534 ? 0xf0000 + beyond : 0x100000 + beyond - 65_534)
}
/** Stands before the domain of an e-mail address. */
export const domainCharacter = '\ue000'

/** The number of the facet value that a character stands for. */
export function numberOf(character: string): number {
  const point = character.codePointAt(0) ?? 0
  if (point < 0xf0000) return point - 0xe000
  return inPlane + (point < 0x100000 ? point - 0xf0000 : 65_534 + point - 0x100000)
}
