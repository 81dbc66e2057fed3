import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Open } from '../row-pages.ts'
import { rowPages } from '../row-pages.ts'
import type { ScopeParts } from '../user-scope.ts'
import { attachmentNames, parseAttachment } from './attachments.form.ts'
import { attachmentOf, attachmentsOf, countAttachments, pageOf } from './attachments.queries.ts'
import { changeAttachment, removeAttachment } from './attachments.ts'
import { attachmentsPage, attachmentsUrl, pageAsked } from './attachments.view.ts'
import { downloadRoutes } from './download.routes.ts'
import type { Outcome } from './upload.routes.ts'
import { uploadRoutes } from './upload.routes.ts'

export async function attachmentsRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, timeZone } = parts

  async function show(request: FastifyRequest, reply: FastifyReply, more: { open?: Open; upload?: Outcome } = {}) {
    const { actor, user, query } = request
    const total = await countAttachments(db.read, user.id)
    const row = more.open?.row === undefined ? undefined : await attachmentOf(db.read, user.id, more.open.row)
    const page = row ? await pageOf(db.read, row) : pageAsked(query, total)
    const rows = await attachmentsOf(db.read, user.id, page)
    const editable = actor.may('edit users', user)
    return reply.userPage('users/attachments/page', attachmentsPage({ user, rows, total, page, editable, timeZone, ...more }))
  }

  app.get('/', (request, reply) => show(request, reply))
  uploadRoutes(app, parts, (request, reply, upload) => show(request, reply, { upload }))
  downloadRoutes(app, parts)
  rowPages(app, parts, {
    list: 'attachments',
    part: 'attachment',
    tab: 'attachments',
    names: attachmentNames,
    called: (row) => String(row.name),
    async rows({ user, params }) {
      const row = await attachmentOf(db.read, user.id, Number((params as { row?: string }).row))
      return row ? [row] : []
    },
    async back({ user, query }, tx, id) {
      const row = id === undefined ? undefined : await attachmentOf(tx, user.id, id)
      return attachmentsUrl(user, row ? await pageOf(tx, row) : pageAsked(query, await countAttachments(tx, user.id)))
    },
    show: (request, reply, open) => show(request, reply, { open }),
    parse: parseAttachment,
    change: (tx, { actor, user }, id, values, edit) => changeAttachment(tx, actor, user, id, values, edit),
    remove: (tx, { actor, user }, id) => removeAttachment(tx, actor, user, id),
    mayEdit: ({ actor, user }) => actor.must('edit users', user),
  })
}
