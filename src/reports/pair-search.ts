import { setImmediate as breathe } from 'node:timers/promises'
import { fold } from '#search-index/fold.ts'
import type { Compared } from './duplicates.queries.ts'
import { isSimilar, nameOf } from './similar-names.ts'

export const reasons = ['identifier', 'email', 'phone', 'birthDate'] as const
export type Reason = (typeof reasons)[number]
/** Two who may be one person; `one` is the smaller number. */
export type Pair = { one: number; other: number; reasons: Reason[] }

export const mostPairs = 2000
export const withoutZeros = (key: string) => key.replace(/^0+/u, '')
const crowd = 40
const mostAtOnce = 1000

/** What a look has seen so far: names, what people share, and who may be one. */
export class PairSearch {
  #names = new Map<number, string>()
  #shared: Record<Reason, Map<string, number[]>> = {
    identifier: new Map(),
    email: new Map(),
    phone: new Map(),
    birthDate: new Map(),
  }
  #pairs = new Map<string, Pair>()

  meet({ id, firstName, lastName, birthDate, primaryId }: Compared): void {
    this.#names.set(id, nameOf(fold(lastName ?? ''), fold(firstName ?? '')))
    if (birthDate !== null) this.share('birthDate', birthDate, id)
    this.share('identifier', withoutZeros(primaryId), id)
  }

  share(reason: Reason, value: string, id: number): void {
    if (value.length < (reason === 'phone' ? 5 : 1) || !this.#names.has(id)) return
    const all = this.#shared[reason].get(value)
    if (!all) this.#shared[reason].set(value, [id])
    else if (all.at(-1) !== id && all.length < 10_000) all.push(id)
  }

  compare(reason: Reason, a: number, b: number): void {
    const [name, otherName] = [this.#names.get(a), this.#names.get(b)]
    if (name === undefined || otherName === undefined) return
    if (reason !== 'identifier' && !isSimilar(name, otherName)) return
    const [one, other] = a < b ? [a, b] : [b, a]
    const pair = this.#pairs.get(`${one} ${other}`)
    if (pair) pair.reasons = [...new Set([...pair.reasons, reason])]
    else if (this.#pairs.size < mostPairs) this.#pairs.set(`${one} ${other}`, { one, other, reasons: [reason] })
  }

  async pairs(): Promise<Pair[]> {
    let looked = 0
    for (const reason of reasons) {
      for (const ids of this.#shared[reason].values()) {
        if (ids.length > 1) this.#among(reason, [...new Set(ids)])
        looked += ids.length
        if (looked < mostAtOnce) continue
        looked = 0
        await breathe()
      }
    }
    const weight = (pair: Pair) => pair.reasons.reduce((sum, reason) => sum + 2 ** (reasons.length - reasons.indexOf(reason)), 0)
    return [...this.#pairs.values()].sort((a, b) => weight(b) - weight(a) || a.one - b.one || a.other - b.other)
  }

  // A crowd shares what is no one’s own, such as the number of the front desk: there, only the same name counts.
  #among(reason: Reason, ids: number[]): void {
    const groups = ids.length <= crowd ? [ids] : Map.groupBy(ids, (id) => this.#names.get(id)).values()
    for (const group of groups) {
      const few = group.slice(0, crowd)
      few.forEach((one, n) => {
        for (const other of few.slice(n + 1)) this.compare(reason, one, other)
      })
    }
  }
}
