import { packBits } from '#platform/bits.ts'

const firstUsers = 1 << 14

/** Whom a file has met so far: for each user's number the position in the file, 0 for those not met. */
export class Met {
  #positions = new Uint32Array(firstUsers)

  positionOf(userId: number): number {
    return this.#positions[userId] ?? 0
  }

  meet(userId: number, position: number): void {
    if (userId >= this.#positions.length) {
      const larger = new Uint32Array(2 * Math.max(userId, this.#positions.length))
      larger.set(this.#positions)
      this.#positions = larger
    }
    this.#positions[userId] = position
  }

  /** A bit for each user's number. */
  packed(): string {
    const bits = new Uint8Array(Math.ceil(this.#positions.length / 8))
    for (let id = 0; id < this.#positions.length; id += 1)
      if (this.#positions[id] !== 0) bits[id >> 3] = (bits[id >> 3] ?? 0) | (1 << (id & 7))
    return packBits(bits.subarray(0, lastOf(bits) + 1))
  }
}

function lastOf(bits: Uint8Array): number {
  let last = bits.length - 1
  while (last > 0 && bits[last] === 0) last -= 1
  return Math.max(last, 0)
}
