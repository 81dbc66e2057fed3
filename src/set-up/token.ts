import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const mostTries = 5

/** The one-time token of the first run: good until it was used, until five wrong ones were tried, or a restart. */
export type SetUpToken = { value: string; matches(tried: string): boolean; spend(): void }

export function makeSetUpToken(value = randomBytes(24).toString('base64url')): SetUpToken {
  let tries = mostTries
  return {
    value,
    matches(tried) {
      if (tries <= 0) return false
      const right = timingSafeEqual(digest(tried), digest(value))
      if (!right) tries -= 1
      return right
    },
    spend() {
      tries = 0
    },
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
