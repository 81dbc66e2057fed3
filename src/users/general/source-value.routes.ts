import type { FastifyInstance, FastifyRequest } from 'fastify'
import { describer } from '#code-tables/code-tables.queries.ts'
import { _ } from '#platform/i18n/i18n.ts'
import { NotFound } from '#platform/problems.ts'
import { formPage } from '#platform/web/form-page.ts'
import { mustOutrank } from '#sign-in/actor.ts'
import { drawnFrom } from '../clash.view.ts'
import type { Field, UserField } from '../fields.ts'
import { userFields } from '../fields.ts'
import { locksOf } from '../locks.ts'
import type { ScopeParts } from '../user-scope.ts'
import { useValueSeen } from './source-value.ts'
import { sourceValuePage, usedWords } from './source-value.view.ts'

// Asked before anything is told: the verb asks again.
function fieldFor({ actor, user, params }: FastifyRequest): string {
  actor.must('edit users', user)
  const { field } = params as { field: string }
  const found: Field | undefined = Object.hasOwn(userFields, field) ? userFields[field as UserField] : undefined
  if (!found || found.owner === 'library') throw new NotFound(_('No source owns a field of this name.'))
  if (field === 'primaryId') actor.must('edit identifiers', user)
  if (found.guarded) mustOutrank(actor, user)
  return field
}

/** "Use the source's value": a button at a field that somebody changed by hand, and the question where it was not so simple. */
export function sourceValueRoutes(app: FastifyInstance, { db, clock }: ScopeParts): void {
  formPage(app, '/source-value/:field', db, clock.now, {
    fields: ['seen'],
    async stored(request) {
      fieldFor(request)
      return {}
    },
    async show(request, reply, form, trouble) {
      const [user, field] = [request.user, fieldFor(request)]
      const lock = (await locksOf(db.read, user.id)).find((one) => one.field === field)
      const describe = await describer(db.read)
      return reply.userPage('users/general/source-value', sourceValuePage({ user, field, lock, describe, form, trouble }))
    },
    async save(tx, request, typed) {
      const { actor, user } = request
      const field = fieldFor(request)
      const isUsed = await useValueSeen(tx, actor, user, field, { drawnFrom: drawnFrom(typed), seen: typed.seen })
      return { url: `/users/${user.id}/general`, message: usedWords(field, isUsed) }
    },
  })
}
