import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { codesOf, defaultCode, describer } from '#code-tables/code-tables.queries.ts'
import type { Reader } from '#platform/db/database.ts'
import type { Problem } from '#platform/problems.ts'
import type { Actor, Touched } from '#sign-in/actor.ts'
import type { Open } from '../row-pages.ts'
import { rowPages } from '../row-pages.ts'
import type { ScopeParts } from '../user-scope.ts'
import { acknowledgementRoutes } from './acknowledgement.routes.ts'
import { noteNames, parseNote } from './notes.form.ts'
import { noteOf, notesOf, noteTypesOf, pageOf } from './notes.queries.ts'
import { addNote, changeNote, mayEditNote, removeNote } from './notes.ts'
import { askedOf, calledNote, notesPage, notesUrl } from './notes.view.ts'
import { removalsRoutes } from './removals.routes.ts'

type Shown = { open?: Open | undefined; problems?: Problem[] }

export async function notesRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, timeZone } = parts

  async function show(request: FastifyRequest, reply: FastifyReply, { open, problems = [] }: Shown = {}) {
    const { user, actor, query } = request
    const counts = await noteTypesOf(db.read, user.id)
    const opened = open?.row === undefined ? undefined : await noteOf(db.read, user.id, open.row)
    const asked = await standsAt(db.read, askedOf(query, counts), opened)
    return reply.userPage(
      'users/notes/page',
      notesPage({
        user,
        notes: await notesOf(db.read, user.id, asked),
        counts,
        asked,
        describe: await describer(db.read),
        codes: await codesOf(db.read, 'NoteTypes'),
        editable: actor.may('edit notes', user),
        mayEdit: (note) => mayEditNote(actor, user, note),
        libraries: await librariesFor(actor, user),
        timeZone,
        open,
        problems,
      }),
    )
  }

  // The libraries whose notes this person may write, none where the library has no branches.
  const librariesFor = async (actor: Actor, user: Touched) =>
    [...(await codesOf(db.read, 'Libraries')).values()].filter(
      ({ code, enabled }) => enabled && actor.mayIn('edit notes', code, user),
    )

  app.get('/', (request, reply) => show(request, reply))
  rowPages(app, parts, {
    list: 'notes',
    owned: true,
    part: 'note',
    tab: 'notes',
    names: noteNames,
    called: (row) => calledNote(row as never),
    rows: async ({ user, params }) => {
      const note = await noteOf(db.read, user.id, Number((params as { row?: string }).row))
      return note ? [note] : []
    },
    async back({ user, query }, tx, id) {
      const note = id === undefined ? undefined : await noteOf(tx, user.id, id)
      return notesUrl(user, await standsAt(tx, askedOf(query, await noteTypesOf(tx, user.id)), note))
    },
    blank: async ({ recordType }) => ({ type: await defaultCode(db.read, 'NoteTypes', recordType) }),
    show: (request, reply, open) => show(request, reply, { open }),
    parse: parseNote,
    add: (tx, { actor, user }, values) => addNote(tx, actor, user, values),
    change: (tx, { actor, user }, id, values, edit) => changeNote(tx, actor, user, id, values, edit),
    remove: (tx, { actor, user }, id) => removeNote(tx, actor, user, id),
    mayEdit: ({ actor, user }) => actor.must('edit notes', user),
  })
  removalsRoutes(app, parts, (request, reply, problems) => show(request, reply, { problems }))
  acknowledgementRoutes(app, parts)
}

type Asked = ReturnType<typeof askedOf>

/** The page of the list on which a note stands: the filter falls when it would hide the note. */
async function standsAt(reader: Reader, asked: Asked, note: Awaited<ReturnType<typeof noteOf>>): Promise<Asked> {
  if (!note) return asked
  const type = note.type === asked.type ? asked.type : undefined
  return { type, page: await pageOf(reader, note, type), whole: note.id }
}
