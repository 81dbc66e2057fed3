import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { settingNow } from '#code-tables/settings.queries.ts'
import type { Tx } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound, refuse } from '#platform/problems.ts'
import { caseFold } from '#platform/text.ts'
import type { Trouble, Typed } from '#platform/web/form-page.ts'
import { formPage } from '#platform/web/form-page.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnFrom } from '../clash.view.ts'
import { namer } from '../names.ts'
import type { ScopeParts } from '../user-scope.ts'
import { rowsHeld } from './bin.queries.ts'
import { binUser, getAnyUser, restoreUser } from './bin.ts'
import { binnedPage, binQuestion } from './bin.view.ts'
import { eraseUser } from './erase.ts'
import { mustHaveRight, reasonsAgainst, wholeRights } from './reasons-against.ts'

/** The bin as it concerns one user: the question before, the page of whoever lies there, the ways out. */
export async function binRoutes(app: FastifyInstance, parts: ScopeParts): Promise<void> {
  const { db, clock } = parts
  const show = showIn(parts)
  moving(app, parts, show)
  const leaving = { fields: [], stored, show }

  formPage(app, '/bin/restoration', db, clock.now, {
    ...leaving,
    async save(tx, { actor, user }) {
      const wasThere = await restoreUser(tx, actor, user)
      const name = (await namer(tx))(user)
      return {
        url: `/users/${user.id}/general`,
        message: wasThere ? _('Restored {name}, as it was.', { name }) : _('{name} had been restored already.', { name }),
      }
    },
  })

  formPage(app, '/bin/erasure', db, clock.now, {
    ...leaving,
    id: 'erasure',
    fields: ['primaryId'],
    async save(tx, { actor, user }, typed) {
      mustHaveRight(actor, user, 'erase')
      await mustBeTyped(tx, user, typed)
      const name = (await namer(tx))(user)
      await eraseUser(tx, actor, user)
      return { url: '/users/bin', message: _('Erased {name}. Nothing of it can be brought back.', { name }) }
    },
  })
}

type Show = (request: FastifyRequest, reply: FastifyReply, form: Form, trouble: Trouble) => Promise<unknown>

function moving(app: FastifyInstance, { db, clock }: ScopeParts, show: Show): void {
  formPage(app, '/bin', db, clock.now, {
    id: 'bin',
    fields: [],
    async stored({ actor, user }) {
      if (user.binnedAt === null) actor.must(wholeRights.bin, user)
      return {}
    },
    show,
    async save(tx, { actor, user }, typed) {
      const moved = await binUser(tx, actor, user, drawnFrom(typed))
      const name = (await namer(tx))(user)
      return {
        url: `/users/${user.id}/bin`,
        message: moved ? _('{name} is in the bin.', { name }) : _('{name} was in the bin already.', { name }),
      }
    },
  })
}

async function stored({ actor, user }: FastifyRequest) {
  actor.must(wholeRights.restore, user)
  if (user.binnedAt === null) throw new NotFound(_('This user is not in the bin any more.'))
  return {}
}

/** What cannot be taken back is typed, not only pressed. */
async function mustBeTyped(tx: Tx, user: { id: number }, typed: Typed): Promise<void> {
  const { primaryId, primaryIdKey } = await getAnyUser(tx, user.id)
  if (caseFold(String(typed.primaryId ?? '').trim()) === primaryIdKey) return
  refuse('primaryId', _('Type the primary identifier {id} to erase this user.', { id: primaryId }))
}

const showIn =
  ({ db, timeZone }: ScopeParts): Show =>
  async ({ actor, user }, reply, form, trouble) => {
    const nameOf = await namer(db.read)
    const days = Number(await settingNow(db.read, 'bin_days'))
    const held = await rowsHeld(db.read, user.id)
    if (user.binnedAt === null) {
      const reasons = await reasonsAgainst(db.read, actor, user, 'bin')
      return reply.userPage('users/record/bin', binQuestion({ user, nameOf, held, reasons, days, form, trouble }))
    }
    const mayRestore = actor.may(wholeRights.restore, user)
    const reasons = mayRestore ? await reasonsAgainst(db.read, actor, user, 'restore') : []
    return reply.page(
      'users/record/binned',
      binnedPage({ user, nameOf, held, reasons, days, timeZone, mayRestore }, form, trouble),
    )
  }
