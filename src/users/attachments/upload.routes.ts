import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { settingOf } from '#code-tables/code-tables.queries.ts'
import { settingDefaults } from '#code-tables/settings.ts'
import { dropIncoming, takeIn } from '#files/disk.ts'
import { keeping } from '#files/files.ts'
import { _, _n } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Conflict, Refusal, Spoken } from '#platform/problems.ts'
import { doneSending } from '#platform/web/flash.ts'
import { doneBefore, noteDone } from '#platform/web/form-keys.ts'
import { formKey } from '#platform/web/form-page.ts'
import type { Upload } from '#platform/web/uploads.ts'
import { uploadOf } from '#platform/web/uploads.ts'
import type { ScopeParts } from '../user-scope.ts'
import { getUser } from '../users.ts'
import { keptName, mostAtOnce, unfitWords } from './attachments.form.ts'
import type { NewAttachment } from './attachments.ts'
import { addAttachments } from './attachments.ts'

/** What became of an upload that was not taken as it was: what stands above the form, and beside it. */
export type Outcome = { limit: number; problems: Problem[]; message?: string | undefined; kept?: string | undefined }
type Show = (request: FastifyRequest, reply: FastifyReply, outcome: Outcome) => Promise<unknown>

const megabyte = 1024 * 1024
const aroundFiles = megabyte

/** The form that takes files, drawn and posted at one address. Rights are asked before the first byte is read. */
export function uploadRoutes(app: FastifyInstance, { db, clock, files }: ScopeParts, show: Show): void {
  const limitNow = async () => Number((await settingOf(db.read, 'attachment_limit_mb')) ?? settingDefaults.attachment_limit_mb)

  app.get('/attachments/new', async (request, reply) => {
    request.actor.must('edit users', request.user)
    return show(request, reply, { limit: await limitNow(), problems: [] })
  })

  app.post('/attachments/new', { config: { uploads: true } }, async (request, reply) => {
    const { actor, user } = request
    actor.must('edit users', user)
    const limit = await limitNow()
    const again = (status: number, outcome: Omit<Outcome, 'limit'>) => show(request, reply.code(status), { limit, ...outcome })
    try {
      await request.beforeSave?.()
      const bounds = { limit: limit * megabyte, most: (limit * mostAtOnce + 1) * megabyte + aroundFiles }
      const upload = await uploadOf(request, bounds)
      const { taken, problems } = await readFiles(upload, files, limit)
      // Whoever is gone could not be told what was kept.
      if (request.socket.destroyed) {
        await dropAll(taken)
        throw new Spoken(400, _('The connection broke, and nothing was saved. Send the files again.'))
      }
      const message = taken.length === 0 ? undefined : await keepAll(request, upload.key, taken)
      if (problems.length > 0) {
        // The page shows the record with what was kept.
        request.user = await getUser(db.read, user.id)
        return await again(422, { problems, kept: message })
      }
      return doneSending(request, reply, `/users/${user.id}/attachments`, message ?? '')
    } catch (error) {
      if (error instanceof Refusal) return again(422, { problems: error.problems })
      if (error instanceof Conflict) return again(409, { problems: [], message: error.message })
      throw error
    }
  })

  async function keepAll({ actor, user }: FastifyRequest, given: string | undefined, taken: NewAttachment[]): Promise<string> {
    const key = formKey(given, [user.id, ...taken.map(({ name, incoming }) => [name, incoming.hash])])
    const incoming = taken.map((one) => one.incoming)
    return keeping(db, files, incoming, async (tx) => {
      const before = await doneBefore(tx, key)
      if (before) return before.message
      await addAttachments(tx, actor, user, taken, files)
      const message = _n('{n} file added.', '{n} files added.', taken.length)
      await noteDone(tx, key, { url: `/users/${user.id}/attachments`, message }, clock.now())
      return message
    })
  }
}

/** Takes each file by itself: what fits waits to be kept, the others are told with their reason. */
async function readFiles({ files }: Upload, folder: string, limit: number) {
  const taken: NewAttachment[] = []
  const problems: Problem[] = []
  const tell = (name: string, why: Parameters<typeof unfitWords>[1]) =>
    problems.push({ field: 'files', message: unfitWords(name, why, limit) })
  let lastCut = false
  try {
    for await (const { name: given, stream } of files) {
      const name = keptName(given)
      if (taken.length + problems.length >= mostAtOnce) {
        stream.resume()
        tell(name, 'too many')
        continue
      }
      const got = await takeIn(folder, stream, limit * megabyte)
      lastCut = got === 'cut off'
      if (typeof got === 'string') tell(name, got)
      else taken.push({ name, incoming: got })
    }
  } catch (error) {
    if (!isCut(error)) {
      await dropAll(taken)
      throw error
    }
    if (!lastCut)
      problems.push({ field: 'files', message: _('Not everything came in. Look what is here, and send the rest again.') })
  }
  if (taken.length + problems.length === 0)
    problems.push({ field: 'files', message: _('No file was chosen. Choose one or several.') })
  return { taken, problems }
}

const dropAll = async (taken: NewAttachment[]) => {
  await Promise.all(taken.map(({ incoming }) => dropIncoming(incoming)))
}

const isCut = (error: unknown): boolean =>
  /^FST_(FILES|PARTS|FIELDS)_LIMIT|^FST_MP_|^ECONNRESET$/.test(String((error as { code?: string }).code)) ||
  /terminated early|end of multipart data/i.test(String((error as Error).message))
