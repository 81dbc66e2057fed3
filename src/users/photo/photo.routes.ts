import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Incoming } from '#files/disk.ts'
import { bytesOf, dropIncoming, takeIn } from '#files/disk.ts'
import { fileOf } from '#files/files.queries.ts'
import { keep, keeping } from '#files/files.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Conflict, NotFound, Refusal, refuse, Spoken } from '#platform/problems.ts'
import { doneSending } from '#platform/web/flash.ts'
import { formPage } from '#platform/web/form-page.ts'
import { drawnForm, refusedForm } from '#platform/web/forms.ts'
import { uploadOf } from '#platform/web/uploads.ts'
import { changePhoto } from '../user-photo.ts'
import type { ScopeParts, TabPart } from '../user-scope.ts'
import type { PhotoPage } from './photo.view.ts'
import { photoRegion } from './photo.view.ts'
import { portraitOf } from './portrait.ts'

/** The photo of a user, a part of General information. */
export const photoPart: TabPart = {
  name: 'photo',
  shown: async ({ user, actor }) => photoRegion(user, actor.may('edit users', user)),
  routes: photoRoutes,
}

const megabyte = 1024 * 1024
const limit = 10

async function photoRoutes(app: FastifyInstance, { db, clock, files }: ScopeParts): Promise<void> {
  const show = (reply: FastifyReply, { problems = [], message }: { problems?: Problem[]; message?: string } = {}) =>
    reply.userPage('users/photo/page', {
      open: 'photo',
      form: problems.length > 0 ? refusedForm({}, problems) : drawnForm({}),
      trouble: { message, clashes: [], settled: [] },
    } satisfies PhotoPage)

  app.get('/photo', async ({ actor, user }, reply) => {
    actor.must('edit users', user)
    return show(reply)
  })

  app.post('/photo', { config: { uploads: true } }, async (request, reply) => {
    const { actor, user } = request
    actor.must('edit users', user)
    try {
      await request.beforeSave?.()
      const photo = await portraitOf(await onePhoto(request, files), files)
      await keeping(db, files, [photo], async (tx) => {
        await keep(tx, files, photo, clock.now())
        await changePhoto(tx, actor, user, photo.hash, user.photo)
      })
      return doneSending(request, reply, `/users/${user.id}/general`, _('The photo is saved.'))
    } catch (error) {
      if (error instanceof Refusal) return show(reply.code(422), { problems: error.problems })
      if (error instanceof Conflict) return show(reply.code(409), { message: error.message })
      throw error
    }
  })

  formPage(app, '/photo/removal', db, clock.now, {
    fields: [],
    async stored({ actor, user }) {
      actor.must('edit users', user)
      if (user.photo === null) throw new NotFound(_('This user has no photo. It may have been removed meanwhile.'))
      return {}
    },
    show: (_request, reply, form, trouble) =>
      reply.userPage('users/photo/page', { open: 'removal', form, trouble } satisfies PhotoPage),
    async save(tx, { actor, user }) {
      await changePhoto(tx, actor, user, null, user.photo)
      return { url: `/users/${user.id}/general`, message: _('The photo is removed.') }
    },
  })
}

/** The one file of the form. */
async function onePhoto(request: FastifyRequest, folder: string): Promise<Incoming> {
  const { files } = await uploadOf(request, { limit: limit * megabyte, most: 4 * limit * megabyte })
  let found: Incoming | undefined
  for await (const { stream } of files) {
    if (found) {
      await dropIncoming(found)
      refuse('photo', _('Only one photo can be sent. Choose one.'))
    }
    const got = await takeIn(folder, stream, limit * megabyte)
    if (got === 'too large')
      refuse('photo', _('This file is larger than {limit} MB. Make it smaller, then send it again.', { limit }))
    else if (got === 'cut off') throw new Spoken(400, _('The connection broke, and nothing was saved. Send the photo again.'))
    else if (got !== 'empty') found = got as Incoming
  }
  return found ?? refuse('photo', _('No photo was chosen. Choose one.'))
}

/** The photo itself, at /users/:id/photo. Its address names which one it is, so a browser may keep it. */
export async function photoFileRoutes(app: FastifyInstance, { db, files }: ScopeParts): Promise<void> {
  app.get('/photo', async ({ user, query }, reply) => {
    const file = user.photo === null ? undefined : await fileOf(db.read, user.photo)
    const bytes = file && (await bytesOf(files, file.hash))
    if (!file || !bytes) throw new NotFound(_('This user has no photo.'))
    const isNamed = (query as { v?: unknown }).v === file.hash.slice(0, 16)
    return reply
      .header('Cache-Control', isNamed ? 'private, max-age=31536000, immutable' : 'private, no-store')
      .header('X-Content-Type-Options', 'nosniff')
      .header('Content-Security-Policy', "default-src 'none'; sandbox")
      .type(file.mediaType)
      .send(bytes)
  })
}
