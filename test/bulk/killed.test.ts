import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { asc } from 'drizzle-orm'
import { expect, inject, it } from 'vitest'
import { bulkChanges, bulkRows } from '#bulk/bulk.table.ts'
import { applyPlanned, prepareChange } from '#bulk/changes.ts'
import { mustBeTasks } from '#bulk/tasks.ts'
import { changes } from '#history/changes.table.ts'
import { fixedClock } from '#platform/clock.ts'
import { openDatabase } from '#platform/db/database.ts'
import { signedInAs } from '#sign-in/signed-in.ts'
import { checks } from '#src/check/checks.ts'
import { testFolder } from '#test/database.ts'
import { makePerson, setUpActor } from '#test/people.ts'
import { createUser } from '#users/record/create.ts'
import { everything } from '../sync/world.ts'
import { makeSet, task, today } from './world.ts'

const clock = fixedClock(today)
const many = 600
// How often the work is killed; more when asked for.
const kills = Number(process.env.FOYER_TEST_KILLS ?? 3)

const tasks = [
  task('userGroup', { value: 'FACULTY' }, 'is', 'UNDERGRAD'),
  task('expiryDate', { mode: 'plus', n: '1', period: 'years' }),
  task('addNote', { type: 'LIBRARY', text: 'Moved up.', popup: false, userViewable: false }),
]

/** A library with a change that waits for its preview. */
async function library(file: string): Promise<void> {
  copyFileSync(inject('template'), file)
  const db = openDatabase(file)
  const ada = await makePerson(db, clock, 'administrator')
  const numbers = Array.from({ length: many }, (_one, n) => n)
  const made: { id: number }[] = []
  await db.writeEach(numbers, async (tx, n) => {
    const values = { primaryId: `p${n}`, firstName: 'Nora', lastName: `Berg ${n}`, userGroup: n % 3 ? 'UNDERGRAD' : 'STAFF' }
    made.push(await createUser(tx, setUpActor(clock), { values: { ...values, recordType: 'PUBLIC' } }))
  })
  const setId = await makeSet(db, ada, made)
  const understood = await mustBeTasks(db.read, tasks, today)
  await db.write(async (tx) => {
    const person = await signedInAs(tx, clock, ada.id)
    if (person) await prepareChange(tx, person.actor, { action: 'change', tasks: understood, setId, setName: '', search: null })
  })
  db.close()
}

async function applied(file: string): Promise<void> {
  const db = openDatabase(file)
  await db.write(async (tx) => {
    const person = await signedInAs(tx, clock, 1)
    if (person) await applyPlanned(tx, person.actor, 1)
  })
  db.close()
}

/** Works off what waits, in a process of its own; killed after some milliseconds. */
async function work(file: string, after?: number): Promise<boolean> {
  const worker = spawn(process.execPath, [join(import.meta.dirname, 'work-off.ts'), file], { stdio: 'inherit' })
  const timer = after === undefined ? undefined : setTimeout(() => worker.kill('SIGKILL'), after)
  const [status, signal] = await once(worker, 'exit')
  clearTimeout(timer)
  if (signal === null) expect(status).toBe(0)
  return signal === 'SIGKILL'
}

async function look(file: string) {
  const db = openDatabase(file)
  const acts = await db.read.select().from(changes).orderBy(asc(changes.subjectId), asc(changes.id))
  const rows = await db.read.select().from(bulkRows).orderBy(asc(bulkRows.userId))
  const found = {
    everything: await everything(db, true),
    // Rows that were planned twice have other numbers.
    changes: (await db.read.select().from(bulkChanges)).map((change) => ({ ...change, doneUntil: 0 })),
    acts: acts.map(({ subjectId, version, action, door, doorDetail, items }) => [
      subjectId,
      version,
      action,
      door,
      doorDetail,
      items.length,
    ]),
    rows: rows.map(({ userId, does, state, version, before }) => [userId, does, state, version, before?.acts.length]),
  }
  const troubles: string[] = []
  for (const { run } of checks) for await (const line of run({ db, clock, files: join(file, '..', 'files') })) troubles.push(line)
  db.close()
  return { found, troubles }
}

it('leads to the same data when it is killed at any moment, in its preview and while it is applied', async () => {
  const [calm, rough] = [join(testFolder(), 'calm.sqlite'), join(testFolder(), 'rough.sqlite')]
  for (const file of [calm, rough]) await library(file)
  let killed = 0
  for (const step of ['preview', 'apply']) {
    if (step === 'apply') for (const file of [calm, rough]) await applied(file)
    const began = performance.now()
    await work(calm)
    const took = performance.now() - began
    for (let n = 0; n < kills; n += 1) if (await work(rough, took * (0.2 + 0.7 * Math.random()))) killed += 1
    await work(rough)
  }
  expect(killed).toBeGreaterThan(0)
  const [one, other] = [await look(calm), await look(rough)]
  expect(one.found.changes[0]).toMatchObject({ state: 'finished', applied: { done: many, skipped: 0 } })
  expect(other).toEqual(one)
  expect(one.troubles).toEqual([])
}, 240_000)
