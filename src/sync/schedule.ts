import { Cron } from 'croner'
import { minuteIn } from '#platform/dates.ts'
import { _ } from '#platform/i18n/i18n.ts'

/** Why a text cannot be a schedule; undefined when it can. It is written as cron writes it, in five places. */
export function scheduleProblem(text: string): string | undefined {
  const wrong = _(
    'A schedule has five places: minute, hour, day of the month, month, day of the week; such as 30 5 * * 1-5 for 5:30 on working days.',
  )
  if (text.trim().split(/\s+/).length !== 5) return wrong
  try {
    return new Cron(text.trim(), { paused: true }).nextRun() ? undefined : _('This schedule never comes.')
  } catch {
    return wrong
  }
}

/** The next instants of a schedule in a time zone, after one. None for a text that is no schedule. */
export function nextTimes(text: string | null, timeZone: string, { after, count }: { after: number; count: number }): number[] {
  if (!text || scheduleProblem(text) !== undefined) return []
  const cron = new Cron(text.trim(), { timezone: timeZone, paused: true })
  return cron.nextRuns(count, new Date(after)).map((date) => date.getTime())
}

/** The same as people read them. */
export const nextWords = (text: string | null, timeZone: string, asked: { after: number; count: number }): string[] =>
  nextTimes(text, timeZone, asked).map((at) => minuteIn(timeZone, at))

export type Scheduled = { id: number; version: number; schedule: string }
type Parts = {
  timeZone: string
  /** The profiles that are looked after, as they are now. */
  profiles(): Promise<Scheduled[]>
  /** Looks into the folder of one of them. What it throws is told. */
  due(id: number): Promise<unknown>
  onError(error: unknown, id: number): void
  every?: number
}

/**
 * Looks into folders when their schedules say so, in the institution's time zone. Profiles that come, change or go are
 * noticed by themselves, whoever changed them. A profile that is still being looked after is not looked after twice.
 */
export function watchSchedules({ timeZone, profiles, due, onError, every = 20_000 }: Parts): { stop(): Promise<void> } {
  const clocks = new Map<number, { version: number; cron: Cron }>()
  const working = new Map<number, Promise<unknown>>()
  let stopped = false

  const fire = (id: number) => {
    if (stopped || working.has(id)) return
    const work = due(id)
      .catch((error: unknown) => onError(error, id))
      .finally(() => working.delete(id))
    working.set(id, work)
  }

  async function reload(): Promise<void> {
    const now = await profiles()
    if (stopped) return
    for (const [id, { version, cron }] of clocks)
      if (!now.some((one) => one.id === id && one.version === version)) {
        cron.stop()
        clocks.delete(id)
      }
    for (const { id, version, schedule } of now)
      if (!clocks.has(id) && scheduleProblem(schedule) === undefined)
        clocks.set(id, { version, cron: new Cron(schedule.trim(), { timezone: timeZone, unref: true }, () => fire(id)) })
  }

  const look = () => void reload().catch((error: unknown) => onError(error, 0))
  look()
  const timer = setInterval(look, every).unref()
  return {
    async stop() {
      stopped = true
      clearInterval(timer)
      for (const { cron } of clocks.values()) cron.stop()
      await Promise.allSettled(working.values())
    },
  }
}
