import type { FastifyInstance, FastifyRequest } from 'fastify'
import { codeInTable, lastActOn } from '#code-tables/code-changes.queries.ts'
import type { Code } from '#code-tables/code-tables.ts'
import { usesIn } from '#code-tables/code-uses.queries.ts'
import { usesInWords } from '#code-tables/code-uses.ts'
import { addCode, changeCode, removeCode } from '#code-tables/codes.ts'
import type { Reader } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { Gone, NotFound } from '#platform/problems.ts'
import type { FormPage } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import { askedIn, parentsOf } from './asked-table.ts'
import { drawnFrom, seenIn, settle, tellClashIn } from './clash.view.ts'
import { codeNames, newValues, values } from './code.form.ts'
import { codePage, codeWords } from './code.view.ts'
import { codesUrl, pageOfCode } from './codes.view.ts'
import type { ConfigurationParts } from './configuration.routes.ts'

type Mode = 'new' | 'edit' | 'removal'

/** The forms of one code of a table: add, edit, remove. Each is drawn and posted at one address. */
export function codeRoutes(app: FastifyInstance, parts: ConfigurationParts): void {
  addition(app, parts)
  edit(app, parts)
  removal(app, parts)
}

const row = '/:table/:row(^\\d{1,15}$)'

function addition(app: FastifyInstance, parts: ConfigurationParts): void {
  formPage(app, '/:table/new', parts.db, parts.clock.now, {
    id: 'row',
    fields: ['code', ...codeNames.fields],
    lists: codeNames.lists,
    stored: async (request) => newValues(askedIn(request).table),
    show: showAs('new', parts),
    async save(tx, request, typed) {
      const { table } = askedIn(request)
      const id = await addCode(tx, request.actor, table, { ...values(table, typed), code: String(typed.code ?? '') })
      return { url: await pageOfCode(tx, table, id), message: _('Added.'), at: `code-${id}` }
    },
  })
}

function edit(app: FastifyInstance, parts: ConfigurationParts): void {
  formPage(app, `${row}/edit`, parts.db, parts.clock.now, {
    id: 'row',
    ...codeNames,
    settle,
    async stored(request) {
      const { description, recordTypes, parent } = await found(parts.db.read, request)
      return { description, recordTypes: recordTypes ?? newValues(askedIn(request).table).recordTypes, parent }
    },
    show: showAs('edit', parts),
    async save(tx, request, typed) {
      const { table, id } = askedIn(request)
      const edit = { drawnFrom: drawnFrom(typed), seen: seenIn(typed) }
      const { changes, theirs } = await changeCode(tx, request.actor, table, id, values(table, typed), edit).catch(
        async (error) => {
          const words = codeWords(table, await parentsOf(tx, table))
          throw tellClashIn(error, typed, (await codeInTable(tx, table, id)) ?? {}, words)
        },
      )
      const said = changes.length === 0 ? _('Nothing was changed.') : _('Saved.')
      const kept = theirs.length === 0 ? '' : ` ${_('What someone else changed meanwhile is kept.')}`
      return { url: await pageOfCode(tx, table, id), message: said + kept, at: `code-${id}` }
    },
  })
}

function removal(app: FastifyInstance, parts: ConfigurationParts): void {
  formPage(app, `${row}/removal`, parts.db, parts.clock.now, {
    id: 'removal',
    fields: [],
    async stored(request) {
      await found(parts.db.read, request)
      return {}
    },
    show: showAs('removal', parts),
    async save(tx, request, typed) {
      const { table, id } = askedIn(request)
      const url = codesUrl(table)
      try {
        const { description } = await removeCode(tx, request.actor, table, id, { drawnFrom: drawnFrom(typed) })
        return { url, message: _('Removed {name}.', { name: description }) }
      } catch (error) {
        if (!(error instanceof Gone)) throw error
        return { url, message: _('It was removed meanwhile.') }
      }
    },
  })
}

const showAs =
  (mode: Mode, { db, timeZone }: ConfigurationParts): FormPage['show'] =>
  async (request, reply, form, trouble) => {
    const { table, id } = askedIn(request)
    const code = mode === 'new' ? undefined : await codeInTable(db.read, table, id)
    const last = code && (await lastActOn(db.read, code.id))
    const uses = mode === 'removal' && code ? ((await usesIn(db.read, table)).get(code.code) ?? []) : []
    const drawn = codePage(code ? mode : 'new', {
      table,
      code,
      parents: await parentsOf(db.read, table),
      form,
      trouble,
      version: last?.version ?? 0,
      back: code ? await pageOfCode(db.read, table, code.id) : codesUrl(table),
      last: request.actor.may('see history') ? last : undefined,
      uses: usesInWords(uses),
      timeZone,
    })
    return reply.page(mode === 'removal' ? 'configuration/code-removal' : 'configuration/code', drawn)
  }

async function found(reader: Reader, request: FastifyRequest): Promise<Code> {
  const { table, id } = askedIn(request)
  const code = await codeInTable(reader, table, id)
  if (!code) throw new NotFound(_('There is no such code in this table. It may have been removed meanwhile.'))
  return code
}
