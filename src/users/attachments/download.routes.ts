import type { FastifyInstance, FastifyReply } from 'fastify'
import { bytesOf } from '#files/disk.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import type { ScopeParts } from '../user-scope.ts'
import { attachmentOf } from './attachments.queries.ts'

/** The bytes of an attachment: always saved to disk by a browser, never run in a page. */
export function downloadRoutes(app: FastifyInstance, { db, files }: ScopeParts): void {
  app.get<{ Params: { row: string } }>('/:row(^\\d{1,15}$)/file', async ({ user, params }, reply) => {
    const attachment = await attachmentOf(db.read, user.id, Number(params.row))
    if (!attachment) throw new NotFound(_('This attachment is not on the record. It may have been removed meanwhile.'))
    const bytes = await bytesOf(files, attachment.hash)
    if (!bytes)
      throw new NotFound(
        _('The bytes of this file are missing where Foyer keeps them. Whoever runs Foyer may find them in a backup.'),
      )
    harmless(reply)
    return reply
      .header('Content-Disposition', disposition(attachment.name))
      .header('Content-Length', attachment.size)
      .type(attachment.mediaType)
      .send(bytes)
  })
}

function harmless(reply: FastifyReply): void {
  reply
    .header('X-Content-Type-Options', 'nosniff')
    .header('Content-Security-Policy', "default-src 'none'; sandbox")
    .header('Cache-Control', 'private, no-store')
}

/** The name twice: as every browser reads it, and as those do that know more than ASCII. */
function disposition(name: string): string {
  const plain = name.replace(/[^ -~]|["\\%]/g, '_')
  const full = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`
}
