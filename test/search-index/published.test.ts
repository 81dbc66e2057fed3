import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, it } from 'vitest'
import { filledIndex } from './entries.ts'

type Pair = { typed: string; stored: string }
const listed = (file: string): Pair[] => parse(readFileSync(join(import.meta.dirname, file)), { columns: true })
const finds = listed('finds.csv')
const findsNot = listed('finds-not.csv')

it('the published lists are long enough to mean something', () => {
  expect(finds.length).toBeGreaterThanOrEqual(150)
  expect(findsNot.length).toBeGreaterThanOrEqual(40)
})

it('each pair of finds.csv is found, alone and among all the others', async () => {
  const stored = [...new Set(finds.map((pair) => pair.stored))]
  const { find } = await filledIndex(stored.map((name) => ({ sortName: name, last: [name] })))
  const missed: Pair[] = []
  for (const pair of finds)
    for (const index of ['all', 'names', 'last_name'] as const)
      if (!(await find(pair.typed, { index })).includes(stored.indexOf(pair.stored) + 1)) missed.push(pair)
  expect(missed).toEqual([])
})

it('no pair of finds-not.csv is found', async () => {
  const stored = [...new Set(findsNot.map((pair) => pair.stored))]
  const { find } = await filledIndex(stored.map((name) => ({ sortName: name, last: [name] })))
  const found: Pair[] = []
  for (const pair of findsNot) if ((await find(pair.typed)).includes(stored.indexOf(pair.stored) + 1)) found.push(pair)
  expect(found).toEqual([])
})
