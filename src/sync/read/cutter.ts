import type { Heard } from '#users/record/follow-plan.ts'
import type { Limits } from './limits.ts'
import { Outline, tooLarge } from './outline.ts'
import { firstEnd, firstMark, isBlank, isOdd, linesIn, none, userEnd, userStart } from './user-bytes.ts'

/** A user of a file: cut out of its bytes and not yet understood, or heard already where bytes did not tell. */
export type FoundUser = { line: number } & ({ bytes: Buffer } | { heard: Heard })

const nothing = Buffer.alloc(0)

/**
 * Cuts users out of the bytes of an XML file without parsing them: who is the same as last time need not be understood.
 * Takes UTF-8 in pieces of any size. From a comment, a character section or anything else by which bytes alone cannot
 * tell where a user ends, the rest of the file is parsed.
 */
export class Cutter {
  #rest: Buffer = nothing
  #isCutting = true
  #hasBegun = false
  #found: FoundUser[] = []
  #outline: Outline
  #limits: Limits
  #file: string

  constructor(file: string, limits: Limits) {
    this.#outline = new Outline(file, limits)
    this.#limits = limits
    this.#file = file
  }

  take(chunk: Buffer): FoundUser[] {
    // Only the user who lies across two pieces is copied together: copying all of it would keep the collector busy.
    const end = this.#rest.length > 0 && this.#isCutting ? firstEnd(chunk) : 0
    if (end > 0) this.#takeAll(chunk.subarray(0, end))
    this.#takeAll(chunk.subarray(end))
    return this.#foundSoFar()
  }

  #takeAll(bytes: Buffer): void {
    const data = this.#rest.length === 0 ? bytes : Buffer.concat([this.#rest, bytes])
    this.#rest = nothing
    if (this.#isCutting) this.#cut(data)
    else this.#parse(data)
  }

  end(): FoundUser[] {
    this.#parse(this.#rest)
    this.#outline.close()
    return this.#foundSoFar()
  }

  /** The line that so many bytes after what was taken last stand on. */
  lineAfter(bytes: Buffer): number {
    return this.#outline.line + linesIn(this.#rest) + linesIn(bytes)
  }

  #cut(data: Buffer): void {
    let at = this.#hasBegun ? 0 : this.#beginning(data)
    const mark = at === none ? none : firstMark(data, at)
    while (at !== none) {
      const start = userStart(data, at)
      const end = start === none ? none : userEnd(data, start)
      const gapEnd = start === none ? settled(data, at) : start
      if (end === isOdd || (mark !== none && (end === none || end > mark))) return void this.#parse(data.subarray(at))
      this.#passOver(data.subarray(at, gapEnd))
      if (this.#outline.metUser) return void this.#parse(data.subarray(gapEnd))
      if (end === none) return void this.#keep(data.subarray(gapEnd))
      this.#cutOut(data.subarray(start, end))
      at = end
    }
    this.#keep(data)
  }

  /** Where the XML declaration ends: it is the one mark that may stand before users that are cut out. */
  #beginning(data: Buffer): number {
    if (data.length < 6 && '<?xml '.startsWith(data.toString('latin1'))) return none
    const isDeclared = data.toString('latin1', 0, 5) === '<?xml'
    const end = isDeclared ? data.indexOf('?>') : 0
    if (end === -1) return none
    this.#hasBegun = true
    if (!isDeclared) return 0
    this.#outline.feed(data.toString('utf8', 0, end + 2))
    return end + 2
  }

  #cutOut(bytes: Buffer): void {
    const { line } = this.#outline
    if (bytes.length > this.#limits.userBytes) throw tooLarge(this.#limits, this.#file, line)
    this.#outline.standIn()
    this.#found.push({ line, bytes })
    this.#outline.skip(linesIn(bytes))
  }

  #passOver(gap: Buffer): void {
    if (isBlank(gap)) this.#outline.skip(linesIn(gap))
    else this.#outline.feed(gap.toString('utf8'))
  }

  #parse(bytes: Buffer): void {
    this.#isCutting = false
    this.#outline.feed(bytes.toString('utf8'))
    this.#found.push(...this.#outline.users.splice(0))
  }

  #keep(bytes: Buffer): void {
    this.#rest = bytes
    if (bytes.length > this.#limits.userBytes) throw tooLarge(this.#limits, this.#file, this.#outline.line)
  }

  #foundSoFar(): FoundUser[] {
    const found = this.#found
    this.#found = []
    return found
  }
}

/** Up to where no user begins that later bytes would show. */
function settled(data: Buffer, from: number): number {
  const last = data.lastIndexOf(0x3c)
  return last >= Math.max(from, data.length - 6) ? last : data.length
}
