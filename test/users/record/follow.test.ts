import { expect, it } from 'vitest'
import { makeActor } from '#sign-in/actor.ts'
import { checkHistory } from '#src/check/check-history.ts'
import { checkReferences } from '#src/check/check-references.ts'
import { checkSearch } from '#src/check/check-search.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { addContact } from '#users/contact/contact.ts'
import { locksOf } from '#users/locks.ts'
import { addProxy, removeProxy } from '#users/proxies/proxies.ts'
import { followSource, takeBackFollowed } from '#users/record/follow.ts'
import { planFollow, writesNothing } from '#users/record/follow-heard.ts'
import type { Heard, SourcePart } from '#users/record/follow-plan.ts'
import { sourceParts } from '#users/record/follow-plan.ts'
import { rowsOfPart } from '#users/record/followed.queries.ts'
import { removeCreated } from '#users/record/remove-created.ts'
import { findUser } from '#users/users.queries.ts'
import { changeUser } from '#users/users.ts'
import { actsOf, recordOf } from '../records.ts'
import { makeCategories } from '../statistics/desk.ts'
import { follow, madeBySource, newHeard, runActor, usualRules } from './following.ts'
import { stored } from './replay.ts'
import type { Dice } from './sheets.ts'
import { dice, oneOf } from './sheets.ts'

/** Every column of every row, but for the version and the time of the last write. */
async function dump(app: TestApp, user: { id: number }) {
  const { version: _version, changedAt: _changedAt, ...row } = await recordOf(app, user)
  const lists: Record<string, unknown> = {}
  for (const part of sourceParts) lists[part] = await rowsOfPart(app.db.read, part, user.id)
  return { row, lists, locks: await locksOf(app.db.read, user.id) }
}

async function troubles({ db }: TestApp): Promise<string[]> {
  const found: string[] = []
  for (const check of [checkHistory, checkReferences, checkSearch])
    for await (const one of check.run({ db } as never)) found.push(one)
  return found
}

const texts = {
  firstName: ['Ana', 'Bo', 'Çelik', ''],
  lastName: ['Lee', 'Müller'],
  primaryId: ['ana7', 'ANA7', 'a-8'],
  title: ['DR', 'MS', ''],
  userGroup: ['UNDERGRAD', 'Alumni', 'FACULTY', ''],
  jobDescription: ['Reads', ''],
  preferredLanguage: ['en', 'no', ''],
  status: ['ACTIVE', 'INACTIVE', ''],
  expiryDate: ['2030-01-01', '2031-02-03', ''],
}
const flag = ['true', 'false', '']
const rows: Record<SourcePart, Record<string, string[]>> = {
  address: { line1: ['A', 'B'], city: ['Lund', 'Ystad'], note: ['', 'x'], types: ['home', 'work'], preferred: flag },
  phone: { number: ['1', '2', '3'], types: ['home', 'mobile', ''], preferred: flag, preferredSms: flag },
  email: { address: ['a@x.example', 'B@x.example'], types: ['school', ''], preferred: flag },
  identifier: { type: ['BARCODE', 'UNIV_ID'], value: ['n1', 'N1', 'n2', 'ana7'], status: ['', 'INACTIVE'], note: ['', 'y'] },
  note: { type: ['LIBRARY', 'OTHER'], text: ['one', 'two\nlines'], popup: flag, userViewable: flag },
  block: { type: ['GENERAL'], description: ['02-GLOBAL', '06-LOCAL'], expiryDate: ['', '2027-01-01'] },
  statistic: { category: ['LAW'], note: ['', 'z'] },
}
const pick = (chance: Dice, of: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(of).map(([name, list]) => [name, oneOf(chance, list)]))

