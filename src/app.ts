import formbody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastify from 'fastify'
import { activityRoutes } from './activity/activity.routes.ts'
import { bulkRoutes } from './bulk/web/bulk.routes.ts'
import { settingOf } from './code-tables/code-tables.queries.ts'
import { settingDefaults } from './code-tables/settings.ts'
import { configurationRoutes } from './configuration/configuration.routes.ts'
import { mergingRoutes } from './merging/merging.routes.ts'
import type { Clock } from './platform/clock.ts'
import type { Db } from './platform/db/database.ts'
import { isAlive } from './platform/db/database.ts'
import type { Runner } from './platform/jobs/runner.ts'
import type { Mail } from './platform/mail.ts'
import { serveAssets } from './platform/web/assets.ts'
import { drawError, handleErrors } from './platform/web/errors.ts'
import { parseBody } from './platform/web/forms.ts'
import { logging } from './platform/web/logging.ts'
import { pages, viewsFolder } from './platform/web/pages.ts'
import { secureHeaders } from './platform/web/security.ts'
import { demandTokens, openSessions } from './platform/web/session.ts'
import { takeUploads } from './platform/web/uploads.ts'
import { reportsRoutes } from './reports/reports.routes.ts'
import { roleProfilesRoutes } from './role-profiles/role-profiles.routes.ts'
import { searchBar } from './search/bar.view.ts'
import { noteRecent } from './search/recent.routes.ts'
import { followResults, trailOf } from './search/result.routes.ts'
import { searchRoutes } from './search/search.routes.ts'
import { setUpRoutes } from './set-up/set-up.routes.ts'
import type { SetUpToken } from './set-up/token.ts'
import { setsRoutes } from './sets/web/sets.routes.ts'
import type { Accounts } from './sign-in/accounts.ts'
import { openGate } from './sign-in/gate.ts'
import { guard } from './sign-in/guard.ts'
import { sessionStore } from './sign-in/session-store.ts'
import { signInRoutes } from './sign-in/sign-in.routes.ts'
import type { Inbox } from './sync/inbox.ts'
import type { Engine } from './sync/web/engine.ts'
import { noEngine } from './sync/web/engine.ts'
import { syncRoutes } from './sync/web/sync.routes.ts'
import { addRoutes } from './users/add/add.routes.ts'
import { registerRoutes } from './users/add/register.routes.ts'
import { binListRoutes } from './users/record/bin-list.routes.ts'
import { usersRoutes } from './users/users.routes.ts'

export type AppParts = {
  db: Db
  clock: Clock
  /** The folder of attachments and photos. */
  files: string
  /** Who carries synchronisation out, where files wait for it, and where other systems put theirs. */
  sync?: { engine: Engine; folder: string; inbox: Inbox | undefined }
  /** Who carries bulk changes out. */
  bulk?: Pick<Runner, 'wake'>
  /** The institution’s own, in which times are shown. */
  timeZone: string
  /** Signs cookies and tokens. */
  secret: string
  setUpToken: SetUpToken
  logLevel?: string
  url?: string | undefined
  /** What reset links begin with, where that is not `url`: this machine’s own address, while it serves nobody else. */
  links?: string | undefined
  mail?: Mail | undefined
  trustProxy?: string | undefined
  /** Templates are read anew at each request: for work on them. */
  watch?: boolean
}

const largestPost = 1_000_000

/** The whole application, not yet listening: the rooms of the platform, then the features, in this order. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { db, clock, files, timeZone, setUpToken } = parts
  const accounts: Accounts = { gate: openGate(clock), links: parts.url ?? parts.links, mail: parts.mail }
  const forFeatures = { db, clock, files, timeZone, setUpToken, accounts }
  const https = parts.url?.startsWith('https:') ?? false
  const app = fastify({
    logger: logging(parts.logLevel ?? 'silent'),
    trustProxy: parts.trustProxy ?? false,
    bodyLimit: largestPost,
    routerOptions: { ignoreTrailingSlash: true, querystringParser: parseBody },
    frameworkErrors: (_error, request, reply) => void drawError(request, reply, 400),
  })
  app.removeContentTypeParser('application/json')
  await secureHeaders(app, https)
  const assets = await serveAssets(app)
  await app.register(formbody, { parser: parseBody })
  await takeUploads(app)
  app.get('/health', async (_request, reply) =>
    isAlive(db) ? { status: 'ok' } : reply.code(503).send({ status: 'the database does not answer' }),
  )
  await app.register(pages, { views: viewsFolder, assets, watch: parts.watch ?? false, surroundings, frameOf })
  await app.register(async (inner) => {
    await openSessions(inner, { secret: parts.secret, store: sessionStore(db, clock), secure: https, personOf })
    guard(inner, db, clock)
    demandTokens(inner)
    followResults(inner)
    noteRecent(inner, db, clock)
    handleErrors(inner)
    inner.get('/', (_request, reply) => reply.redirect('/users', 303))
    await inner.register(setUpRoutes, forFeatures)
    await inner.register(signInRoutes, forFeatures)
    await inner.register(searchRoutes, forFeatures)
    await inner.register(mergingRoutes, forFeatures)
    await inner.register(addRoutes, { ...forFeatures, prefix: '/users/add' })
    await inner.register(binListRoutes, forFeatures)
    await inner.register(registerRoutes, { ...forFeatures, prefix: '/users/register' })
    await inner.register(usersRoutes, forFeatures)
    await inner.register(configurationRoutes, { ...forFeatures, prefix: '/configuration' })
    await inner.register(roleProfilesRoutes, { ...forFeatures, prefix: '/configuration' })
    await inner.register(reportsRoutes, forFeatures)
    await inner.register(activityRoutes, forFeatures)
    await inner.register(setsRoutes, forFeatures)
    await inner.register(bulkRoutes, { ...forFeatures, bulk: parts.bulk ?? { wake() {} } })
    await inner.register(syncRoutes, { ...forFeatures, ...(parts.sync ?? { engine: noEngine, folder: files, inbox: undefined }) })
  })
  return app

  async function surroundings(request: FastifyRequest, reply: FastifyReply) {
    const userInfo = personOf(request)
    return {
      institution: (await settingOf(db.read, 'institution')) ?? settingDefaults.institution,
      actor: request.signedIn?.actor,
      shortcuts: request.signedIn?.shortcuts ?? true,
      csrf: 'generateCsrf' in reply ? reply.generateCsrf({ userInfo }) : '',
      bar: searchBar(request.query, request.signedIn?.actor.may('see notes') ?? false),
      trail: request.signedIn && trailOf(request),
      path: request.url.split('?')[0],
      address: request.method === 'GET' ? request.url : request.url.split('?')[0],
      // Over plain http a browser would not send the cookie back, and nobody could tell why.
      elsewhere: https && request.protocol !== 'https' ? parts.url : undefined,
    }
  }
}

const personOf = (request: FastifyRequest) => String(request.signedIn?.actor.id ?? 'nobody')

// Whoever must change their password first has nothing to go to yet.
const frameOf = ({ signedIn }: FastifyRequest) => (signedIn && !signedIn.mustChange ? 'layouts/page.njk' : 'layouts/plain.njk')
