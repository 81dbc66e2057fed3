/** A link that was just made, for whoever made it: handed over, or sent to an address. */
export type Made = { link: string; to: string | undefined; sent: boolean; failure: string | undefined }

const keptMilliseconds = 5 * 60_000
const mostKept = 500

/**
 * Keeps a link between the post that made it and the page that shows it. In memory alone: neither the database nor a
 * cookie holds a token that anyone could read there later.
 */
export function shownOnce(now: () => number) {
  const kept = new Map<string, Made & { at: number }>()
  return {
    put(key: string, made: Made): void {
      for (const [other, { at }] of kept) if (at < now() - keptMilliseconds || kept.size >= mostKept) kept.delete(other)
      kept.set(key, { ...made, at: now() })
    },
    /** For the one who sends it; the second of two who press at once gets nothing. */
    toSend(key: string): Made | undefined {
      const made = kept.get(key)
      if (!made?.to || made.sent) return undefined
      made.sent = true
      return made
    },
    take(key: string): Made | undefined {
      const made = kept.get(key)
      kept.delete(key)
      return made && made.at >= now() - keptMilliseconds ? made : undefined
    },
  }
}
