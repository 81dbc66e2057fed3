import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Conflict, Refusal } from '#platform/problems.ts'
import { done } from '#platform/web/flash.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { outranks } from '#sign-in/actor.ts'
import type { ScopeParts } from '../user-scope.ts'
import { changeUser } from '../users.ts'
import { editableFields, parseGeneral } from './general.form.ts'
import { changedWords, generalPage } from './general.view.ts'

export async function generalRoutes(app: FastifyInstance, { db }: ScopeParts): Promise<void> {
  app.get('/', (request, reply) => show(request, reply, drawnForm({ ...request.user })))

  app.post('/', async (request, reply) => {
    const { user, actor, body } = request
    actor.must('edit users', user)
    const typed = typedIn(body, [...editableFields, 'version'])
    const refuse = (status: number, problems: Refusal['problems'], conflict?: string) =>
      show(request, reply.code(status), refusedForm({ ...drawnForm({ ...user }).values, ...typed }, problems), conflict)
    const { values, problems } = await parseGeneral(db.read, user, typed)
    if (problems.length > 0) return refuse(422, problems)
    try {
      const drawnFrom = /^\d{1,15}$/.test(typed.version ?? '') ? Number(typed.version) : undefined
      const changes = await db.write((tx) => changeUser(tx, actor, user, values, drawnFrom))
      return done(reply, `/users/${user.id}/general`, changedWords(changes))
    } catch (error) {
      if (error instanceof Refusal) return refuse(422, error.problems)
      if (error instanceof Conflict) return refuse(409, [], error.message)
      throw error
    }
  })

  async function show(request: FastifyRequest, reply: FastifyReply, form: Form, conflict?: string) {
    const { actor, user } = request
    const rights = { edit: actor.may('edit users'), guarded: await outranks(db.read, actor, user) }
    return reply.userPage('users/general/page', await generalPage(db.read, user, form, rights, conflict))
  }
}
