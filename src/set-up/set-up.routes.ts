import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { defaultSeed, sampleSize } from '#load/sample/sample-users.ts'
import { loadSampleUsers } from '#load/sample-load.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { _ } from '#platform/i18n/i18n.ts'
import type { Problem } from '#platform/problems.ts'
import { Conflict, Forbidden, Refusal } from '#platform/problems.ts'
import { done } from '#platform/web/flash.ts'
import type { Form } from '#platform/web/forms.ts'
import { drawnForm, refusedForm, typedIn } from '#platform/web/forms.ts'
import { hashPassword } from '#sign-in/passwords.ts'
import { hasAdministrator, setUpActor } from './open-data.ts'
import type { SetUpTyped } from './set-up.form.ts'
import { setUpFields, setUpProblems } from './set-up.form.ts'
import { setUpInstitution } from './set-up.ts'
import type { SetUpToken } from './token.ts'

const cookieName = 'setup'
const open = { config: { open: true } }
type Parts = { db: Db; clock: Clock; setUpToken: SetUpToken }

export async function setUpRoutes(app: FastifyInstance, { db, clock, setUpToken }: Parts): Promise<void> {
  app.get('/setup', open, async (request: FastifyRequest<{ Querystring: { token?: string } }>, reply) => {
    if (await hasAdministrator(db, clock)) return reply.callNotFound()
    const { token } = request.query
    if (token === undefined) return mayIn(request) ? show(reply, drawnForm({ sample: '' })) : refuseEntry()
    if (!setUpToken.matches(String(token))) return refuseEntry()
    // The token leaves the address, where it would stay in the browser's history.
    return reply
      .setCookie(cookieName, setUpToken.value, { path: '/setup', httpOnly: true, sameSite: 'lax', signed: true, secure: 'auto' })
      .redirect('/setup', 303)
  })

  app.post('/setup', open, async (request, reply) => {
    if (await hasAdministrator(db, clock)) return reply.callNotFound()
    if (!mayIn(request)) return refuseEntry()
    const typed = typedIn(request.body, setUpFields)
    try {
      await setUp(typed)
    } catch (error) {
      if (error instanceof Refusal)
        return show(reply.code(422), refusedForm({ ...typed, password: '', verify: '' }, error.problems))
      throw error
    }
    setUpToken.spend()
    return done(
      reply.clearCookie(cookieName, { path: '/setup' }),
      '/sign-in',
      _('Foyer is set up. Sign in as {id}.', { id: typed.primaryId?.trim() ?? '' }),
    )
  })

  async function setUp(typed: SetUpTyped): Promise<void> {
    const problems: Problem[] = setUpProblems(typed)
    const { institution = '', firstName = '', lastName = '', primaryId = '', password = '' } = typed
    const passwordHash = await hashPassword(password, [primaryId.trim(), firstName.trim(), lastName.trim()]).catch((error) => {
      if (error instanceof Refusal && password !== '') problems.push(...error.problems)
      return ''
    })
    if (problems.length > 0) throw new Refusal(problems)
    const actor = setUpActor(clock)
    const made = {
      institution: institution.trim(),
      firstName: firstName.trim(),
      lastName: lastName.trim(),
      primaryId: primaryId.trim(),
      passwordHash,
    }
    await db.write(async (tx) => {
      if (await hasAdministrator({ ...db, read: tx }, clock)) throw new Conflict(_('Foyer was set up meanwhile. Sign in.'))
      await setUpInstitution(tx, actor, made)
    })
    if (typed.sample === 'on') await loadSampleUsers(db, actor, { count: sampleSize, seed: defaultSeed })
  }

  const mayIn = (request: FastifyRequest) => {
    const { valid, value } = request.unsignCookie(request.cookies[cookieName] ?? '')
    return valid && value === setUpToken.value
  }
}

const show = (reply: FastifyReply, form: Form) => reply.page('set-up/page', { form })

const refuseEntry = (): never => {
  throw new Forbidden(
    _(
      'Set-up needs the one-time address that Foyer wrote to the file setup-token in its data folder. After five wrong tries, or once used, it is made anew at a restart.',
    ),
  )
}
