import { join } from 'node:path'
import type { FastifyInstance, InjectOptions } from 'fastify'
import { onTestFinished } from 'vitest'
import { bulkRunnerHere } from '#bulk/runner.ts'
import { fixedClock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { Runner } from '#platform/jobs/runner.ts'
import { makeSetUpToken } from '#set-up/token.ts'
import type { AppParts } from '#src/app.ts'
import { buildApp } from '#src/app.ts'
import { makeEngine } from '#sync/engine.ts'
import { inProcessRunner } from '#sync/runner.ts'
import type { NewUser } from '#users/record/create.ts'
import type { User } from '#users/users.table.ts'
import { testDatabase, testFolder } from './database.ts'
import type { Page } from './page.ts'
import { readPage } from './page.ts'
import type { Person } from './people.ts'
import { makePerson, makeUser, password } from './people.ts'

export const today = '2026-11-22'
export const setUpToken = 'token-of-the-first-run'

type Typed = Record<string, string>

/** A browser that keeps its cookies and runs no scripts. */
export type Visitor = {
  get(url: string, headers?: Record<string, string>): Promise<Page>
  /** Posts fields, with the token of a page got before unless the fields bring their own. */
  post(url: string, fields: Typed | string | Buffer, headers?: Record<string, string>): Promise<Page>
  /** Fills in the form that holds a button on a page, and presses it. */
  submit(page: Page, button: string, typed?: Typed): Promise<Page>
  signIn(identifier: string, password?: string): Promise<Page>
  /** A token as a page of this visitor carries it. */
  token(): Promise<string>
}

export type TestApp = {
  app: FastifyInstance
  db: Db
  clock: ReturnType<typeof fixedClock>
  /** The folder of attachments and photos. */
  files: string
  /** Who carries bulk changes out. */
  bulk: Runner
  people: Partial<Record<Person, User>>
  makeUser(made: NewUser): Promise<User>
  visitor(): Visitor
  /** One of the cast, signed in. Made when not there yet. */
  as(person: Person): Promise<Visitor>
}

/** The whole application on a database of its own, with an administrator and whoever else is asked for. */
export async function testApp(options: { people?: Person[]; empty?: boolean; parts?: Partial<AppParts> } = {}): Promise<TestApp> {
  const db = testDatabase()
  const clock = fixedClock(today)
  const secret = 'a secret of the tests that is long enough for signing'
  const files = join(testFolder(), 'files')
  const folder = join(testFolder(), 'sync')
  const runner = inProcessRunner({ db, clock, folder })
  onTestFinished(() => runner.stop())
  const sync = { engine: makeEngine({ db, folder, runner }), folder, inbox: undefined }
  const bulk = bulkRunnerHere({ db, clock, timeZone: 'UTC' })
  onTestFinished(() => bulk.stop())
  const usual = {
    sync,
    bulk,
    db,
    clock,
    files,
    timeZone: 'UTC',
    secret,
    setUpToken: makeSetUpToken(setUpToken),
    logLevel: 'error',
  }
  const app = await buildApp({ ...usual, ...options.parts })
  onTestFinished(() => app.close())
  const people: TestApp['people'] = {}
  const make = async (person: Person) => {
    people[person] ??= await makePerson(db, clock, person)
  }
  if (!options.empty) for (const person of ['administrator', ...(options.people ?? [])] as Person[]) await make(person)
  return {
    app,
    db,
    clock,
    files,
    bulk,
    people,
    makeUser: (made) => makeUser(db, clock, made),
    visitor: () => visitorOf(app),
    async as(person) {
      await make(person)
      const visitor = visitorOf(app)
      await visitor.signIn(people[person]?.primaryId ?? '')
      return visitor
    },
  }
}

function visitorOf(app: FastifyInstance): Visitor {
  const cookies = new Map<string, string>()
  const send = async (request: InjectOptions): Promise<Page> => {
    const response = await app.inject({ ...request, cookies: Object.fromEntries(cookies) })
    for (const cookie of response.cookies) {
      if (cookie.value === '' || (cookie.expires && cookie.expires.getTime() <= Date.now())) cookies.delete(cookie.name)
      else cookies.set(cookie.name, cookie.value)
    }
    return readPage(response as never)
  }
  const visitor: Visitor = {
    get: (url, headers = {}) => send({ method: 'GET', url, headers }),
    async post(url, fields, headers = {}) {
      const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
      if (typeof fields === 'string' || Buffer.isBuffer(fields))
        return send({ method: 'POST', url, payload: fields, headers: form })
      const body = '_csrf' in fields ? fields : { _csrf: await visitor.token(), ...fields }
      return send({ method: 'POST', url, payload: new URLSearchParams(body).toString(), headers: form })
    },
    submit(page, button, typed = {}) {
      const { action, values } = page.formOf(button)
      return visitor.post(action, { ...values, ...typed })
    },
    async signIn(identifier, secret = password) {
      return visitor.post('/sign-in', { identifier, password: secret })
    },
    async token() {
      const page = await visitor.get(cookies.has('session') ? '/keys' : '/sign-in')
      return String(page.$('input[name=_csrf]').first().attr('value') ?? '')
    },
  }
  return visitor
}
