import { eq } from 'drizzle-orm'
import { bulkChanges, bulkRows } from '#bulk/bulk.table.ts'
import { noCounts } from '#bulk/bulk-plan.ts'
import { users } from '#users/users.table.ts'
import { makeSet } from '../bulk/world.ts'
import type { Shown, State } from './state.ts'
import { identifierOf, saying } from './state.ts'

const tasks = [
  { change: 'userGroup', values: { value: 'FACULTY' }, condition: 'is', conditionValue: 'UNDERGRAD' },
  { change: 'expiryDate', values: { mode: 'plus', n: '1', period: 'years' }, condition: 'always' },
  { change: 'addNote', values: { type: 'LIBRARY', text: 'Moved up a year.', popup: true }, condition: 'empty' },
] as const
const general = (field: string, before: string | null, after: string | null) => ({ part: 'general', field, before, after })
const plan = {
  acts: [
    { action: 'changed', changes: [general('userGroup', 'UNDERGRAD', 'FACULTY'), general('expiryDate', null, '2027-09-30')] },
    {
      action: 'added',
      changes: [
        { part: 'note', row: 7, field: 'type', before: null, after: 'LIBRARY' },
        { part: 'note', row: 7, field: 'text', before: null, after: 'Moved up a year. '.repeat(8) },
      ],
    },
  ],
}
const reasons = [
  {
    does: 'refuse' as const,
    reason:
      'This is the last administrator who can always sign in. Make another General System Administrator without an end date first.',
    n: 1,
  },
  { does: 'leave' as const, reason: 'The condition does not hold.', n: 1204 },
]

let made = 0
/** A change in some state, of the people who are always there. */
async function fill({ db, ids }: Shown, change: Partial<typeof bulkChanges.$inferInsert>) {
  made += 1
  const [ada] = await db.read
    .select()
    .from(users)
    .where(eq(users.primaryId, identifierOf('administrator')))
  const starter = { id: ada?.id ?? 0 }
  const set = await makeSet(db, starter, [{ id: ids.tom }, { id: ids.long }], `Year 9 of Northfield school ${made}`)
  const counts = { ...noCounts(), users: 1215, change: 10, leave: 1204, refuse: 1, reasons }
  const of = {
    setId: set,
    setName: `Year 9 of Northfield school ${made}`,
    tasks: [...tasks],
    counts,
    applied: noCounts(),
    doneUntil: 0,
  }
  const by = {
    startedById: starter.id,
    startedBy: 'Ada Administrator',
    door: 'form',
    createdAt: 1_795_341_600_000,
    plannedAt: 1_795_341_660_000,
  }
  return db.write(async (tx) => {
    const [row] = await tx
      .insert(bulkChanges)
      .values({ action: 'change', state: 'planned', stopping: false, ...of, ...by, ...change })
      .returning({ id: bulkChanges.id })
    const changeId = row?.id ?? 0
    for (const userId of [ids.tom, ids.long, ids.arabic])
      await tx.insert(bulkRows).values({ changeId, userId, does: 'change', state: 'planned', version: 1, plan })
    await tx
      .insert(bulkRows)
      .values({ changeId, userId: ids.staff, does: 'refuse', state: 'planned', version: 1, reason: reasons[0]?.reason })
    return { change: changeId, set }
  })
}

const finished = { state: 'finished', applied: { ...noCounts(), done: 9, skipped: 1 }, endedAt: 1_795_341_700_000 }
const shown = (name: string, change: Parameters<typeof fill>[1], path = ''): State => ({
  name,
  as: 'administrator',
  async open(state) {
    const made = await fill(state, change)
    return state.page.goto(`/bulk/${made.change}${path}`)
  },
})

export const statesOfBulk: State[] = [
  {
    name: 'bulk-changes',
    as: 'administrator',
    async open(state) {
      await fill(state, finished)
      await fill(state, { state: 'failed', message: 'The set Year 9 is not there any more.' })
      return state.page.goto('/bulk')
    },
  },
  {
    name: 'bulk-new',
    as: 'administrator',
    async open(state) {
      const { set } = await fill(state, finished)
      await state.page.goto(`/bulk/new?set=${set}`)
      for (const task of ['User group', 'Expiration date', 'Add a role', 'Add a block', 'Add a note'])
        await state.page.getByRole('checkbox', { name: task, exact: true }).check()
    },
  },
  {
    name: 'bulk-new-refused',
    as: 'administrator',
    async open(state) {
      const { set } = await fill(state, finished)
      await state.page.goto(`/bulk/new?set=${set}`)
      for (const task of ['User group', 'End a role']) await state.page.getByRole('checkbox', { name: task, exact: true }).check()
      await state.page.getByRole('button', { name: 'Preview' }).click()
      await saying(state.page)
    },
  },
  shown('bulk-preview', {}),
  shown('bulk-who-cannot', {}, '?outcome=refuse'),
  shown('bulk-apply', {}, '/apply'),
  shown('bulk-done', finished),
  shown('bulk-stopped', { state: 'stopped', message: 'Stopped by Ada Administrator.', applied: { ...noCounts(), done: 4 } }),
  {
    name: 'bulk-going-on',
    as: 'administrator',
    async open(state) {
      const { change } = await fill(state, { state: 'waiting', applied: { ...noCounts(), done: 4 } })
      return state.page.goto(`/bulk/${change}`)
    },
  },
]
