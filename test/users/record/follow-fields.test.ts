import { describe, expect, it } from 'vitest'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import type { UserField, UserValues } from '#users/fields.ts'
import { locksOf, useSourceValue } from '#users/locks.ts'
import { changeAccountType } from '#users/record/account-type.ts'
import type { SourceRules } from '#users/record/follow-plan.ts'
import { changeUser } from '#users/users.ts'
import { recordOf } from '../records.ts'
import { follow, madeBySource, newHeard } from './following.ts'

/**
 * What becomes of a field. The source made the user with `first`; then, by hand: nothing (untouched), or `hand` was put in
 * (edited), or put in and given up again by "use the source's value" (unlocked). Then the source sends `next`, sends
 * nothing between its tags (empty), or leaves the field out (absent).
 */
const fields = {
  ordinary: { field: 'jobDescription', first: 'Student', hand: 'Tutor', next: 'Doctor' },
  required: { field: 'lastName', first: 'Lee', hand: 'Li', next: 'Lea' },
  group: { field: 'userGroup', first: 'UNDERGRAD', hand: 'FACULTY', next: 'ALUMNI' },
  language: { field: 'preferredLanguage', first: 'no', hand: 'en', next: 'en' },
  status: { field: 'status', first: 'ACTIVE', hand: 'INACTIVE', next: 'ACTIVE' },
} as const
type Kind = keyof typeof fields
type By = 'untouched' | 'edited' | 'unlocked'
type Sent = 'next' | 'first' | 'empty' | 'absent'
type Setting = 'plain' | 'protected' | 'clear' | 'protected clear'

// field, profile, by hand, sent → what stands; and whether a mark "changed by hand" remains (•).
const table = `
ordinary  plain            untouched  next    Doctor
ordinary  plain            untouched  first   Student
ordinary  plain            untouched  empty   -
ordinary  plain            untouched  absent  Student
ordinary  plain            edited     next    Doctor
ordinary  plain            edited     first   Student
ordinary  plain            edited     empty   -
ordinary  plain            edited     absent  Tutor •
ordinary  plain            unlocked   next    Doctor
ordinary  plain            unlocked   absent  Student
ordinary  clear            untouched  next    Doctor
ordinary  clear            untouched  absent  -
ordinary  clear            edited     absent  -
ordinary  protected        untouched  next    Doctor
ordinary  protected        untouched  empty   -
ordinary  protected        untouched  absent  Student
ordinary  protected        edited     next    Tutor •
ordinary  protected        edited     first   Tutor •
ordinary  protected        edited     empty   Tutor •
ordinary  protected        edited     absent  Tutor •
ordinary  protected        unlocked   next    Doctor
ordinary  protected        unlocked   empty   -
ordinary  protected clear  untouched  absent  -
ordinary  protected clear  edited     absent  Tutor •
ordinary  protected clear  unlocked   absent  -
required  plain            untouched  next    Lea
required  plain            untouched  empty   Lee
required  plain            edited     next    Lea
required  plain            edited     empty   Li •
required  clear            untouched  absent  Lee
required  clear            edited     absent  Li •
group     plain            untouched  next    ALUMNI
group     plain            untouched  empty   -
group     plain            edited     next    ALUMNI
group     plain            edited     first   UNDERGRAD
group     plain            edited     empty   -
group     plain            edited     absent  FACULTY •
group     protected        untouched  next    ALUMNI
group     protected        edited     next    FACULTY •
group     protected        edited     first   FACULTY •
group     protected        edited     empty   FACULTY •
group     protected        unlocked   next    ALUMNI
group     protected        unlocked   first   UNDERGRAD
group     protected        unlocked   empty   -
group     clear            untouched  absent  -
group     protected clear  untouched  absent  -
group     protected clear  edited     absent  FACULTY •
language  plain            untouched  next    en
language  plain            untouched  empty   en
language  plain            untouched  absent  no
language  clear            untouched  absent  en
language  protected        edited     first   en •
language  protected        unlocked   first   no
status    plain            untouched  empty   ACTIVE
status    plain            untouched  absent  ACTIVE
status    clear            untouched  absent  ACTIVE
status    plain            edited     next    INACTIVE •
status    plain            edited     empty   INACTIVE •
status    clear            edited     absent  INACTIVE •
status    protected        edited     next    INACTIVE •
status    plain            unlocked   next    ACTIVE
`
const line = /^(\w+) +(\w+(?: clear)?) +(\w+) +(\w+) +(\S+)( •)?$/
const cases = table
  .trim()
  .split('\n')
  .map((text) => {
    const [, kind, setting, by, sent, stands, mark] = line.exec(text) ?? []
    if (!stands) throw new Error(`Not a line of the table: ${text}`)
    return {
      text,
      kind: kind as Kind,
      setting: setting as Setting,
      by: by as By,
      sent: sent as Sent,
      stands,
      mark: mark !== undefined,
    }
  })

