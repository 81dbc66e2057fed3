const emptySlots = 1 << 12
const fullest = 0.75

/**
 * Many texts of which only this is asked: whether they are in. Kept as 64 bits each, outside the heap, so that millions
 * of them stay small; two texts that look alike to it are one in thousands of millions.
 */
export class TextSet {
  #high = new Uint32Array(emptySlots)
  #low = new Uint32Array(emptySlots)
  size = 0

  has(text: string): boolean {
    const { high, low } = numbersOf(text)
    return this.#low[this.#slotOf(high, low)] !== 0
  }

  add(text: string): void {
    const { high, low } = numbersOf(text)
    this.#put(high, low)
    if (this.size > this.#low.length * fullest) this.#grow()
  }

  #put(high: number, low: number): void {
    const slot = this.#slotOf(high, low)
    if (this.#low[slot] !== 0) return
    this.#high[slot] = high
    this.#low[slot] = low
    this.size += 1
  }

  // Where these numbers stand, or the free place at which they would.
  #slotOf(high: number, low: number): number {
    const last = this.#low.length - 1
    let slot = (low ^ (high >>> 7)) & last
    while (this.#low[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high)) slot = (slot + 1) & last
    return slot
  }

  #grow(): void {
    const [highs, lows] = [this.#high, this.#low]
    this.#high = new Uint32Array(2 * lows.length)
    this.#low = new Uint32Array(2 * lows.length)
    this.size = 0
    for (let slot = 0; slot < lows.length; slot += 1) if (lows[slot] !== 0) this.#put(highs[slot] ?? 0, lows[slot] ?? 0)
  }
}

// Two sums that run beside each other, each multiplied by a prime of its own and mixed into the other at the end.
function numbersOf(text: string): { high: number; low: number } {
  let high = 0x9e3779b9
  let low = 0x85ebca6b
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    high = Math.imul(high ^ unit, 0x9e3779b1)
    low = Math.imul(low ^ unit, 0x5f356495)
  }
  high = Math.imul(high ^ (high >>> 16), 0x85ebca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2ae35)
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2ae35)
  // No number is nothing: that is a free place.
  return { high: high >>> 0, low: low >>> 0 || 1 }
}
