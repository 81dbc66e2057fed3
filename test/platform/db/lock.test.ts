import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { isLocked, takeLock } from '#platform/db/lock.ts'
import { testFolder } from '#test/database.ts'

const home = join(import.meta.dirname, '..', '..', '..')

/** Another process that holds the lock until it is ended. Answers its number. */
async function holderOf(file: string) {
  const script = `import { takeLock } from '#platform/db/lock.ts'
    const lock = takeLock(${JSON.stringify(file)})
    console.log(lock ? process.pid : 'refused')
    setInterval(() => lock, 1000)`
  const child = spawn(process.execPath, ['run.mjs', '--input-type=module', '-e', script], {
    cwd: home,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const pid = Number(line)
  const end = async () => {
    if (child.exitCode !== null) return
    process.kill(pid, 'SIGKILL')
    await once(child, 'exit')
  }
  onTestFinished(end)
  return { pid, end }
}

it('refuses a second taker, and is free again after release', () => {
  const file = join(testFolder(), 'server.lock')
  const lock = takeLock(file)
  expect(lock).toBeDefined()
  expect(takeLock(file)).toBeUndefined()
  expect(isLocked(file)).toBe(true)
  lock?.release()
  expect(isLocked(file)).toBe(false)
  const again = takeLock(file)
  expect(again).toBeDefined()
  again?.release()
})

it('is not taken by asking', () => {
  const file = join(testFolder(), 'server.lock')
  expect(isLocked(file)).toBe(false)
  expect(isLocked(file)).toBe(false)
})

it('holds against another process, and ends with it when it is killed', async () => {
  const file = join(testFolder(), 'server.lock')
  const { pid, end } = await holderOf(file)
  expect(pid).toBeGreaterThan(0)
  expect(takeLock(file)).toBeUndefined()
  await end()
  const lock = takeLock(file)
  expect(lock).toBeDefined()
  lock?.release()
})

it('says what is wrong when the file cannot be made', () => {
  expect(() => takeLock(join(testFolder(), 'no such folder', 'server.lock'))).toThrow()
})
