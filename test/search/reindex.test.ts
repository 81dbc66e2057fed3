import { Command } from 'commander'
import { expect, it, onTestFinished, vi } from 'vitest'
import { rawRun } from '#platform/db/raw.ts'
import { searchCommands } from '#search/search.commands.ts'
import { dropEntry } from '#search-index/search-index.ts'
import { buildingOf } from '#search-index/state.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makePeople, namesFor, search } from './people.ts'

async function reindex({ db, clock, files }: TestApp): Promise<string> {
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((words) => void said.push(words))
  onTestFinished(() => log.mockRestore())
  const program = new Command()
  searchCommands(program, async (work) => {
    const room = { db, clock, timeZone: 'UTC', files, database: '', sync: '', inbox: '', serverIsRunning: () => true }
    expect(await work(room)).toBe(0)
  })
  await program.parseAsync(['node', 'foyer', 'reindex'])
  return said.join('\n')
}

it('works: fills the index anew, and says how many are in it', async () => {
  const app = await testApp()
  const [lee] = await makePeople(app, ['Lee, Ana', 'Park, Bo'])
  const vera = await app.as('viewer')
  await app.db.write((tx) => dropEntry(tx, lee?.id ?? 0))
  expect(await namesFor(vera, 'ana')).toEqual([])
  expect(await reindex(app)).toBe('The search index holds 4 users.')
  expect(await namesFor(vera, 'ana')).toEqual(['Lee, Ana'])
})

it('the list says how far the index has come while it is filled', async () => {
  const app = await testApp()
  await makePeople(app, ['Lee, Ana'])
  const vera = await app.as('viewer')
  const building = { phase: 'filling', after: { key: '', id: 0 }, done: 1200, total: 5000, gap: 100 }
  await app.db.write(async (tx) => rawRun(tx, 'INSERT INTO search_state VALUES (?, ?)', 'building', JSON.stringify(building)))
  const page = await search(vera, 'lee')
  expect(page.text).toContain('1,200 of 5,000 users are in the search index.')
  expect(page.text).toContain('until it is whole, people may be missing here')
})

it('is filled at the start of a server that finds an older index', async () => {
  const app = await testApp()
  await makePeople(app, ['Lee, Ana', 'Park, Bo'])
  await app.db.write(async (tx) => {
    rawRun(tx, "INSERT INTO user_search (user_search) VALUES ('delete-all')")
    for (const table of ['user_entry', 'search_state']) rawRun(tx, `DELETE FROM ${table}`)
  })
  const vera = await app.as('viewer')
  await vi.waitFor(() => expect(buildingOf(app.db.read)).toBeUndefined(), { timeout: 5000 })
  expect(await namesFor(vera, '')).toEqual(['Administrator, Ada', 'Lee, Ana', 'Park, Bo', 'Viewer, Vera'])
})
