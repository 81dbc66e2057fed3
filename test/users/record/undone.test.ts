import { expect, it } from 'vitest'
import { changesOf } from '#history/history.queries.ts'
import type { Tx } from '#platform/db/database.ts'
import { Spoken } from '#platform/problems.ts'
import type { Actor } from '#sign-in/actor.ts'
import { checkHistory } from '#src/check/check-history.ts'
import { checkReferences } from '#src/check/check-references.ts'
import { checkSearch } from '#src/check/check-search.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { setUpActor } from '#test/people.ts'
import { binUser, restoreUser } from '#users/record/bin.ts'
import { rowsOfRecord } from '#users/record/merged-lists.ts'
import { mergeUsers } from '#users/record/merging.ts'
import { asking, planMark, undo } from '#users/record/undo.ts'
import { canBeUndone, undoPlan } from '#users/record/undo-plan.ts'
import { rowVerbs } from '#users/record/undo-verbs.ts'
import { undoMerger } from '#users/record/unmerging.ts'
import { findUser } from '#users/users.queries.ts'
import { changeUser } from '#users/users.ts'
import { fullUser } from '../full-user.ts'
import { makeCategories } from '../statistics/desk.ts'
import { stored } from './replay.ts'
import type { Dice } from './sheets.ts'
import { dice, oneOf } from './sheets.ts'

type World = {
  app: TestApp
  chance: Dice
  actor: Actor
  user: { id: number }
  other: { id: number }
  done: Record<string, number>
}

const wanted = process.env.FOYER_TEST_SEED
const seeds = wanted ? [Number(wanted)] : [1, 2, 3, 4]
const rounds = 60
/** How often each kind of act was carried out, over all stories. */
const done: Record<string, number> = {}

it.each(seeds)(
  'whatever was done and undone, history leads to the record, and all of it can be taken back (seed %i)',
  async (seed) => {
    const world = await open(seed)
    const before = await stored(world.app, world.user)
    for (let round = 0; round < rounds; round += 1) await act(world, `seed ${seed}, round ${round}`)
    expect(await troubles(world.app)).toEqual([])
    await takeAllBack(world)
    expect(await stored(world.app, world.user)).toEqual(before)
    expect(await troubles(world.app)).toEqual([])
  },
)

it.skipIf(wanted)('every kind of act was met', () => {
  for (const kind of [...kinds, 'put back', 'kept']) expect(done[kind] ?? 0, kind).toBeGreaterThan(0)
})

async function open(seed: number): Promise<World> {
  const app = await testApp()
  await makeCategories(app.db)
  const user = await app.makeUser({ ...fullUser, statistics: [{ category: 'LAW' }] })
  const other = await app.makeUser({
    values: { primaryId: 'other', firstName: 'Olga', lastName: 'Other', userGroup: 'ALUMNI' },
    phones: [{ number: '99' }],
    emails: [{ address: 'o@x.example' }],
    notes: [{ type: 'OTHER', text: 'Of the other' }],
    identifiers: [{ type: 'INST_ID', value: 'O-1' }],
  })
  return { app, chance: dice(seed), actor: setUpActor(app.clock), user, other, done }
}

const kinds = ['general', 'add', 'change', 'remove', 'undo', 'bin', 'merge'] as const

/** One act; what the rules of the house refuse is refused, and counts for nothing. */
async function act(world: World, said: string): Promise<void> {
  const kind = oneOf(world.chance, [...kinds, 'general', 'add', 'change', 'undo', 'undo'] as const)
  const work = workOf(world, kind)
  try {
    await world.app.db.write(work)
  } catch (error) {
    if (error instanceof Spoken) return
    throw new Error(`${said}: ${kind}`, { cause: error })
  }
  done[kind] = (done[kind] ?? 0) + 1
}

const lists = ['address', 'phone', 'email', 'identifier', 'note', 'statistic', 'role'] as const

