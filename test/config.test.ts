import { writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isTimeZone } from '#platform/dates.ts'
import { ConfigError, readConfig, settings } from '#src/config.ts'
import { testFolder } from '#test/database.ts'

const admin = { FOYER_ADMIN_ID: 'admin', FOYER_ADMIN_PASSWORD: 'a long enough secret' }

function problemsOf(environment: Record<string, string>): string[] {
  try {
    readConfig(environment)
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError)
    return (error as Error).message.split('\n')
  }
  return []
}

describe('settings', () => {
  it('have defaults with which Foyer starts', () => {
    const { timeZone, ...config } = readConfig({})
    expect(config).toEqual({
      host: '127.0.0.1',
      port: 3000,
      dataFolder: resolve('data'),
      inbox: resolve('data/inbox'),
      url: undefined,
      trustProxy: undefined,
      logLevel: 'info',
      firstAdministrator: undefined,
    })
    expect(isTimeZone(timeZone)).toBe(true)
  })

  it('take what the environment says, blanks at the ends aside', () => {
    const environment = {
      HOST: '0.0.0.0',
      PORT: ' 8080 ',
      FOYER_DATA: '/srv/foyer',
      FOYER_URL: 'https://foyer.example.org/',
      FOYER_TRUST_PROXY: '127.0.0.1',
      FOYER_TIME_ZONE: 'Europe/Vienna',
      LOG_LEVEL: 'warn',
      FOYER_SMTP_URL: 'smtps://foyer:secret@mail.example.org',
      FOYER_MAIL_FROM: 'Library <library@example.org>',
    }
    expect(readConfig(environment)).toEqual({
      host: '0.0.0.0',
      port: 8080,
      dataFolder: '/srv/foyer',
      inbox: '/srv/foyer/inbox',
      url: 'https://foyer.example.org',
      trustProxy: '127.0.0.1',
      mail: { url: 'smtps://foyer:secret@mail.example.org', from: 'Library <library@example.org>' },
      timeZone: 'Europe/Vienna',
      logLevel: 'warn',
      firstAdministrator: undefined,
    })
  })

  it('take an empty one for one that is not set', () => {
    expect(
      readConfig({ HOST: '', PORT: '', FOYER_URL: ' ', LOG_LEVEL: '', FOYER_ADMIN_ID: '', FOYER_ADMIN_PASSWORD: '' }),
    ).toEqual(readConfig({}))
  })

  it('take port 0, which lets the machine choose', () => expect(readConfig({ PORT: '0' }).port).toBe(0))

  it.each(Object.keys(settings))('%s has a sentence that explains it', (name) => {
    expect(settings[name as keyof typeof settings].about).toMatch(/^[A-Z].*\.$/)
  })
})

describe('a setting that cannot be used', () => {
  it.each([
    ['PORT', 'http', 'must be a whole number'],
    ['PORT', '80.5', 'must be a whole number'],
    ['PORT', '-1', 'must be 0 or more'],
    ['PORT', '65536', 'must be at most 65535'],
    ['PORT', 'Infinity', 'must be a whole number'],
    ['FOYER_URL', 'foyer.example.org', 'must be an address such as https://foyer.example.org'],
    ['FOYER_URL', 'ftp://foyer.example.org', 'must be an address such as https://foyer.example.org'],
    ['FOYER_URL', 'javascript:alert(1)', 'must be an address such as https://foyer.example.org'],
    ['FOYER_TIME_ZONE', 'Shire', 'must be a time zone such as Europe/Vienna'],
    ['FOYER_TRUST_PROXY', 'true', 'must name the proxy, such as 127.0.0.1'],
    ['FOYER_TRUST_PROXY', '*', 'must name the proxy, such as 127.0.0.1'],
    ['FOYER_TRUST_PROXY', 'the proxy', 'must name the proxy, such as 127.0.0.1'],
    ['LOG_LEVEL', 'loud', 'must be one of fatal, error, warn, info, debug, trace, silent'],
  ])('%s = %s is refused in words, with what it is for', (name, value, words) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`${name} ${words}`)
    expect(problems[0]).toContain(`but is "${value}"`)
    expect(problems[0]).toContain(settings[name as keyof typeof settings].about)
  })

  it('is told together with all the others', () => {
    const problems = problemsOf({ PORT: 'http', LOG_LEVEL: 'loud', FOYER_TIME_ZONE: 'Shire', FOYER_ADMIN_ID: 'admin' })
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(['PORT', 'FOYER_TIME_ZONE', 'LOG_LEVEL', 'FOYER_ADMIN_ID'])
  })
})

