import type { FastifyInstance } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { refuse } from '#platform/problems.ts'
import { done } from '#platform/web/flash.ts'
import { typedIn } from '#platform/web/forms.ts'
import { wantsPanel } from '#platform/web/htmx.ts'
import { ownAddress } from '#sign-in/guard.ts'
import { storedId } from '#sign-in/session-store.ts'
import { acknowledgePopups } from '../popups.ts'
import { popupsRegion } from '../popups.view.ts'
import type { ScopeParts } from '../user-scope.ts'

/** "Acknowledge" in the region of pop-up notes. A swap draws that region alone: what is typed below it stays. */
export function acknowledgementRoutes(app: FastifyInstance, { db, timeZone }: ScopeParts): void {
  app.post('/acknowledgement', async (request, reply) => {
    const { actor, user } = request
    const { acknowledge = '', next } = typedIn(request.body, ['acknowledge', 'next'])
    const marks = acknowledge.split(' ').filter(Boolean)
    if (marks.length === 0)
      refuse('acknowledge', _('No pop-up note was named. Go back, open the page again and acknowledge what it shows.'))
    const session = storedId(request.session.sessionId)
    const { read, left } = await db.write((tx) => acknowledgePopups(tx, actor, user, session, marks))
    const message = words(read.length, left.length)
    const address = next === undefined ? `/users/${user.id}/general` : ownAddress(next)
    if (!wantsPanel(request)) return done(reply, address, message)
    const popups = popupsRegion({ userId: user.id, waiting: left, describe: await describer(db.read), timeZone, next: address })
    return reply.page('layouts/_popups', { popups, acknowledged: message })
  })
}

function words(read: number, left: number): string {
  if (left === 0) return _('Acknowledged.')
  if (read === 0) return _('Nothing was acknowledged: the pop-up notes changed since you opened the page. Read them again.')
  return _('Acknowledged. There are more pop-up notes.')
}
