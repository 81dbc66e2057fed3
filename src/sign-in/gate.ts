import { createHash } from 'node:crypto'
import type { Clock } from '#platform/clock.ts'
import { caseFold } from '#platform/text.ts'

/** What tries to sign in are counted by. */
export type Key = { kind: 'account' | 'name' | 'address'; value: string }

type Count = { failures: number; at: number }
// A whole library may sit behind one address, so that it is slowed down later and forgiven sooner than one account.
const rules = {
  account: { free: 3, forgiveEvery: 5 * 60_000 },
  name: { free: 3, forgiveEvery: 5 * 60_000 },
  address: { free: 20, forgiveEvery: 30_000 },
}
const longestSeconds = 60
const mostKept = 10_000
const mostNotedPerDay = 10_000

/**
 * Slows guessing down: after some failures the next try waits 1, 2, 4 … up to 60 seconds. In memory, for a name that
 * nobody has just as for an account, so that waiting does not tell which one exists.
 */
export type Gate = {
  /**
   * Seconds until a try with these keys may be made. 0: it is made now, and counts as a failure until it is forgiven,
   * else tries that come at once would all slip through.
   */
  enter(keys: Key[]): number
  /** Takes one failure back. */
  forgive(key: Key): void
  /** Takes all of them back. */
  forget(key: Key): void
  /** Whether one more try that belongs to nobody, or was not even judged, may be written down today. */
  mayNote(): boolean
}

export const accountKey = (userId: number): Key => ({ kind: 'account', value: String(userId) })
export const nameKey = (identifier: string): Key => ({
  kind: 'name',
  value: createHash('sha256').update(caseFold(identifier)).digest('base64url'),
})
/** Whoever has one address of IPv6 has the whole network of its first four groups. */
export const addressKey = (address: string): Key => {
  const isNetwork = address.includes(':') && !address.includes('.')
  const network = address.split('::')[0]?.split(':').slice(0, 4).join(':') ?? ''
  return { kind: 'address', value: isNetwork ? network : address }
}

/** The failures of one kind of key, the least recent ones dropped when there are too many. */
function failuresOf(kind: Key['kind'], clock: Clock) {
  const { free, forgiveEvery } = rules[kind]
  const kept = new Map<string, Count>()
  const left = ({ failures, at }: Count) => Math.max(0, failures - Math.floor((clock.now() - at) / forgiveEvery))
  return {
    kept,
    secondsFor(value: string): number {
      const count = kept.get(value)
      const over = count ? left(count) - free : -1
      if (!count || over < 0) return 0
      return Math.max(0, Math.ceil((count.at - clock.now()) / 1000 + Math.min(longestSeconds, 2 ** over)))
    },
    add(value: string): void {
      const count = kept.get(value)
      // Put last anew: the first one is the one not seen for longest.
      kept.delete(value)
      kept.set(value, { failures: (count ? left(count) : 0) + 1, at: clock.now() })
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    },
  }
}

export function openGate(clock: Clock): Gate {
  const of = { account: failuresOf('account', clock), name: failuresOf('name', clock), address: failuresOf('address', clock) }
  const noted = { day: '', times: 0 }
  return {
    enter(keys) {
      const seconds = Math.max(...keys.map(({ kind, value }) => of[kind].secondsFor(value)))
      if (seconds === 0) for (const { kind, value } of keys) of[kind].add(value)
      return seconds
    },
    forgive({ kind, value }) {
      const count = of[kind].kept.get(value)
      if (count) count.failures -= 1
    },
    forget: ({ kind, value }) => void of[kind].kept.delete(value),
    mayNote() {
      const today = clock.today()
      if (noted.day !== today) Object.assign(noted, { day: today, times: 0 })
      noted.times += 1
      return noted.times <= mostNotedPerDay
    },
  }
}
