import type { Change, Value } from '#history/history.ts'

// How many fields of one act its entry in the History shows at most.
const mostInEntry = 20
// What a page has room for, in bytes of which the browser gets a little more: well under 150 KB with the frame round it.
const room = 45_000
const aroundLine = 550

/** The first so many characters of a text. Half a character is never left over. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const end = /[\uD800-\uDBFF]/.test(text[most - 1] ?? '') ? most - 1 : most
  return `${text.slice(0, end).trimEnd()} …`
}

const bytesOf = (value: Value, most: number): number => (value === null ? 0 : Buffer.byteLength(String(value).slice(0, most)))
/** About how many bytes a changed field takes on a page where texts are shown up to a length. */
const sizeOf = ({ before, after }: Change, most = Number.MAX_SAFE_INTEGER): number =>
  aroundLine + bytesOf(before, most) + bytesOf(after, most)

/**
 * How many fields of each act one page shows: the first ones of each as long as there is room, then one of each, for no
 * act is left out.
 */
export function sharesOf(acts: readonly { items: Change[] }[], mostOfText: number): number[] {
  let left = room
  return acts.map(({ items }) => {
    let shown = 0
    for (const change of items.slice(0, mostInEntry)) {
      if (shown > 0 && left <= 0) break
      left -= sizeOf(change, mostOfText)
      shown += 1
    }
    return shown
  })
}

/** How many changes from the first on a page has room for: one at least. */
export function roomFor(items: readonly Change[]): number {
  let left = room
  const n = items.findIndex((change, at) => {
    left -= sizeOf(change)
    return at > 0 && left < 0
  })
  return n < 0 ? items.length : n
}
