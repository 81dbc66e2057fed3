import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { ConfigError, readConfig } from './config.ts'
import { _ } from './platform/i18n/i18n.ts'
import type { Job } from './platform/jobs/daily.ts'
import { daily } from './platform/jobs/daily.ts'
import { makeMail } from './platform/mail.ts'
import { Spoken } from './platform/problems.ts'
import type { Data } from './set-up/open-data.ts'
import { hasAdministrator, openData } from './set-up/open-data.ts'
import { makeSetUpToken } from './set-up/token.ts'

async function start(): Promise<void> {
  const config = readConfig(process.env)
  const data = await openData(config, { serve: true })
  const setUpToken = makeSetUpToken()
  const { buildApp } = await import('./app.ts')
  const { logLevel, url, trustProxy, timeZone } = config
  const links = config.host === '127.0.0.1' && config.port > 0 ? `http://127.0.0.1:${config.port}` : undefined
  const mail = config.mail && makeMail(config.mail)
  const watch = process.env.NODE_ENV === 'development'
  const sync = await serveSynchronisation(config, data)
  const bulk = await serveBulk(config, data)
  const app = await buildApp({
    ...data,
    sync,
    bulk,
    secret: secretOf(config),
    setUpToken,
    timeZone,
    logLevel,
    url,
    links,
    mail,
    trustProxy,
    watch,
  })
  const jobs = daily(
    [
      ...[await retention(data, timeZone), await emptyBin(data, config.dataFolder), await sweep(data)],
      ...[await oldRuns(data), await oldChanges(data), await tidy(data)],
    ],
    (error, job) => app.log.error({ err: error, job }, 'a daily job failed'),
  )
  const stop = async () => {
    await jobs.stop()
    await app.close()
    await sync.stop()
    await bulk.stop()
    data.close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => void stop())
  await app.listen({ host: config.host, port: config.port }).catch((error: NodeJS.ErrnoException) => {
    const at = { host: config.host, port: String(config.port), reason: error.message }
    throw error.code === 'EADDRINUSE'
      ? new Spoken(409, _('Port {port} is taken by another program. Choose another with PORT.', at))
      : new Spoken(409, _('Foyer cannot listen on HOST {host}, PORT {port}: {reason}.', at))
  })
  const { port } = app.server.address() as { port: number }
  const address = config.url ?? `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
  console.log(_('Foyer is at {address}', { address }))
  await offerSetUp(config, data, `${address}/setup?token=${setUpToken.value}`)
}

async function serveSynchronisation({ inbox, timeZone }: Config, { db, clock, database, sync: folder }: Data) {
  const [{ serveSync }, { workerRunner }] = await Promise.all([import('./sync/serve.ts'), import('./sync/runner.ts')])
  const onError = (error: unknown) => console.error(error)
  const runner = workerRunner({ db, clock, database, folder, timeZone, onError })
  return serveSync({ db, clock, timeZone, folder, inbox, runner, onError })
}

async function serveBulk({ timeZone }: Config, { db, clock, database }: Data) {
  const { bulkRunner } = await import('./bulk/runner.ts')
  const runner = bulkRunner({ db, clock, database, timeZone, onError: (error) => console.error(error) })
  // What broke off goes on.
  runner.wake()
  return runner
}

async function oldRuns({ db, clock, sync }: Data): Promise<Job> {
  const { forgetOldRuns } = await import('./sync/retention.ts')
  return { name: 'runs', run: (stopping) => forgetOldRuns({ db, clock, folder: sync, stopping }) }
}

async function oldChanges({ db, clock }: Data): Promise<Job> {
  const { forgetOldChanges } = await import('./bulk/retention.ts')
  return { name: 'bulk changes', run: (stopping) => forgetOldChanges({ db, clock, stopping }) }
}

async function retention({ db, clock }: Data, timeZone: string): Promise<Job> {
  const { forgetTheOld } = await import('./activity/prune.ts')
  return { name: 'retention', run: (stopping) => forgetTheOld({ db, clock, timeZone, stopping }) }
}

async function emptyBin({ db, clock }: Data, dataFolder: string): Promise<Job> {
  const { eraseTheBinned } = await import('./users/record/erase.job.ts')
  const file = join(dataFolder, 'erased')
  return { name: 'bin', run: (stopping) => eraseTheBinned({ db, clock, file, stopping }) }
}

async function sweep(data: Data): Promise<Job> {
  const { sweepFiles } = await import('./files/sweep.ts')
  return { name: 'files', run: (stopping) => sweepFiles({ ...data, stopping }) }
}

async function tidy({ db }: Data): Promise<Job> {
  const { tidyIndexInSteps } = await import('./search-index/upkeep.ts')
  return { name: 'search', run: (stopping) => tidyIndexInSteps(db, stopping) }
}

// The one-time address is shown to a person and never to a log collector; the file can always be read by its owner.
async function offerSetUp(config: Config, { db, clock }: Data, address: string): Promise<void> {
  const file = join(config.dataFolder, 'setup-token')
  rmSync(file, { force: true })
  if (await hasAdministrator(db, clock)) return
  writeFileSync(file, `${address}\n`, { mode: 0o600 })
  console.log(
    process.stdout.isTTY ? _('Set it up at {address}', { address }) : _('Set it up at the address in the file {file}', { file }),
  )
}

function secretOf(config: Config): string {
  const file = join(config.dataFolder, 'session-secret')
  if (!existsSync(file)) writeFileSync(file, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

start().catch((error: unknown) => {
  console.error(error instanceof Spoken || error instanceof ConfigError ? error.message : error)
  process.exit(1)
})
