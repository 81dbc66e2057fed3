import type { FastifyInstance } from 'fastify'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { done } from '#platform/web/flash.ts'
import { typedIn } from '#platform/web/forms.ts'
import { ownAddress } from './guard.ts'
import { chooseShortcuts } from './preferences.ts'

/** The list of keys, and whether they work for oneself. */
export async function keysRoutes(app: FastifyInstance, { db }: { db: Db }): Promise<void> {
  app.get('/keys', (_request, reply) => reply.page('sign-in/keys', {}))

  app.post('/keys', async (request, reply) => {
    const { shortcuts, next } = typedIn(request.body, ['shortcuts', 'next'])
    const { id } = request.actor
    if (id !== null) await db.write((tx) => chooseShortcuts(tx, id, shortcuts === 'on'))
    const message = shortcuts === 'on' ? _('Shortcuts are on.') : _('Shortcuts are off.')
    return done(reply, next === undefined ? '/keys' : ownAddress(next), message)
  })
}
