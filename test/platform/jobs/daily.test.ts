import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Job } from '#platform/jobs/daily.ts'
import { daily } from '#platform/jobs/daily.ts'

it('runs its jobs at the start and again, one after another, and tells of one that threw', async () => {
  const done: string[] = []
  const errors: string[] = []
  const slow: Job = { name: 'slow', run: () => wait(5).then(() => done.push('slow')) }
  const broken: Job = { name: 'broken', run: () => Promise.reject(new Error('no')) }
  const last: Job = { name: 'last', run: async () => done.push('last') }
  const jobs = daily([slow, broken, last], (error, name) => errors.push(`${name}: ${(error as Error).message}`), 20)
  await expect.poll(() => done.length).toBeGreaterThanOrEqual(4)
  await jobs.stop()
  expect(done.slice(0, 4)).toEqual(['slow', 'last', 'slow', 'last'])
  expect(errors[0]).toBe('broken: no')
  const count = done.length
  await wait(50)
  expect(done.length).toBe(count)
})

it('tells a running job to stop, waits for it, and begins no other', async () => {
  const done: string[] = []
  const first: Job = {
    name: 'first',
    run: (stopping) =>
      new Promise((resolve) => {
        done.push('begun')
        stopping.addEventListener('abort', () => wait(5).then(() => resolve(done.push('ended'))))
      }),
  }
  const jobs = daily([first, { name: 'second', run: async () => done.push('second') }], () => {})
  await expect.poll(() => done.length).toBe(1)
  await jobs.stop()
  expect(done).toEqual(['begun', 'ended'])
})
