import { chmodSync, mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isFolderName, lookInto, takeNext } from '#sync/inbox.ts'
import { testFolder } from '#test/database.ts'

const minute = 60_000
const later = { now: () => Date.now() + minute }

function house() {
  const folder = testFolder()
  const inbox = { folder: join(folder, 'inbox'), kept: join(folder, 'kept') }
  const school = join(inbox.folder, 'school')
  mkdirSync(school, { recursive: true })
  const started: string[] = []
  const starter = {
    start: async ({ name }: { name: string }) => started.push(name),
    runSince: async () => undefined as number | undefined,
  }
  const put = (name: string, text = name, age = 0) => {
    writeFileSync(join(school, name), text)
    const at = new Date(Date.now() - age)
    utimesSync(join(school, name), at, at)
  }
  const take = (look = later) => takeNext(inbox, 'school', starter, look)
  return { inbox, school, started, starter, put, take }
}

describe('the watched folder', () => {
  it('gives the oldest file first and puts each aside as handled', async () => {
    const { school, started, put, take } = house()
    put('b.xml', 'b', 3 * minute)
    put('a.xml', 'a', 2 * minute)
    expect([(await take()).run, (await take()).run, (await take()).run]).toEqual([1, 2, undefined])
    expect(started).toEqual(['b.xml', 'a.xml'])
    expect(readdirSync(school).sort()).toEqual(['a.xml.handled', 'b.xml.handled'])
  })

  it('leaves a file that is still being written, whatever time it says of itself', async () => {
    const { inbox, started, put, take } = house()
    put('a.xml', 'half', 60 * minute)
    expect((await take({ now: () => Date.now() })).run).toBeUndefined()
    expect((await lookInto(inbox, 'school', { now: () => Date.now() }))[0]?.state).toBe('being written')
    expect(started).toEqual([])
    expect((await take()).run).toBe(1)
  })

  it('leaves symbolic links and folders, and says so', async () => {
    const { school, started, put, take } = house()
    put('.hidden')
    symlinkSync('/etc/hostname', join(school, 'link.xml'))
    mkdirSync(join(school, 'below'))
    const { run, told } = await take()
    expect([run, told]).toEqual([undefined, [expect.stringContaining('link.xml is a symbolic link')]])
    expect(started).toEqual([])
  })

  it('never takes the same file twice, even when it could not be renamed or comes back', async () => {
    const { school, started, put, take } = house()
    put('a.xml', 'a', 5 * minute)
    await take()
    // As a mirror brings it: the same bytes, the same time.
    rmSync(join(school, 'a.xml.handled'))
    put('a.xml', 'a')
    utimesSync(join(school, 'a.xml'), new Date(1_000_000), new Date(1_000_000))
    await take()
    put('a.xml', 'a')
    utimesSync(join(school, 'a.xml'), new Date(1_000_000), new Date(1_000_000))
    const { run, told } = await take()
    expect([run, told[0]]).toEqual([undefined, expect.stringContaining('was taken before, by run 2')])
    expect(started).toHaveLength(2)
    put('a.xml', 'b')
    expect((await take()).run).toBe(3)
  })

  it('takes a file again whose run never began, and not one whose run did', async () => {
    const { started, starter, put, take } = house()
    put('a.xml', 'a', minute)
    const { start } = starter
    starter.start = async () => Promise.reject(new Error('The power went.'))
    await expect(take()).rejects.toThrow('The power went.')
    starter.runSince = async () => 7
    starter.start = start
    expect((await take()).told[0]).toContain('by run 7')
    expect(started).toEqual([])
  })

  it('two processes that look at once take it once', async () => {
    const { started, put, take } = house()
    put('a.xml', 'a', minute)
    const both = await Promise.allSettled([take(), take()])
    expect(started).toEqual(['a.xml'])
    expect(both.filter((one) => one.status === 'fulfilled' && one.value.run === 1)).toHaveLength(1)
  })

  it('says when the folder is missing, is a link, or is no folder of the inbox', async () => {
    const { inbox, school } = house()
    symlinkSync(school, join(inbox.folder, 'other'))
    await expect(lookInto(inbox, 'gone', later)).rejects.toThrow('There is no folder gone')
    await expect(lookInto(inbox, 'other', later)).rejects.toThrow('links are not followed')
    for (const name of ['..', '../inbox', 'a/b', '', '.x', 'a\\b', 'x.']) expect(isFolderName(name), name).toBe(false)
    expect(isFolderName('School of law-2')).toBe(true)
  })

  it('leaves an empty file, and one that is too large', async () => {
    const { inbox, put, starter } = house()
    put('a.xml', '')
    put('b.xml', 'too much')
    const { run, told } = await takeNext(inbox, 'school', starter, { ...later, largest: 3 })
    expect([run, told.length]).toEqual([undefined, 2])
    chmodSync(join(inbox.folder, 'school'), 0o700)
  })
})
