import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { testFolder } from '#test/database.ts'

const home = join(import.meta.dirname, '..')
const admin = { FOYER_ADMIN_ID: 'admin', FOYER_ADMIN_PASSWORD: 'a long enough secret' }
const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)

/** A server as `npm start` starts it, on a port that the machine chooses. */
function start(folder: string, environment: Record<string, string> = {}) {
  const server = spawn(process.execPath, ['run.mjs', 'src/server.ts'], {
    cwd: home,
    env: { PATH: process.env.PATH, PORT: '0', FOYER_DATA: folder, LOG_LEVEL: 'info', ...environment },
  })
  const said = { out: '', error: '' }
  server.stdout.on('data', (text) => {
    said.out += text
  })
  server.stderr.on('data', (text) => {
    said.error += text
  })
  const ended = once(server, 'close').then(([code]) => code as number)
  onTestFinished(async () => {
    server.kill('SIGTERM')
    await ended
  })
  const says = async (words: RegExp): Promise<string> => {
    for (;;) {
      const found = words.exec(said.out)
      if (found) return found[1] ?? found[0]
      await Promise.race([once(server.stdout, 'data'), ended])
      if (server.exitCode !== null && !words.test(said.out)) throw new Error(`The server ended: ${said.error}`)
    }
  }
  return {
    said,
    ended,
    says,
    address: () => says(/Foyer is at (http:\S+)\n/),
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      server.kill(signal)
      return ended
    },
  }
}

const dataFolder = () => join(testFolder(), 'data')

describe('a server', () => {
  it('answers on the address it prints, keeps its folder to itself, and stops when told', async () => {
    const folder = dataFolder()
    const server = start(folder, admin)
    const address = await server.address()
    const health = await fetch(`${address}/health`)
    expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }])
    expect(modeOf(folder)).toBe('700')
    expect(['foyer.sqlite', 'session-secret'].map((file) => modeOf(join(folder, file)))).toEqual(['600', '600'])
    const before = performance.now()
    expect(await server.stop()).toBe(0)
    expect(performance.now() - before).toBeLessThan(5000)
    expect(server.said.error).toBe('')
    await expect(fetch(`${address}/health`)).rejects.toThrow()
  })

  it.each(['SIGINT', 'SIGHUP'] as const)('stops on %s too', async (signal) => {
    const server = start(dataFolder(), admin)
    await server.address()
    expect(await server.stop(signal)).toBe(0)
  })

  it('refuses a second one on the same data in words, and goes on', async () => {
    const folder = dataFolder()
    const first = start(folder, admin)
    const address = await first.address()
    const second = start(folder)
    expect(await second.ended).toBe(1)
    expect(second.said.error).toBe(`Another Foyer server is running on ${folder}. Stop it first.\n`)
    expect((await fetch(`${address}/health`)).status).toBe(200)
  })

  it('keeps its sessions over a restart', async () => {
    const folder = dataFolder()
    const secret = () => readFileSync(join(folder, 'session-secret'), 'utf8')
    const first = start(folder, admin)
    await first.address()
    const before = secret()
    await first.stop()
    await start(folder).address()
    expect(secret()).toBe(before)
    expect(before.trim().length).toBeGreaterThanOrEqual(43)
  })

  it('writes no query to its log: they hold names and tokens', async () => {
    const server = start(dataFolder(), admin)
    const address = await server.address()
    for (const path of ['/users?q=geheim', '/setup?token=geheim', '/no-such-page?geheim=1', '/%ED%A0%80?geheim']) {
      await fetch(`${address}${path}`, { redirect: 'manual', headers: { referer: `${address}/users?q=geheim` } })
    }
    await fetch(`${address}/sign-in?back=geheim`, { method: 'POST', body: new URLSearchParams({ password: 'geheim' }) })
    await server.stop()
    expect(server.said.out).toContain('"url":"/users"')
    expect(server.said.out).toContain('"url":"/no-such-page"')
    expect(server.said.out + server.said.error).not.toContain('geheim')
  })
})

describe('the first run', () => {
  it('leaves its one-time address in a file for the owner, and never in a log', async () => {
    const folder = dataFolder()
    const server = start(folder)
    const address = await server.address()
    const file = join(folder, 'setup-token')
    expect(await server.says(/Set it up at the address in the file (\S+)\n/)).toBe(file)
    const url = readFileSync(file, 'utf8').trim()
    expect(url).toMatch(new RegExp(`^${address}/setup\\?token=[\\w-]{32,}$`))
    expect(modeOf(file)).toBe('600')
    const answer = await fetch(url, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/setup'])
    await server.stop()
    expect(server.said.out).not.toContain(url.split('token=')[1])
  })

  it('makes a new address at each start, and none once there is an administrator', async () => {
    const folder = dataFolder()
    const file = join(folder, 'setup-token')
    const tokens: string[] = []
    for (const environment of [{}, {}, admin]) {
      const server = start(folder, environment)
      const address = await server.address()
      if (!('FOYER_ADMIN_ID' in environment)) await server.says(/Set it up at/)
      expect((await fetch(`${address}/setup`)).status).toBe('FOYER_ADMIN_ID' in environment ? 404 : 403)
      tokens.push(existsSync(file) ? new URL(readFileSync(file, 'utf8').trim()).search : 'none')
      await server.stop()
    }
    expect(new Set(tokens).size).toBe(3)
    expect(tokens[2]).toBe('none')
  })
})

describe('a server that cannot start says why in words', () => {
  it.each([
    ['a weak password', { ...admin, FOYER_ADMIN_PASSWORD: 'short' }, 'FOYER_ADMIN_PASSWORD: Use at least 8 characters.\n'],
    ['a setting that cannot be used', { PORT: 'http' }, 'PORT must be a whole number, but is "http". The port to listen on.\n'],
  ])('%s', async (_what, environment, words) => {
    const server = start(dataFolder(), environment)
    expect(await server.ended).toBe(1)
    expect([server.said.error, server.said.out]).toEqual([words, ''])
  })

  it('a proxy that is no address', async () => {
    const server = start(dataFolder(), { ...admin, FOYER_TRUST_PROXY: 'the proxy' })
    expect(await server.ended).toBe(1)
    expect(server.said.error).toMatch(/^FOYER_TRUST_PROXY must name the proxy/)
  })

  it('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    onTestFinished(() => void other.close())
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    const server = start(dataFolder(), { ...admin, PORT: String(port) })
    expect(await server.ended).toBe(1)
    expect(server.said.error).toBe(`Port ${port} is taken by another program. Choose another with PORT.\n`)
  })

  it('an address that this machine does not have', async () => {
    const server = start(dataFolder(), { ...admin, HOST: '203.0.113.7' })
    expect(await server.ended).toBe(1)
    expect(server.said.error).toMatch(/^[^\n]*HOST[^\n]*\n$/)
  })
})
