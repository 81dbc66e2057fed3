import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { isTimeZone } from '#platform/dates.ts'

const machineZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
const port = z.coerce
  .number('must be a whole number')
  .int('must be a whole number')
  .min(0, 'must be 0 or more')
  .max(65_535, 'must be at most 65535')
const url = z.url({ protocol: /^https?$/, error: 'must be an address such as https://foyer.example.org' })
const smtp = z.url({ protocol: /^smtps?$/, error: 'must be an address such as smtps://name:password@mail.example.org' })
const sender = z
  .string()
  .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an e-mail address such as Library <library@example.org>')
const zone = z.string().refine(isTimeZone, 'must be a time zone such as Europe/Vienna')
const isProxy = (text: string) =>
  isIP(text.replace(/\/\d{1,3}$/, '')) > 0 || ['loopback', 'linklocal', 'uniquelocal'].includes(text)
const proxy = z
  .string()
  .refine(
    (text) => text.split(',').every((one) => isProxy(one.trim())),
    'must name the proxy, such as 127.0.0.1: trusting everyone lets anyone pose as another address',
  )

/** Every setting from the environment, with the sentence that explains it. */
export const settings = {
  HOST: { about: 'The address to listen on. 127.0.0.1 serves this machine alone.', schema: z.string().default('127.0.0.1') },
  PORT: { about: 'The port to listen on.', schema: port.default(3000) },
  FOYER_DATA: {
    about: 'The folder that holds everything: database, files, session secret. Back it up.',
    schema: z.string().default('./data'),
  },
  FOYER_INBOX: {
    about: 'The folder in which other systems put their files, in a folder for each profile. FOYER_DATA/inbox when left out.',
    schema: z.string().optional(),
  },
  FOYER_URL: {
    about: 'The address at which people reach Foyer. With https, cookies are sent over https alone.',
    schema: url.optional(),
  },
  FOYER_SMTP_URL: {
    about: 'The mail server that sends reset links, as smtp:// or smtps:// with its user name and password. Needs FOYER_URL.',
    schema: smtp.optional(),
  },
  FOYER_MAIL_FROM: { about: 'The address from which Foyer sends e-mail.', schema: sender.optional() },
  FOYER_TRUST_PROXY: { about: 'The address of the reverse proxy in front of Foyer, if any.', schema: proxy.optional() },
  FOYER_TIME_ZONE: { about: 'The time zone in which the library has its days.', schema: zone.default(machineZone) },
  LOG_LEVEL: {
    about: `How much is logged: ${levels.join(', ')}.`,
    schema: z.enum(levels, `must be one of ${levels.join(', ')}`).default('info'),
  },
  FOYER_ADMIN_ID: {
    about: 'Primary identifier of the first administrator, made at start while there is none.',
    schema: z.string().optional(),
  },
  FOYER_ADMIN_PASSWORD: { about: 'Password of that first administrator.', schema: z.string().optional() },
  FOYER_ADMIN_PASSWORD_FILE: {
    about: 'A file that holds that password, instead of FOYER_ADMIN_PASSWORD.',
    schema: z.string().optional(),
  },
  FOYER_ADMIN_FIRST_NAME: { about: 'First name of that first administrator.', schema: z.string().default('Foyer') },
  FOYER_ADMIN_LAST_NAME: { about: 'Last name of that first administrator.', schema: z.string().default('Administrator') },
  FOYER_INSTITUTION: {
    about: 'Name of the library, shown on every page; used when that first administrator is made.',
    schema: z.string().default('My library'),
  },
} as const

const neverShown: readonly string[] = ['FOYER_SMTP_URL']

export type Config = {
  host: string
  port: number
  dataFolder: string
  /** Where files for synchronisation are put. */
  inbox: string
  url: string | undefined
  trustProxy: string | undefined
  mail: { url: string; from: string } | undefined
  timeZone: string
  logLevel: (typeof levels)[number]
  firstAdministrator: { id: string; password: string; firstName: string; lastName: string; institution: string } | undefined
}

/** A setting that cannot be used; the message says which, why and what it is for. */
export class ConfigError extends Error {}

/** Reads the settings once. Throws a ConfigError that names every unusable one. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const problems: string[] = []
  const read = <Name extends keyof typeof settings>(name: Name): z.output<(typeof settings)[Name]['schema']> => {
    const text = environment[name]?.trim()
    const result = settings[name].schema.safeParse(text === '' ? undefined : text)
    const but = neverShown.includes(name) ? '' : `, but is "${text}"`
    if (!result.success) problems.push(`${name} ${result.error.issues[0]?.message}${but}. ${settings[name].about}`)
    return result.data as z.output<(typeof settings)[Name]['schema']>
  }
  const config: Config = {
    host: read('HOST'),
    port: read('PORT'),
    dataFolder: resolve(read('FOYER_DATA') ?? '.'),
    inbox: resolve(read('FOYER_INBOX') ?? join(read('FOYER_DATA') ?? '.', 'inbox')),
    url: read('FOYER_URL')?.replace(/\/+$/, ''),
    trustProxy: read('FOYER_TRUST_PROXY'),
    mail: undefined,
    timeZone: read('FOYER_TIME_ZONE'),
    logLevel: read('LOG_LEVEL'),
    firstAdministrator: undefined,
  }
  const [smtpUrl, from] = [read('FOYER_SMTP_URL'), read('FOYER_MAIL_FROM')]
  // A link in an e-mail leads where people reach Foyer, which nobody but the library knows.
  if (smtpUrl && from && config.url) config.mail = { url: smtpUrl, from }
  else if (problems.length === 0 && (smtpUrl || from))
    problems.push('FOYER_SMTP_URL, FOYER_MAIL_FROM and FOYER_URL go together: set all three, or neither of the first two.')
  const id = read('FOYER_ADMIN_ID')
  const password = secret(environment.FOYER_ADMIN_PASSWORD, read('FOYER_ADMIN_PASSWORD_FILE'), problems)
  if (Boolean(id) !== Boolean(password)) {
    problems.push('FOYER_ADMIN_ID and FOYER_ADMIN_PASSWORD (or FOYER_ADMIN_PASSWORD_FILE) go together: set both or none.')
  }
  if (id && password) {
    const [firstName, lastName] = [read('FOYER_ADMIN_FIRST_NAME'), read('FOYER_ADMIN_LAST_NAME')]
    config.firstAdministrator = { id, password, firstName, lastName, institution: read('FOYER_INSTITUTION') }
  }
  if (problems.length > 0) throw new ConfigError(problems.join('\n'))
  return config
}

function secret(value: string | undefined, file: string | undefined, problems: string[]): string | undefined {
  if (!file) return value || undefined
  try {
    return readFileSync(file, 'utf8').replace(/\r?\n$/, '') || undefined
  } catch {
    problems.push(`FOYER_ADMIN_PASSWORD_FILE names a file that cannot be read: ${file}`)
    return undefined
  }
}
