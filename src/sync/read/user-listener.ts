import type { Heard } from '#users/record/follow-plan.ts'
import type { Attributes, Element, Hearing } from './user-elements.ts'
import { userElement } from './user-elements.ts'

/** Listens to the elements of one user after the other. */
export type Listener = {
  open(name: string, attributes: Attributes): void
  text(text: string): void
  close(): void
  /** How many elements of the user are open. */
  depth(): number
  /** What was heard since the last time. */
  heard(): Heard
}

const fresh = (): Hearing => ({ heard: { fields: {}, lists: {} }, row: {}, notice: { code: '', isWanted: false } })

/** The name without the prefix of a namespace. */
export const localName = (name: string) => name.slice(name.indexOf(':') + 1)

export function userListener(): Listener {
  let hearing = fresh()
  let said = ''
  // Undefined: an element that means nothing, and all that is in it.
  const within: (Element | undefined)[] = []
  return {
    open(name, attributes) {
      const element = within.length === 0 ? userElement : within.at(-1)?.inside.get(localName(name))
      within.push(element)
      said = ''
      element?.open?.(hearing, attributes)
    },
    text(text) {
      said = said === '' ? text : said + text
    },
    close() {
      const element = within.pop()
      element?.text?.(hearing, said)
      element?.close?.(hearing)
      said = ''
    },
    depth: () => within.length,
    heard() {
      const { heard } = hearing
      hearing = fresh()
      return heard
    },
  }
}
