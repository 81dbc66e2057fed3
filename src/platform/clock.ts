import { dayIn } from './dates.ts'

/** What time it is, handed to whoever needs it. `today` is the institution's day, `now` milliseconds since 1970 (UTC). */
export type Clock = { now(): number; today(): string }

export const systemClock = (timeZone: string): Clock => ({
  now: () => Date.now(),
  today: () => dayIn(timeZone, Date.now()),
})

/** A clock that stands still until a test moves it. */
export function fixedClock(day: string): Clock & { move(milliseconds: number): void } {
  let at = Date.parse(`${day}T10:00:00Z`)
  return {
    now: () => at,
    today: () => dayIn('UTC', at),
    move: (milliseconds) => {
      at += milliseconds
    },
  }
}