function heardBy(chance: Dice): Heard {
  const fields = Object.fromEntries(Object.entries(pick(chance, texts)).filter(() => chance.below(4) > 0))
  const lists: Heard['lists'] = {}
  for (const part of sourceParts)
    if (chance.below(3) > 0)
      lists[part] = Array.from({ length: chance.below(part === 'statistic' ? 2 : 4) }, () => pick(chance, rows[part]))
  return { fields, lists }
}

async function byHand(app: TestApp, user: { id: number }, chance: Dice): Promise<void> {
  const actor = setUpActor(app.clock)
  const current = await recordOf(app, user)
  await app.db.write(async (tx) => {
    if (chance.below(2))
      await changeUser(tx, actor, user, { userGroup: oneOf(chance, ['FACULTY', 'ALUMNI']), jobDescription: 'By hand' })
    if (chance.below(3) === 0) await changeUser(tx, actor, user, { status: 'INACTIVE' })
    if (chance.below(2))
      await addContact(tx, actor, current, 'phones', { number: '9', types: ['home'], preferred: chance.below(2) === 1 })
  })
}

const wanted = process.env.FOYER_TEST_SEED
it.each(wanted ? [Number(wanted)] : [1, 2, 3, 4, 5, 6])(
  'what is planned is what stands then, the same twice writes nothing, and all is taken back (seed %i)',
  async (seed) => {
    const app = await testApp({ empty: true })
    await makeCategories(app.db)
    const chance = dice(seed)
    const user = await madeBySource(app)
    for (let round = 0; round < 25; round += 1) {
      await byHand(app, user, chance)
      const heard = heardBy(chance)
      const rules = { absentElements: oneOf(chance, ['keep', 'clear'] as const) }
      const before = await dump(app, user)
      const version = (await recordOf(app, user)).version
      const { plan, problems, restored } = await follow(app, user, heard, rules)
      const said = `seed ${seed}, round ${round}`
      expect([said, problems]).toEqual([said, []])
      const now: Record<string, unknown> = await recordOf(app, user)
      for (const [field, value] of Object.entries(plan.set)) expect([said, field, now[field]]).toEqual([said, field, value])
      expect([said, now.version]).toEqual([said, version + (writesNothing(plan) ? 0 : 1)])
      const again = await follow(app, user, heard, rules)
      expect([said, again.plan.set, again.plan.rows, again.plan.heard]).toEqual([said, {}, [], []])
      if (chance.below(2)) {
        await app.db.write((tx) => takeBackFollowed(tx, runActor(app, '8'), user, JSON.parse(JSON.stringify(restored))))
        expect([said, await dump(app, user)]).toEqual([said, before])
      }
    }
    expect(await troubles(app)).toEqual([])
  },
)

it('writes one act and one version, and takes both back as one', async () => {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app)
  const before = await stored(app, user)
  const { restored } = await follow(app, user, { fields: { firstName: 'Anna' }, lists: { phone: [{ number: '1' }] } })
  const [act] = await actsOf(app, user)
  expect(act).toMatchObject({
    action: 'synchronised',
    door: 'sync',
    doorDetail: '7',
    actorName: 'Synchronisation SIS',
    version: 2,
  })
  expect(await app.db.write((tx) => takeBackFollowed(tx, runActor(app), user, restored))).toBe(3)
  expect(await stored(app, user)).toEqual(before)
  expect((await actsOf(app, user))[0]).toMatchObject({ action: 'synchronisation taken back', undoes: act?.id })
})

it('writes nothing where somebody changed the user between plan and writing, or since (two at once)', async () => {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app)
  const known = await findUser(app.db.read, user.id)
  if (!known) throw new Error('gone')
  const { plan } = await planFollow(app.db.read, known, { fields: { firstName: 'Anna' }, lists: {} }, usualRules)
  const change = (lastName: string) => app.db.write((tx) => changeUser(tx, setUpActor(app.clock), user, { lastName }))
  await change('Li')
  const late = app.db.write((tx) => followSource(tx, runActor(app), user, plan, { version: 1, source: 'SIS' }))
  await expect(late).rejects.toThrow('Someone changed this user meanwhile. Nothing was written.')
  const { restored } = await follow(app, user, { fields: { firstName: 'Anna' }, lists: {} })
  await change('Lo')
  await expect(app.db.write((tx) => takeBackFollowed(tx, runActor(app), user, restored))).rejects.toThrow('Someone changed')
  expect(await recordOf(app, user)).toMatchObject({ firstName: 'Anna', lastName: 'Lo' })
})

