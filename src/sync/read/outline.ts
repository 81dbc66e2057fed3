import type { SaxesTagPlain } from 'saxes'
import { SaxesParser } from 'saxes'
import { _ } from '#platform/i18n/i18n.ts'
import type { Heard } from '#users/record/follow-plan.ts'
import type { Limits } from './limits.ts'
import { UnreadableSource } from './unreadable.ts'
import { localName, userListener } from './user-listener.ts'
import { xmlWords } from './xml-words.ts'

const deepest = 100

/**
 * Parses a file, or what is left of it where users are cut out of the bytes: so that the whole is known to be one
 * well-formed document, with real lines. Users that it meets itself it hears at once.
 */
export class Outline {
  users: { line: number; heard: Heard }[] = []
  /** Whether it met a user itself. */
  metUser = false
  #parser = new SaxesParser()
  #listener = userListener()
  #open: string[] = []
  #skippedLines = 0
  #isStandIn = false
  #userLine = 0
  #userStart = 0
  #lastTag = 0
  #lastClosed = ''
  #lastText = ''
  #file: string
  #limits: Limits

  constructor(file: string, limits: Limits) {
    this.#file = file
    this.#limits = limits
    const parser = this.#parser
    parser.on('doctype', () =>
      this.#damn(_('The file has a document type declaration (DOCTYPE). Such files are not read: take it out.')),
    )
    parser.on('opentagstart', ({ name }) => this.#begin(name))
    parser.on('opentag', (tag) => this.#opened(tag))
    parser.on('closetag', () => this.#closed())
    parser.on('text', (text) => this.#said(text))
    parser.on('cdata', (text) => this.#said(text))
    // Seven at most: with an eighth the engine keeps every parser of this kind in a slow shape.
    parser.on('comment', () => this.#tagged())
  }

  get line(): number {
    return this.#parser.line + this.#skippedLines
  }

  feed(text: string): void {
    this.#lastText = text
    this.#guarded(() => this.#parser.write(text))
    this.#mustBeBounded()
  }

  /** So many lines were cut out here. */
  skip(lines: number): void {
    this.#skippedLines += lines
  }

  /** A user was cut out here. */
  standIn(): void {
    // Inside an element it changes nothing; by itself it is the outermost one.
    if (this.#open.length > 0) return
    this.#isStandIn = true
    this.feed('<user/>')
    this.#isStandIn = false
  }

  close(): void {
    this.#guarded(() => this.#parser.close())
  }

  #begin(name: string): void {
    this.#tagged()
    if (this.#isStandIn || this.#listener.depth() > 0 || localName(name) !== 'user') return
    this.metUser = true
    this.#userLine = this.line
    this.#userStart = this.#parser.position
  }

  #opened({ name, attributes }: SaxesTagPlain): void {
    this.#open.push(name)
    if (this.#open.length > deepest) this.#damn(_('Elements lie more than {n} deep in one another.', { n: deepest }))
    if (this.#listener.depth() > 0 || (localName(name) === 'user' && !this.#isStandIn)) this.#listener.open(name, attributes)
  }

  #closed(): void {
    this.#tagged()
    this.#lastClosed = this.#open.pop() ?? ''
    if (this.#listener.depth() === 0) return
    this.#mustBeBounded()
    this.#listener.close()
    if (this.#listener.depth() === 0) this.users.push({ line: this.#userLine, heard: this.#listener.heard() })
  }

  #said(text: string): void {
    if (this.#listener.depth() > 0) this.#listener.text(text)
  }

  #tagged(): void {
    this.#lastTag = this.#parser.position
  }

  #mustBeBounded(): void {
    const { position } = this.#parser
    const isInUser = this.#listener.depth() > 0
    if (isInUser && position - this.#userStart > this.#limits.userBytes) throw tooLarge(this.#limits, this.#file, this.#userLine)
    if (position - this.#lastTag > this.#limits.userBytes)
      this.#damn(_('More than {n} bytes stand here without an element.', { n: this.#limits.userBytes }))
  }

  #guarded(work: () => unknown): void {
    try {
      work()
    } catch (error) {
      if (error instanceof UnreadableSource) throw error
      this.#damn(xmlWords((error as Error).message, this.#lastText, this.#lastClosed))
    }
  }

  #damn(what: string): never {
    throw new UnreadableSource(what, { file: this.#file, line: this.line })
  }
}

export const tooLarge = ({ userBytes }: Limits, file: string, line: number) =>
  new UnreadableSource(_('The user that begins here is larger than {n} bytes.', { n: userBytes }), { file, line })
