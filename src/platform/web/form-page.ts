import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Db, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Gone, NotFound, Refusal, Spoken } from '#platform/problems.ts'
import { done } from './flash.ts'
import { doneBefore, noteDone } from './form-keys.ts'
import type { Form } from './forms.ts'
import { drawnForm, refusedForm, typedForm } from './forms.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What was typed into this form before the session had ended, once, for the person who typed it. */
    takeKept(): Promise<Record<string, string | string[]> | undefined>
  }
  interface FastifyContextConfig {
    /** The fields of a form that wait for their author when the session had ended; never secrets. */
    keeps?: readonly string[]
  }
}

/** Two people changed one field: both values as people read them, and `seen`, the other's as the form sends it back. */
export type ClashShown = { field: string; label: string; mine: string; theirs: string; seen: string }

/** Someone saved since the page was drawn, differently. `typed` is what the form goes on with. */
export class Clashing extends Spoken {
  clashes: ClashShown[]
  typed: Typed
  constructor(message: string, clashes: ClashShown[], typed: Typed) {
    super(409, message)
    this.clashes = clashes
    this.typed = typed
  }
}

/** The act can be done, and a person should look first. Nothing was written; the same form with the answer goes on. */
export class AskFirst extends Spoken {
  constructor(message: string) {
    super(409, message)
  }
}

/** Where a form leads when it was carried out, what is said there, and the id of the row that is looked at. */
export type Saved = { url: string; message: string; at?: string | undefined }
export type Typed = Record<string, string | string[]>
/** What stands above a form that was not saved. `settled` are the choices made so far, as the form carries them on. */
export type Trouble = { message?: string | undefined; clashes: ClashShown[]; settled: string[]; asked?: boolean }

export type FormPage = {
  /** The fields that the post may carry; nothing else is read. */
  fields: readonly string[]
  /** Those of them that are ticks, which a browser leaves out when they are off. */
  ticks?: readonly string[]
  /** Those that may come several times. */
  lists?: readonly string[]
  /** Those that are never kept nor shown again. */
  secrets?: readonly string[]
  /** What the form shows when it is first drawn. Throws when there is nothing to draw. */
  stored(request: FastifyRequest): Promise<Record<string, unknown>>
  show(request: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble): Promise<unknown>
  /** Slow work that must not be done inside the transaction, such as hashing a password. */
  before?(request: FastifyRequest, typed: Typed): Promise<unknown>
  /** The act. Throws Refusal (typing is shown again, 422), Clashing or Gone (409). */
  save(tx: Tx, request: FastifyRequest, typed: Typed, prepared: unknown): Promise<Saved>
}

// The same form with the same content is carried out once; with other content it is another wish.
const formKey = (key: string | string[] | undefined, typed: Typed): string | undefined =>
  typeof key === 'string' && /^[\w-]{20,60}$/.test(key)
    ? createHash('sha256')
        .update(JSON.stringify([key, typed]))
        .digest('base64url')
    : undefined

const carried = ['version', 'settle', 'settled'] as const

/** Draws a form at GET and carries out its post at the same address: typing is never lost, one form is carried out once. */
export function formPage(app: FastifyInstance, url: string, db: Db, now: () => number, page: FormPage): void {
  const { ticks = [], lists = [], secrets = [] } = page
  const open = [...page.fields, 'version'].filter((name) => !secrets.includes(name))

  app.get(url, { config: {} }, async (request, reply) => {
    const kept = await request.takeKept()
    const stored = await page.stored(request)
    if (!kept) return page.show(request, reply, drawnForm(stored), { clashes: [], settled: [] })
    const typed = typedForm(kept, { fields: open, ticks, lists })
    const message = _('Your session had ended. What you typed is here again, and is not saved yet.')
    return page.show(request, reply, refusedForm({ ...stored, ...typed }, []), { message, clashes: [], settled: [] })
  })

  app.post(url, { config: { keeps: open } }, async (request, reply) => {
    const typed = typedForm(request.body, { fields: [...page.fields, ...carried], ticks, lists: [...lists, 'settled'] })
    const key = formKey(typedForm(request.body, { fields: ['key'] }).key, typed)
    try {
      const prepared = (await doneBefore(db.read, key)) ? undefined : await page.before?.(request, typed)
      const saved = await db.write(async (tx) => {
        const before: Saved | undefined = await doneBefore(tx, key)
        if (before) return before
        const result = await page.save(tx, request, typed, prepared)
        await noteDone(tx, key, result, now())
        return result
      })
      return done(reply, saved.url, saved.message, saved.at)
    } catch (error) {
      return showAgain(request, reply, error, typed)
    }
  })

  async function showAgain(request: FastifyRequest, reply: FastifyReply, error: unknown, typed: Typed) {
    const again = async (status: number, problems: Problem[], values: Typed, trouble: Trouble) => {
      // What is gone has nothing stored to draw; the typing is shown all the same.
      const stored = await page.stored(request).catch((gone) => (gone instanceof NotFound ? {} : Promise.reject(gone)))
      const blank = Object.fromEntries(secrets.map((name) => [name, '']))
      return page.show(request, reply.code(status), refusedForm({ ...stored, ...values, ...blank }, problems), trouble)
    }
    const settled = [typed.settled ?? [], typed.settle ?? []].flat()
    if (error instanceof Refusal) return again(422, error.problems, typed, { clashes: [], settled })
    if (error instanceof Clashing)
      return again(409, [], { ...typed, ...error.typed }, { message: error.message, clashes: error.clashes, settled })
    if (error instanceof AskFirst) return again(409, [], typed, { message: error.message, clashes: [], settled, asked: true })
    if (error instanceof Gone) return again(409, [], typed, { message: error.message, clashes: [], settled: [] })
    throw error
  }
}
