import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { NotFound, refuse } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { mustReadAsAsked } from '../as-asked.ts'
import { drawnFrom } from '../clash.view.ts'
import type { ScopeParts } from '../user-scope.ts'
import { ticked } from './notes.form.ts'
import { notesNamed, noteTypesOf } from './notes.queries.ts'
import { removeNotes } from './notes.ts'
import { askedOf, notesUrl, removalsPage } from './notes.view.ts'

type ShowList = (request: FastifyRequest, reply: FastifyReply, problems: Problem[]) => Promise<unknown>

/** "Remove selected": the question which notes, and the act. */
export function removalsRoutes(app: FastifyInstance, { db, clock, timeZone }: ScopeParts, showList: ShowList): void {
  const mayEdit = ({ actor, user }: FastifyRequest) => actor.must('edit notes', user)
  const none: Problem = { field: 'selection', message: _('Tick the notes to remove first, then press Remove selected.') }

  formPage(app, '/removals', db, clock.now, {
    fields: ['note'],
    lists: ['note'],
    async stored(request) {
      mayEdit(request)
      return { note: ticked((request.query as { note?: string | string[] }).note) }
    },
    async show(request, reply, form, trouble) {
      const { user } = request
      const ids = ticked(form.values.note)
      if (ids.length === 0) return showList(request, reply.code(422), [none])
      const notes = await notesNamed(db.read, user.id, ids)
      if (notes.length === 0) throw new NotFound(_('None of these notes is on the record. They may have been removed meanwhile.'))
      const asked = askedOf(request.query, await noteTypesOf(db.read, user.id))
      const describe = await describer(db.read)
      const missing = ids.length - notes.length
      return reply.userPage('users/notes/removals', {
        ...removalsPage({ user, notes, asked, describe, timeZone, missing }),
        trouble,
      })
    },
    async save(tx, request, typed) {
      mayEdit(request)
      const { actor, user } = request
      const ids = ticked(typed.note)
      if (ids.length === 0) refuse(none.field, none.message)
      for (const note of await notesNamed(tx, user.id, ids)) await mustReadAsAsked(tx, user, 'note', note, drawnFrom(typed))
      const removed = await removeNotes(tx, actor, user, ids)
      const asked = askedOf(request.query, await noteTypesOf(tx, user.id))
      return { url: notesUrl(user, asked), message: removedWords(removed.length, ids.length - removed.length) }
    },
  })
}

function removedWords(removed: number, gone: number): string {
  const mine = removed > 0 ? [_n('Removed {n} note.', 'Removed {n} notes.', removed)] : []
  const theirs = gone > 0 ? [_n('{n} had been removed meanwhile.', '{n} had been removed meanwhile.', gone)] : []
  return [...mine, ...theirs].join(' ')
}
