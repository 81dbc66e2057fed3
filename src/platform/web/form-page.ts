import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Db, Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Conflict, Gone, NotFound, Refusal, Spoken } from '#platform/problems.ts'
import { done } from './flash.ts'
import { doneBefore, noteDone } from './form-keys.ts'
import type { Form } from './forms.ts'
import { drawnForm, refusedForm, typedForm } from './forms.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What was typed into this form before the session had ended, once, for the person who typed it. */
    takeKept(): Promise<Record<string, string | string[]> | undefined>
    /** What must be done before any form below an address is carried out. Throws Conflict when it is not. */
    beforeSave?(): Promise<void>
    /** The form on this page that holds what was typed and is not saved, for buttons that stand elsewhere. */
    typedForm?: string | undefined
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
  /** The form's id on its page. */
  id?: string
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
  /** What was sent, with the choices of a clash carried out in it. */
  settle?(typed: Typed): Typed
  /** A button that fills in a field and saves nothing, such as Generate: what the form goes on with, if it was pressed. */
  fill?(request: FastifyRequest, typed: Typed): Promise<Typed | undefined>
  /** Slow work that must not be done inside the transaction, such as hashing a password. */
  before?(request: FastifyRequest, typed: Typed): Promise<unknown>
  /** The act. Throws Refusal (typing is shown again, 422), Clashing, Gone or Conflict (409). */
  save(tx: Tx, request: FastifyRequest, typed: Typed, prepared: unknown): Promise<Saved>
  /** What follows once the act stands, outside its transaction, such as a new session. */
  after?(request: FastifyRequest): Promise<unknown>
}

// The same form with the same content is carried out once; with other content it is another wish.
export const formKey = (key: string | string[] | undefined, typed: unknown): string | undefined =>
  typeof key === 'string' && /^[\w-]{20,60}$/.test(key)
    ? createHash('sha256')
        .update(JSON.stringify([key, typed]))
        .digest('base64url')
    : undefined

const settledSoFar = (typed: Typed): string[] => [typed.settled ?? [], typed.settle ?? []].flat()

const carried = ['version', 'settle', 'settled'] as const

/** Draws a form at GET and carries out its post at the same address: typing is never lost, one form is carried out once. */
export function formPage(app: FastifyInstance, url: string, db: Db, now: () => number, page: FormPage): void {
  const { ticks = [], lists = [], secrets = [] } = page
  const open = [...page.fields, 'version'].filter((name) => !secrets.includes(name))

  app.get(url, { config: {} }, async (request, reply) => {
    const kept = await request.takeKept()
    const stored = await page.stored(request)
    if (!kept) return page.show(request, reply, drawnForm(stored), { clashes: [], settled: [] })
    request.typedForm = page.id
    const typed = typedForm(kept, { fields: open, ticks, lists })
    const message = _('Your session had ended. What you typed is here again, and is not saved yet.')
    return page.show(request, reply, refusedForm({ ...stored, ...typed }, []), { message, clashes: [], settled: [] })
  })

  app.post(url, { config: { keeps: open } }, async (request, reply) => {
    const sent = typedForm(request.body, { fields: [...page.fields, ...carried], ticks, lists: [...lists, 'settled'] })
    const key = formKey(typedForm(request.body, { fields: ['key'] }).key, sent)
    const typed = page.settle?.(sent) ?? sent
    try {
      const filled = await page.fill?.(request, typed)
      if (filled) return await showTyped(request, reply, { values: { ...typed, ...filled } })
      const isNew = (await doneBefore(db.read, key)) === undefined
      if (isNew) await request.beforeSave?.()
      const prepared = isNew ? await page.before?.(request, typed) : undefined
      const saved = await db.write(async (tx) => {
        const before: Saved | undefined = await doneBefore(tx, key)
        if (before) return before
        const result = await page.save(tx, request, typed, prepared)
        await noteDone(tx, key, result, now())
        return result
      })
      await page.after?.(request)
      return done(reply, saved.url, saved.message, saved.at)
    } catch (error) {
      return showAgain(request, reply, error, typed)
    }
  })

  type Shown = { problems?: Problem[]; values: Typed; trouble?: Trouble }
  async function showTyped(request: FastifyRequest, reply: FastifyReply, { problems = [], values, trouble }: Shown) {
    request.typedForm = page.id
    // What is gone has nothing stored to draw; the typing is shown all the same.
    const stored = await page.stored(request).catch((gone) => (gone instanceof NotFound ? {} : Promise.reject(gone)))
    const blank = Object.fromEntries(secrets.map((name) => [name, '']))
    const form = refusedForm({ ...stored, ...values, ...blank }, problems)
    return page.show(request, reply, form, trouble ?? { clashes: [], settled: settledSoFar(values) })
  }

  async function showAgain(request: FastifyRequest, reply: FastifyReply, error: unknown, typed: Typed) {
    const again = (status: number, problems: Problem[], values: Typed, trouble: Trouble) =>
      showTyped(request, reply.code(status), { problems, values, trouble })
    const settled = settledSoFar(typed)
    if (error instanceof Refusal) return again(422, error.problems, typed, { clashes: [], settled })
    if (error instanceof Clashing)
      return again(409, [], error.typed, { message: error.message, clashes: error.clashes, settled: settledSoFar(error.typed) })
    if (error instanceof AskFirst) return again(409, [], typed, { message: error.message, clashes: [], settled, asked: true })
    if (error instanceof Gone || error instanceof Conflict)
      return again(409, [], typed, { message: error.message, clashes: [], settled })
    throw error
  }
}
