import { expect, it } from 'vitest'
import { narrow, otherThanSaid } from './access.ts'

it.each(narrow)('a person with the role %s may what the table says, and nothing else', async (column) => {
  expect(await otherThanSaid(column)).toEqual([])
})
