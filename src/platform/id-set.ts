const bits = 32

/** Numbers of records, each once and in their order: a bit for each, so that a million of them are a few hundred kilobytes. */
export class IdSet {
  #words = new Uint32Array(1024)
  #size = 0

  static of(ids: Iterable<number>): IdSet {
    const set = new IdSet()
    for (const id of ids) set.add(id)
    return set
  }

  get size(): number {
    return this.#size
  }

  add(id: number): void {
    const at = Math.floor(id / bits)
    if (at >= this.#words.length) this.#grow(at)
    const mask = 1 << (id % bits)
    const word = this.#words[at] ?? 0
    if (word & mask) return
    this.#words[at] = word | mask
    this.#size += 1
  }

  has(id: number): boolean {
    return ((this.#words[Math.floor(id / bits)] ?? 0) & (1 << (id % bits))) !== 0
  }

  /** Those of both, those of either, or those of this one that are not of the other. */
  with(other: IdSet, how: 'both' | 'either' | 'without'): IdSet {
    const made = new IdSet()
    made.#words = new Uint32Array(Math.max(this.#words.length, other.#words.length))
    for (let at = 0; at < made.#words.length; at += 1) {
      const [one, two] = [this.#words[at] ?? 0, other.#words[at] ?? 0]
      const word = how === 'both' ? one & two : how === 'either' ? one | two : one & ~two
      made.#words[at] = word
      made.#size += ones(word)
    }
    return made
  }

  /** The lowest numbers above one, so many at most. */
  after(last: number, limit: number): number[] {
    const found: number[] = []
    for (let at = Math.floor((last + 1) / bits); at < this.#words.length && found.length < limit; at += 1) {
      const word = this.#words[at] ?? 0
      if (word === 0) continue
      for (let bit = 0; bit < bits && found.length < limit; bit += 1)
        if (word & (1 << bit) && at * bits + bit > last) found.push(at * bits + bit)
    }
    return found
  }

  #grow(at: number): void {
    const words = new Uint32Array(Math.max(at + 1, this.#words.length * 2))
    words.set(this.#words)
    this.#words = words
  }
}

function ones(word: number): number {
  let n = 0
  for (let left = word >>> 0; left !== 0; left = (left & (left - 1)) >>> 0) n += 1
  return n
}