describe('the mail server', () => {
  const [url, from, site] = ['smtps://foyer:secret@mail.example.org', 'library@example.org', 'https://foyer.example.org']
  const together = 'FOYER_SMTP_URL, FOYER_MAIL_FROM and FOYER_URL go together: set all three, or neither of the first two.'

  it.each([
    ['without a sender', { FOYER_SMTP_URL: url, FOYER_URL: site }],
    ['without the address of Foyer', { FOYER_SMTP_URL: url, FOYER_MAIL_FROM: from }],
    ['that is missing', { FOYER_MAIL_FROM: from, FOYER_URL: site }],
  ])('is refused %s', (_what, environment) => expect(problemsOf(environment)).toEqual([together]))

  it('is refused when it is none, without showing its password', () => {
    const problems = problemsOf({ FOYER_SMTP_URL: 'http://foyer:secret@mail', FOYER_MAIL_FROM: from, FOYER_URL: site })
    expect(problems[0]).toContain('FOYER_SMTP_URL must be an address such as smtps://')
    expect(problems.join()).not.toContain('secret')
  })

  it.each(['library', 'a@b\r\nBcc: c@d', 'Library <library>', '@', 'two words@x y'])('takes no %j for a sender', (sender) => {
    const problems = problemsOf({ FOYER_SMTP_URL: url, FOYER_MAIL_FROM: sender, FOYER_URL: site })
    expect(problems[0]).toContain('FOYER_MAIL_FROM must be an e-mail address such as')
  })
})

describe('the first administrator', () => {
  const file = (content: string) => {
    const path = join(testFolder(), 'password')
    writeFileSync(path, content)
    return path
  }

  it('has a name where none is given', () => {
    expect(readConfig(admin).firstAdministrator).toEqual({
      id: 'admin',
      password: 'a long enough secret',
      firstName: 'Foyer',
      lastName: 'Administrator',
      institution: 'My library',
    })
  })

  it('has the name and the library that are given', () => {
    const given = { FOYER_ADMIN_FIRST_NAME: 'Ada', FOYER_ADMIN_LAST_NAME: 'Lee', FOYER_INSTITUTION: 'Northfield' }
    expect(readConfig({ ...admin, ...given }).firstAdministrator).toMatchObject({
      firstName: 'Ada',
      lastName: 'Lee',
      institution: 'Northfield',
    })
  })

  it.each([
    ['one line', 'a secret of a file'],
    ['a line with its end', 'a secret of a file\n'],
    ['a line as Windows ends it', 'a secret of a file\r\n'],
  ])('takes the password from a file of %s', (_what, content) => {
    const environment = { FOYER_ADMIN_ID: 'admin', FOYER_ADMIN_PASSWORD_FILE: file(content) }
    expect(readConfig(environment).firstAdministrator?.password).toBe('a secret of a file')
  })

  it('keeps the blanks of a password', () => {
    const spaced = { ...admin, FOYER_ADMIN_PASSWORD: ' a long enough secret ' }
    expect(readConfig(spaced).firstAdministrator?.password).toBe(' a long enough secret ')
  })

  it.each([
    ['an identifier alone', { FOYER_ADMIN_ID: 'admin' }],
    ['a password alone', { FOYER_ADMIN_PASSWORD: 'a long enough secret' }],
    ['an identifier with an empty password', { FOYER_ADMIN_ID: 'admin', FOYER_ADMIN_PASSWORD: '' }],
  ])('is refused with %s', (_what, environment) => {
    expect(problemsOf(environment)).toEqual([
      'FOYER_ADMIN_ID and FOYER_ADMIN_PASSWORD (or FOYER_ADMIN_PASSWORD_FILE) go together: set both or none.',
    ])
  })

  it('is refused with an empty file, and with one that is not there', () => {
    expect(problemsOf({ FOYER_ADMIN_ID: 'admin', FOYER_ADMIN_PASSWORD_FILE: file('\n') })[0]).toContain('go together')
    const missing = join(testFolder(), 'none')
    expect(problemsOf({ FOYER_ADMIN_ID: 'admin', FOYER_ADMIN_PASSWORD_FILE: missing })[0]).toBe(
      `FOYER_ADMIN_PASSWORD_FILE names a file that cannot be read: ${missing}`,
    )
  })

  it('never shows the password in a refusal', () => {
    const problems = problemsOf({ FOYER_ADMIN_PASSWORD: 'a long enough secret', PORT: 'http' })
    expect(problems).toHaveLength(2)
    expect(problems.join('\n')).not.toContain('a long enough secret')
  })
})
