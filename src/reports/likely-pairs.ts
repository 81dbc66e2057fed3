import { setImmediate as breathe } from 'node:timers/promises'
import type { Clock } from '#platform/clock.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Slice } from './duplicates.queries.ts'
import { identifiersIn, lastNumbers, peopleIn, phonesIn, sameEmailIn } from './duplicates.queries.ts'
import type { Pair } from './pair-search.ts'
import { PairSearch, withoutZeros } from './pair-search.ts'

const sliceSize = 1000
const freshFor = 60_000

type Known = { at: number; act: number; pairs: Pair[] }
const known = new WeakMap<object, Known>()
const looking = new WeakMap<object, Promise<Known>>()

/**
 * Likely pairs, the likeliest first: looked for in slices, so that nobody waits but who asks, and again once something was
 * written and a minute has passed.
 */
export async function likelyPairs(reader: Reader, clock: Clock): Promise<Pair[]> {
  const before = known.get(reader)
  const { act } = await lastNumbers(reader)
  if (before && (before.act === act || clock.now() - before.at < freshFor)) return before.pairs
  const running = looking.get(reader) ?? look(reader, clock).finally(() => looking.delete(reader))
  looking.set(reader, running)
  const found = await running
  known.set(reader, found)
  return found.pairs
}

async function look(reader: Reader, clock: Clock): Promise<Known> {
  const { user, act } = await lastNumbers(reader)
  const at = clock.now()
  const slices = Array.from({ length: Math.ceil(user / sliceSize) }, (_none, n) => ({
    after: n * sliceSize,
    upTo: (n + 1) * sliceSize,
  }))
  const search = new PairSearch()
  for (const step of steps) {
    for (const slice of slices) {
      await step(search, reader, slice)
      await breathe()
    }
  }
  return { at, act, pairs: await search.pairs() }
}

type Step = (search: PairSearch, reader: Reader, slice: Slice) => Promise<void>
// In this order: names first, since all else is judged by them.
const steps: Step[] = [
  async (search, reader, slice) => {
    for (const person of await peopleIn(reader, slice)) search.meet(person)
  },
  async (search, reader, slice) => {
    for (const { id, value } of await phonesIn(reader, slice)) search.share('phone', value.replace(/\D+/gu, ''), id)
  },
  async (search, reader, slice) => {
    for (const { id, value } of await identifiersIn(reader, slice)) search.share('identifier', withoutZeros(value), id)
  },
  async (search, reader, slice) => {
    for (const { one, other } of await sameEmailIn(reader, slice)) search.compare('email', one, other)
  },
]
