import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Scheduled } from '#sync/schedule.ts'
import { nextWords, scheduleProblem, watchSchedules } from '#sync/schedule.ts'

describe('a schedule', () => {
  it.each([
    ['30 5 * * *', undefined],
    ['0 */4 * * 1-5', undefined],
    ['every day', 'five places'],
    ['* * * * * *', 'five places'],
    ['61 5 * * *', 'five places'],
    ['0 0 31 2 *', 'never comes'],
  ])('%s is told right or wrong', (text, words) => {
    if (words === undefined) expect(scheduleProblem(text)).toBeUndefined()
    else expect(scheduleProblem(text)).toContain(words)
  })

  it('comes at the institution’s time, over a change of the clock too', () => {
    const after = Date.parse('2026-10-24T12:00:00Z')
    expect(nextWords('30 5 * * *', 'Europe/Vienna', { after, count: 2 })).toEqual(['2026-10-25 05:30', '2026-10-26 05:30'])
    expect(nextWords(null, 'UTC', { after, count: 3 })).toEqual([])
  })

  // Each second is as near as croner comes: the text passes the form only with five places.
  it('looks after profiles as they are now, and after none twice at once', async () => {
    const profiles: Scheduled[] = [{ id: 1, version: 1, schedule: 'no schedule' }]
    const [due, errors]: [number[], unknown[]] = [[], []]
    const watch = watchSchedules({
      timeZone: 'UTC',
      profiles: async () => profiles,
      due: async (id) => void due.push(id),
      onError: (error) => errors.push(error),
      every: 5,
    })
    onTestFinished(() => watch.stop())
    await wait(30)
    profiles[0] = { id: 1, version: 2, schedule: '* * * * *' }
    await wait(30)
    profiles.pop()
    await wait(30)
    await watch.stop()
    expect([due.length <= 1, errors]).toEqual([true, []])
  })
})
