import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import type { Edit } from '#history/edits.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, NotFound } from '#platform/problems.ts'
import type { Trouble, Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { mustReadAsAsked } from './as-asked.ts'
import { drawnFrom, seenIn, settle, tellClash } from './clash.view.ts'
import { savedWords } from './field-words.view.ts'
import type { ScopeParts } from './user-scope.ts'
import type { User } from './users.table.ts'
import type { Changed } from './users.ts'

type Row = Record<string, unknown> & { id: number }
/** What is open on a page of rows: a form for a new row or for one that is there, or the question whether to remove it. */
export type Open = {
  list: string
  row: number | undefined
  mode: 'new' | 'edit' | 'removal'
  form: Form
  trouble: Trouble
  version: number
  /** On an external user: whether a new row may be given to the source, and whether the one that is edited is the source's. */
  origin?: 'offered' | 'source' | undefined
}

/** One list of a tab: how its rows are found, written and named. The verbs are the tab's own. */
export type RowPages = {
  /** In addresses and ids, and the part of the record that it is. */
  list: string
  part: string
  names: { fields: string[]; ticks?: string[]; lists?: string[] }
  /** Whether rows are the library's or the source's. */
  owned?: true
  /** The tab's address below the user, such as "contact". */
  tab: string
  /** What a person calls a row, for sentences: "Removed ana@example.org." */
  called(row: Row): string
  rows(request: FastifyRequest): Promise<Row[]>
  /** Where a form leads when it was saved, when not to the tab's first page: to where row `id` stands. */
  back?(request: FastifyRequest, tx: Tx, id?: number): Promise<string>
  /** A new row's values before anything is typed. */
  blank?(user: User): Record<string, unknown> | Promise<Record<string, unknown>>
  show(request: FastifyRequest, reply: FastifyReply, open: Open): Promise<unknown>
  parse(tx: Tx, user: User, typed: Typed, current?: Row): Promise<Record<string, unknown>>
  /** Left out where rows do not come from such a form. */
  add?(tx: Tx, request: FastifyRequest, values: Record<string, unknown>): Promise<number>
  change(tx: Tx, request: FastifyRequest, id: number, values: Record<string, unknown>, edit: Edit): Promise<Changed>
  /** Left out where rows stay for ever. */
  remove?(tx: Tx, request: FastifyRequest, id: number): Promise<unknown>
  /** Throws Forbidden for whom this list is closed: before its form is shown, and before its post is read. */
  mayEdit(request: FastifyRequest): void | Promise<void>
  /** A button of the form that fills in a field and saves nothing. */
  fill?(request: FastifyRequest, typed: Typed): Promise<Typed | undefined>
}

type RowRequest = FastifyRequest<{ Params: { id: string; row?: string } }>
const noTrouble: Trouble = { clashes: [], settled: [] }
const external = 'external'

// The tick that gives a new row to the source, beside the fields of the list.
const namesOfNew = ({ names, owned }: RowPages): RowPages['names'] =>
  owned ? { ...names, fields: [...names.fields, external], ticks: [...(names.ticks ?? []), external] } : names
const originIn = (typed: Typed) => (typed[external] ? { origin: 'EXTERNAL' } : {})

async function originOf(request: FastifyRequest, { owned, rows }: RowPages, id?: number): Promise<Open['origin']> {
  if (!owned || request.user.accountType !== 'EXTERNAL') return undefined
  if (id === undefined) return 'offered'
  return (await rows(request)).find((row) => row.id === id)?.origin === 'EXTERNAL' ? 'source' : undefined
}

/** Mounts the forms of a list: add, edit, remove; each form is drawn and posted at one address. */
export function rowPages(app: FastifyInstance, { db, clock }: ScopeParts, pages: RowPages): void {
  const back = async (request: FastifyRequest, tx: Tx, id?: number) =>
    (await pages.back?.(request, tx, id)) ?? `/users/${request.user.id}/${pages.tab}`
  const at = (id: number) => `${pages.list}-${id}`
  const numberOf = (request: FastifyRequest) => Number((request as RowRequest).params.row ?? -1)
  const found = async (request: FastifyRequest): Promise<Row> => {
    const row = (await pages.rows(request)).find(({ id }) => id === numberOf(request))
    if (!row) throw new NotFound(_('This entry is not on the record. It may have been removed meanwhile.'))
    return row
  }

  const { add, remove } = pages
  if (add)
    formPage(app, `/${pages.list}/new`, db, clock.now, {
      id: 'row',
      ...namesOfNew(pages),
      ...(pages.fill ? { fill: pages.fill } : {}),
      async stored(request) {
        await pages.mayEdit(request)
        return (await pages.blank?.(request.user)) ?? {}
      },
      show: async (request, reply, form, trouble) =>
        pages.show(request, reply, {
          list: pages.list,
          row: undefined,
          mode: 'new',
          form,
          trouble,
          version: request.user.version,
          origin: await originOf(request, pages),
        }),
      async save(tx, request, typed) {
        await pages.mayEdit(request)
        const values = await pages.parse(tx, request.user, typed)
        const id = await add(tx, request, { ...values, ...originIn(typed) })
        return { url: await back(request, tx, id), message: _('Added.'), at: at(id) }
      },
    })

  formPage(app, `/${pages.list}/:row(^\\d{1,15}$)/edit`, db, clock.now, {
    id: 'row',
    ...pages.names,
    settle,
    ...(pages.fill ? { fill: pages.fill } : {}),
    async stored(request) {
      await pages.mayEdit(request)
      return found(request)
    },
    show: async (request, reply, form, trouble) =>
      pages.show(request, reply, {
        list: pages.list,
        row: numberOf(request),
        mode: 'edit',
        form,
        trouble,
        version: Number(form.values.version) || request.user.version,
        origin: await originOf(request, pages, numberOf(request)),
      }),
    async save(tx, request, typed) {
      await pages.mayEdit(request)
      const id = numberOf(request)
      const current = (await pages.rows(request)).find((row) => row.id === id)
      const values = await pages.parse(tx, request.user, typed, current)
      const edit = { drawnFrom: drawnFrom(typed), seen: seenIn(typed) }
      const { changes, theirs } = await pages.change(tx, request, id, values, edit).catch(async (error) => {
        throw tellClash(error, pages.part, await describer(tx), typed, current ?? {})
      })
      const kept = theirs.map((field) => ({ part: pages.part, field }))
      return { url: await back(request, tx, id), message: savedWords({ changes, theirs: kept }), at: at(id) }
    },
  })

  if (!remove) return
  formPage(app, `/${pages.list}/:row(^\\d{1,15}$)/removal`, db, clock.now, {
    fields: [],
    async stored(request) {
      await pages.mayEdit(request)
      await found(request)
      return {}
    },
    show: (request, reply, form, trouble) =>
      pages.show(request, reply, {
        list: pages.list,
        row: numberOf(request),
        mode: 'removal',
        form,
        trouble: trouble.message ? trouble : noTrouble,
        version: request.user.version,
      }),
    async save(tx, request, typed) {
      await pages.mayEdit(request)
      const id = numberOf(request)
      const row = (await pages.rows(request)).find((one) => one.id === id)
      if (row) await mustReadAsAsked(tx, request.user, pages.part, row, drawnFrom(typed))
      try {
        await remove(tx, request, id)
      } catch (error) {
        if (!(error instanceof Gone)) throw error
        return { url: await back(request, tx), message: _('It was removed meanwhile.') }
      }
      return { url: await back(request, tx), message: _('Removed {name}.', { name: row ? pages.called(row) : '' }) }
    },
  })
}