it('needs the rights to what it writes, and a user of the source', async () => {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app)
  const plan = {
    set: {},
    rows: [{ does: 'add', part: 'note', values: { type: 'OTHER', text: 'x' } } as const],
    heard: [],
    steps: [],
  }
  const { clock } = app
  const weak = makeActor({ id: null, name: 'Run', door: 'sync', clock, permissions: new Set(['edit users']) })
  const go = (source: string, actor = weak) => app.db.write((tx) => followSource(tx, actor, user, plan, { version: 1, source }))
  await expect(go('SIS')).rejects.toThrow('Your roles do not permit this.')
  await expect(go('OTHER', runActor(app))).rejects.toThrow('Someone changed')
  expect(await rowsOfPart(app.db.read, 'note', user.id)).toEqual([])
})

it('takes a creation back for good, unless something was written or tied to it since', async () => {
  const app = await testApp({ empty: true })
  const user = await madeBySource(app, { ...newHeard, lists: { identifier: [{ type: 'BARCODE', value: 'b1' }] } })
  await expect(app.db.write((tx) => removeCreated(tx, runActor(app), user, 2))).rejects.toThrow('It stays.')
  const other = await madeBySource(app, { fields: { ...newHeard.fields, primaryId: 'bo' }, lists: {} })
  const forUser = await findUser(app.db.read, other.id)
  if (!forUser) throw new Error('gone')
  await app.db.write((tx) => addProxy(tx, setUpActor(app.clock), forUser, { forUserId: user.id }))
  await expect(app.db.write((tx) => removeCreated(tx, runActor(app), user, 1))).rejects.toThrow('Somebody acts for this user.')
  await app.db.write((tx) => removeProxy(tx, setUpActor(app.clock), forUser, 1))
  await app.db.write((tx) => removeCreated(tx, runActor(app), user, 1))
  expect(await findUser(app.db.read, user.id)).toBeUndefined()
  const acts = await actsOf(app, user)
  expect(acts.map(({ action, items }) => [action, items])).toEqual([
    ['creation taken back', []],
    ['created', []],
  ])
  await madeBySource(app, { ...newHeard, lists: { identifier: [{ type: 'BARCODE', value: 'b1' }] } })
  expect(await troubles(app)).toEqual([])
})

it('can be undone from the History of the user as other acts can', async () => {
  const app = await testApp({ people: ['administrator'] })
  const user = await madeBySource(app, { ...newHeard, lists: { phone: [{ number: '1' }] } })
  await follow(app, user, {
    fields: { firstName: 'Anna' },
    lists: { phone: [{ number: '2' }], email: [{ address: 'a@x.example' }] },
  })
  const ada = await app.as('administrator')
  const history = await ada.get(`/users/${user.id}/history`)
  expect(history.text).toContain('Synchronised')
  const [act] = await actsOf(app, user)
  const page = await ada.get(`/users/${user.id}/history/${act?.id}/undo`)
  expect((await ada.submit(page, 'Undo')).status).toBe(303)
  expect((await recordOf(app, user)).firstName).toBe('Ana')
  expect(await rowsOfPart(app.db.read, 'phone', user.id)).toMatchObject([{ number: '1' }])
  expect(await rowsOfPart(app.db.read, 'email', user.id)).toEqual([])
  expect((await locksOf(app.db.read, user.id)).map(({ field }) => field)).toEqual(['firstName'])
  expect(await troubles(app)).toEqual([])
})
