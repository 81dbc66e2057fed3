import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect, it } from 'vitest'
import type { Incoming } from '#files/disk.ts'
import { clearLeftovers, placeOf, takeIn } from '#files/disk.ts'
import { everyFile } from '#files/files.queries.ts'
import { keep, keeping } from '#files/files.ts'
import { sweepFiles } from '#files/sweep.ts'
import { fixedClock } from '#platform/clock.ts'
import { checkFiles } from '#src/check/check-files.ts'
import { testDatabase, testFolder } from '#test/database.ts'

const house = () => ({ db: testDatabase(), clock: fixedClock('2026-11-22'), files: join(testFolder(), 'files') })
type House = ReturnType<typeof house>
const taken = async ({ files }: House, text: string) => (await takeIn(files, Readable.from([Buffer.from(text)]), 100)) as Incoming
const troubles = async (room: House) => {
  const found: string[] = []
  for await (const words of checkFiles.run(room)) found.push(words)
  return found
}

it('takes in what fits, and leaves nothing of what does not', async () => {
  const { files } = house()
  expect(await takeIn(files, Readable.from([Buffer.alloc(60), Buffer.alloc(41)]), 100)).toBe('too large')
  expect(await takeIn(files, Readable.from([]), 100)).toBe('empty')
  const broken = Readable.from(
    (async function* () {
      yield Buffer.alloc(10)
      throw new Error('gone')
    })(),
  )
  expect(await takeIn(files, broken, 100)).toBe('cut off')
  expect(readdirSync(join(files, 'tmp'))).toEqual([])
})

it.each([
  ['text', 'Łukasz\n\tb', 'text/plain'],
  ['text with a control character', 'a\u0007b', 'application/octet-stream'],
  ['bytes that are no text', Buffer.from([0xc3, 0x28]), 'application/octet-stream'],
  ['a letter cut in two', Buffer.from([0x61, 0xc3]), 'application/octet-stream'],
  ['PDF', '%PDF-1.7\n', 'application/pdf'],
  ['a page', '<html><body>', 'text/plain'],
  ['a feed', '<?xml version="1.0"?><rss/>', 'text/plain'],
])('tells by its bytes: %s', async (_name, bytes, mediaType) => {
  const { files } = house()
  expect(await takeIn(files, Readable.from([Buffer.from(bytes as string)]), 100)).toMatchObject({ mediaType })
})

it('a write that fails keeps neither row nor bytes, unless somebody else has them', async () => {
  const room = house()
  const { db, files, clock } = room
  const incoming = await taken(room, 'a')
  const failing = keeping(db, files, [incoming], async (tx) => {
    await keep(tx, files, incoming, clock.now())
    expect(existsSync(placeOf(files, incoming.hash))).toBe(true)
    throw new Error('refused')
  })
  await expect(failing).rejects.toThrow('refused')
  expect([existsSync(placeOf(files, incoming.hash)), await everyFile(db.read)]).toEqual([false, []])
  const [one, same] = [await taken(room, 'a'), await taken(room, 'a')]
  await keeping(db, files, [one], (tx) => keep(tx, files, one, clock.now()))
  await expect(keeping(db, files, [same], async () => Promise.reject(new Error('refused')))).rejects.toThrow()
  expect(existsSync(placeOf(files, one.hash))).toBe(true)
  expect(await troubles(room)).toEqual([])
})

it('two uploads of the same bytes at once are kept once', async () => {
  const room = house()
  const both = await Promise.all([taken(room, 'a'), taken(room, 'a')])
  await Promise.all(both.map((one) => keeping(room.db, room.files, [one], (tx) => keep(tx, room.files, one, 1))))
  expect(await everyFile(room.db.read)).toHaveLength(1)
  expect(await troubles(room)).toEqual([])
})

it('what failed uploads left is cleared: all of it at the start, later only what is old', async () => {
  const room = house()
  const tmp = join(room.files, 'tmp')
  mkdirSync(tmp, { recursive: true })
  for (const name of ['old', 'new']) writeFileSync(join(tmp, name), 'half')
  utimesSync(join(tmp, 'old'), new Date(2020, 1), new Date(2020, 1))
  expect(await troubles(room)).toEqual(['The upload old was never finished.'])
  await sweepFiles(room)
  expect(readdirSync(tmp)).toEqual(['new'])
  await clearLeftovers(room.files, { all: true })
  expect(readdirSync(tmp)).toEqual([])
})

it('the check finds what is missing, changed, unknown and foreign; the job removes what nobody knows', async () => {
  const room = house()
  const [one, two] = [await taken(room, 'one'), await taken(room, 'two')]
  await keeping(room.db, room.files, [one, two], async (tx) => {
    for (const file of [one, two]) await keep(tx, room.files, file, room.clock.now())
  })
  writeFileSync(placeOf(room.files, one.hash), 'ONE')
  mkdirSync(join(room.files, 'zz'))
  writeFileSync(join(room.files, 'zz', 'y'), 'x')
  const found = await troubles(room)
  expect(found).toEqual([
    `The bytes of file ${one.hash} are not those that were kept.`,
    'There is a file zzy on disk that the database does not know.',
  ])
  await sweepFiles(room)
  expect(existsSync(join(room.files, 'zz', 'y'))).toBe(false)
})
