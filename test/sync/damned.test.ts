import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { ProfileValues } from '#sync/profiles.ts'
import { startRun } from '#sync/runs.ts'
import { testFolder } from '#test/database.ts'
import { zipOf } from './read/files.ts'
import { everything, fileXml, syncWorld, told, userXml } from './world.ts'

const good = Array.from({ length: 300 }, (_one, at) => ({ id: `s${at}`, last: 'Berg', card: `c${at}` }))
const begun = fileXml(good).replace('</users>\n', '')
const mega = 1024 * 1024
const csvProfile: Partial<ProfileValues> = {
  format: 'csv',
  columns: [
    { heading: 'Id', target: 'primaryId' },
    { heading: 'First', target: 'firstName' },
    { heading: 'Last', target: 'lastName' },
  ] as never,
}
const rows = good.map(({ id }) => `${id},Ana,Berg\n`).join('')

/** Runs a file of any bytes in a library where a hundred of its people are, and tells what became of it and of them. */
async function runs(content: string | Buffer, profile: Partial<ProfileValues> = {}) {
  const world = await syncWorld(profile)
  const isCsv = profile.format === 'csv'
  await world.run(isCsv ? `Id,First,Last\n${rows.slice(0, 1000)}` : good.slice(0, 100).map((one) => ({ ...one, last: 'Lee' })))
  const before = await everything(world.db)
  const path = join(testFolder(), 'users')
  writeFileSync(path, content)
  const file = { path, name: 'users' }
  const choice = { action: 'synchronise', dryRun: false, full: false } as const
  const run = await world.work(await startRun(world.room, world.actor, { profile: { id: world.profile }, file, ...choice }))
  return { world, run, isUntouched: JSON.stringify(before) === JSON.stringify(await everything(world.db)) }
}

it.each<[string, () => string | Buffer | Promise<Buffer>, RegExp, Partial<ProfileValues>?]>([
  ['unclosed', () => begun, /^Line \d{3,4}: The element users is not closed/],
  ['cut off in a user', () => begun.slice(0, -40), /^Line \d{3,4}: The element \w+ is not closed/],
  ['of two roots', () => `${fileXml(good)}<users/>`, /^Line \d{3,4}: A second outermost element/],
  [
    'with a document type further on',
    () => `${begun}<!DOCTYPE users [<!ENTITY x SYSTEM "file:///etc/passwd">]>${userXml({ id: 'x' })}`,
    /^Line \d{3,4}: .*doctype/i,
  ],
  ['with laughs', () => `<!DOCTYPE users [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${fileXml(good)}`, /^Line 1: .*doctype/i],
  [
    'in the wrong encoding',
    () => Buffer.concat([Buffer.from(begun), Buffer.from(`${userXml({ id: 'x', last: 'Zoë' })}</users>`, 'latin1')]),
    /^Line \d{3,4}: The byte EB/,
  ],
  ['empty', () => '', /^The file is empty/],
  ['of nobody', () => '<users></users>', /holds no user/],
  [
    'without the match identifier',
    () => fileXml(good).replace(/<primary_id>.*?<\/primary_id>/g, ''),
    /^Nobody in this file has a primary identifier/,
  ],
  [
    'with another match identifier',
    () => fileXml(good),
    /^Nobody in this file has an identifier of type INST_ID/,
    { matchBy: 'INST_ID' },
  ],
  ['a zip cut off', async () => (await zipOf({ 'users.xml': fileXml(good) })).subarray(0, -30), /zip is cut off/],
  [
    'a zip whose second file is damaged',
    async () => zipOf({ 'a.xml': fileXml(good), 'b.xml': begun }),
    /^b\.xml, line \d+: The element users is not closed/,
  ],
  [
    'a zip that swells',
    async () => zipOf({ 'a.xml': fileXml(good), 'b.xml': `<users>${' '.repeat(80 * mega)}</users>` }),
    /200 times its size/,
  ],
  [
    'with a field of 100 MB',
    () => `${begun}<user><primary_id>x</primary_id><first_name>${'x'.repeat(100 * mega)}</first_name></user></users>`,
    /^Line \d{3,4}: /,
  ],
  ['a CSV with doubled headings', () => `Id,First,Last,first\n${rows}`, /First|first/, csvProfile],
  ['a CSV without a heading that is mapped', () => `Id,First\ns1,Ana\n`, /Last/, csvProfile],
  ['an empty CSV', () => '', /empty/, csvProfile],
  ['a CSV with a quote that never ends', () => `Id,First,Last\n${rows}x,"Ana,Berg\n`, /Line \d+/i, csvProfile],
])('a file %s ends its run in words, and nobody is written', async (_name, content, words, profile = {}) => {
  const { run, isUntouched, world } = await runs(await content(), profile)
  expect([run.state, run.message]).toEqual(['failed', expect.stringMatching(words)])
  expect(isUntouched).toBe(true)
  expect(run.applied).toMatchObject({ created: 0, updated: 0, deactivated: 0 })
  await expect(world.apply(run.id)).rejects.toThrow()
  if (profile.format === 'csv') return
  const mended = await world.run(good)
  if (!profile.matchBy) expect(told(mended)).toEqual({ state: 'finished', counts: [200, 100, 0, 0, 0] })
})

it('a row with another number of cells is rejected with its line, and the others are read', async () => {
  const { run, world } = await runs(`Id,First,Last\nnew1,Ana,Berg\nnew2,Ana\nnew3,Ana,Berg,more\nnew4,Bo,Berg\n`, csvProfile)
  expect(told(run)).toEqual({ state: 'finished', counts: [2, 0, 0, 2, 0] })
  const rejected = await world.rows(run.id, 'reject')
  expect(rejected.map(({ line }) => line)).toEqual([3, 4])
  for (const { reason } of rejected) expect(reason).toMatch(/cells/)
})

it('a full file that leaves nine of ten out is held back until a person confirms it', async () => {
  const world = await syncWorld({ absentPeople: 'deactivate', guardShare: 10 })
  await world.apply((await world.run(good, { full: true, dryRun: true })).id, true)
  const before = await everything(world.db)
  const held = await world.run(good.slice(0, 30), { full: true })
  expect(held.state).toBe('guarded')
  expect(held.message).toContain('270 of the 300 people of this source would become inactive')
  expect(await everything(world.db)).toEqual(before)
  await expect(world.apply(held.id)).rejects.toThrow('270 of the 300')
  expect((await world.apply(held.id, true)).applied).toMatchObject({ deactivated: 270 })
  const back = await world.run(good, { full: true })
  expect([back.state, back.counts.updated]).toEqual(['guarded', 270])
  await world.apply(back.id, true)
  expect((await world.user('s299')).status).toBe('ACTIVE')
})