function workOf({ chance, actor, user, other }: World, kind: (typeof kinds)[number]): (tx: Tx) => Promise<unknown> {
  const n = chance.fresh()
  const part = oneOf(chance, lists)
  const [pick, roll] = [chance.below(1000), chance.below(3)]
  const someRow = async (tx: Tx) => {
    const rows = (await rowsOfRecord(tx, user.id)).get(part) ?? []
    return rows[pick % (rows.length || 1)]?.id ?? 0
  }
  const person = async (tx: Tx) => {
    const found = await findUser(tx, user.id)
    if (!found) throw new Error('Nobody is there.')
    return found
  }
  const works: Record<typeof kind, (tx: Tx) => Promise<unknown>> = {
    general: (tx) =>
      changeUser(
        tx,
        actor,
        user,
        [{ lastName: `L${n}` }, { birthDate: null, title: 'MR' }, { primaryId: `p${n}`, userGroup: 'STAFF' }][roll] ?? {},
      ),
    add: async (tx) => rowVerbs(part).add(tx, actor, await person(tx), fresh(part, n)),
    change: async (tx) => rowVerbs(part).change(tx, actor, await person(tx), await someRow(tx), changed(part, n)),
    remove: async (tx) => rowVerbs(part).remove(tx, actor, await person(tx), await someRow(tx)),
    undo: async (tx) => {
      const acts = (await changesOf(tx, 'user', user.id, { limit: 100, offset: 0 })).filter(canBeUndone)
      const one = acts[pick % (acts.length || 1)]
      if (!one) return
      const plan = await undoPlan(tx, await person(tx), one)
      const side = roll === 0 ? 'keep' : 'put'
      const asked = asking(plan)
      await undo(tx, actor, user, one, { mark: planMark(plan), choices: new Map(asked.map((step) => [step, side])) })
      if (asked.length > 0) done[side === 'keep' ? 'kept' : 'put back'] = (done[side === 'keep' ? 'kept' : 'put back'] ?? 0) + 1
    },
    bin: async (tx) => {
      await binUser(tx, actor, user)
      await restoreUser(tx, actor, user)
    },
    merge: async (tx) => {
      const id = await mergeUsers(
        tx,
        actor,
        { keeper: user.id, gone: other.id },
        { parts: ['phone', 'email', 'note', 'identifier'] },
      )
      await undoMerger(tx, actor, id)
    },
  }
  return works[kind]
}

type Values = Record<string, unknown>
const fresh = (part: (typeof lists)[number], n: number): Values =>
  ({
    address: { line1: `Line ${n}`, city: 'Lund', preferred: n % 2 === 0 },
    phone: { number: `${n}`, preferred: n % 2 === 0, preferredSms: n % 3 === 0 },
    email: { address: `e${n}@x.example`, preferred: n % 2 === 0 },
    identifier: { type: 'BARCODE', value: `B${n}`, status: 'ACTIVE' },
    note: { type: 'OTHER', text: `Note ${n}`, pinned: n % 2 === 0 },
    statistic: { category: n % 2 === 0 ? 'ART' : 'LAW' },
    role: { role: [32, 9001, 9002][n % 3] },
  })[part]
const changed = (part: (typeof lists)[number], n: number): Values =>
  ({
    address: { city: `City ${n}`, preferred: n % 2 === 0 },
    phone: { number: `${n}`, preferred: n % 2 === 0 },
    email: { description: `Term ${n}`, preferred: n % 2 === 0 },
    identifier: { value: `C${n}`, status: n % 2 === 0 ? 'ACTIVE' : 'INACTIVE' },
    note: { text: `Text ${n}`, popup: n % 2 === 0 },
    statistic: { note: `Why ${n}` },
    role: { status: n % 2 === 0 ? 'ACTIVE' : 'INACTIVE', expiryDate: n % 3 === 0 ? null : '2030-01-01' },
  })[part]

/** Takes back every act since the user was made, the newest first: each then finds what it left. */
async function takeAllBack({ app, actor, user }: World): Promise<void> {
  const acts = (await changesOf(app.db.read, 'user', user.id, { limit: 1000, offset: 0 })).filter(canBeUndone)
  for (const one of acts) {
    const work = async (tx: Tx) => {
      const known = await findUser(tx, user.id)
      const plan = known && (await undoPlan(tx, known, one))
      if (!plan || plan.groups.length === 0) return
      await undo(tx, actor, user, one, { mark: planMark(plan), choices: new Map(asking(plan).map((step) => [step, 'put'])) })
    }
    await app.db.write(work)
  }
}

async function troubles({ db, clock }: TestApp): Promise<string[]> {
  const found: string[] = []
  for (const check of [checkHistory, checkReferences, checkSearch])
    for await (const words of check.run({ db, clock, files: '' })) found.push(words)
  return found
}