const rulesOf = (setting: Setting, field: string): Partial<SourceRules> => ({
  protectedFields: setting.startsWith('protected') ? [field] : [],
  absentElements: setting.endsWith('clear') ? 'clear' : 'keep',
})

async function byHand(app: TestApp, user: { id: number }, field: UserField, value: string, by: By): Promise<void> {
  if (by === 'untouched') return
  const actor = setUpActor(app.clock)
  await app.db.write((tx) => changeUser(tx, actor, user, { [field]: value } as UserValues))
  if (by === 'unlocked') expect(await app.db.write((tx) => useSourceValue(tx, actor, user, field))).toBe(true)
}

describe('a field of the own row', () => {
  it.each(cases)('$text', async ({ kind, setting, by, sent, stands, mark }) => {
    const { field, first, hand, next } = fields[kind]
    const app = await testApp({ empty: true })
    const made = { ...newHeard.fields, [field]: first }
    const user = await madeBySource(app, { fields: made, lists: {} })
    await byHand(app, user, field, hand, by)
    const { [field]: _left, ...others } = made as Record<string, string>
    const said = { next, first, empty: '' }
    const fieldsSent = sent === 'absent' ? others : { ...others, [field]: said[sent] }
    const rules = rulesOf(setting, field)
    expect((await follow(app, user, { fields: fieldsSent, lists: {} }, rules)).problems).toEqual([])
    expect((await recordOf(app, user))[field] ?? '-').toBe(stands)
    expect((await locksOf(app.db.read, user.id)).map((lock) => lock.field)).toEqual(mark ? [field] : [])
    const again = await follow(app, user, { fields: fieldsSent, lists: {} }, rules)
    expect([again.plan.set, again.plan.rows, again.plan.heard]).toEqual([{}, [], []])
  })
})

it('remembers in the lock what the source says, and who kept what', async () => {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app)
  await app.db.write((tx) => changeUser(tx, setUpActor(app.clock), user, { userGroup: 'FACULTY' }))
  const { plan, restored } = await follow(app, user, { fields: { ...newHeard.fields, userGroup: 'ALUMNI' }, lists: {} })
  expect(plan.steps).toEqual([
    { part: 'general', field: 'userGroup', before: 'FACULTY', after: 'ALUMNI', why: 'locked', lockedBy: 'Test' },
  ])
  expect(restored.versions).toEqual({ before: 2, after: 2 })
  expect(await locksOf(app.db.read, user.id)).toMatchObject([{ field: 'userGroup', lockedBy: 'Test', sourceValue: 'ALUMNI' }])
  expect(await app.db.write((tx) => useSourceValue(tx, setUpActor(app.clock), user, 'userGroup'))).toBe(true)
  expect((await recordOf(app, user)).userGroup).toBe('ALUMNI')
})

describe('staff', () => {
  const staffed = async () => {
    const app = await testApp({ people: ['administrator', 'viewer'] })
    const user = app.people.viewer as { id: number }
    await app.db.write((tx) => changeAccountType(tx, setUpActor(app.clock), user, { accountType: 'EXTERNAL', source: 'SIS' }))
    return { app, user }
  }
  const heard = {
    fields: { primaryId: 'vera2', firstName: 'Verena', expiryDate: '2030-01-01', status: 'INACTIVE' },
    lists: { email: [{ address: 'v@x.example' }], phone: [{ number: '1' }], identifier: [{ type: 'BARCODE', value: '77' }] },
  }

  it('follow in ordinary fields; what lets them in stays', async () => {
    const { app, user } = await staffed()
    const { plan } = await follow(app, user, heard)
    expect(plan.set).toEqual({ firstName: 'Verena' })
    expect(plan.rows.map(({ part }) => part)).toEqual(['phone'])
    expect([...new Set(plan.steps.filter(({ why }) => why === 'staff').map(({ part, field }) => `${part} ${field}`))]).toEqual(
      expect.arrayContaining(['general primaryId', 'general expiryDate', 'general status', 'email address', 'identifier value']),
    )
    expect(await recordOf(app, user)).toMatchObject({ primaryId: 'vera', status: 'ACTIVE', expiryDate: null })
  })

  it('follow in all, where the profile says so', async () => {
    const { app, user } = await staffed()
    await follow(app, user, heard, { staffFollow: true })
    expect(await recordOf(app, user)).toMatchObject({ primaryId: 'vera2', status: 'INACTIVE', expiryDate: '2030-01-01' })
  })
})
