import { expect, it } from 'vitest'
import type { Entry } from '#search-index/search-index.ts'
import { dropEntry, putEntry } from '#search-index/search-index.ts'
import { checkSearch } from '#src/check/check-search.ts'
import type { TestApp } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { searchEntryOf } from '#users/search-entry.ts'
import type { User } from '#users/users.table.ts'

async function found({ db, clock }: TestApp): Promise<string[]> {
  const words: string[] = []
  for await (const one of checkSearch.run({ db, clock, files: '' })) words.push(one)
  return words
}

it('finds nothing where nothing is wrong, whatever the script', async () => {
  const app = await testApp({ people: ['viewer'] })
  for (const [n, lastName] of ["O'Brien-Núñez", '김', 'الزهراء', 'Straße', 'Ærø', '田中'].entries())
    await app.makeUser({
      values: { primaryId: `A-${n}`, firstName: 'Zoë', lastName, userGroup: 'FACULTY' },
      emails: [{ address: `z.o-e${n}@Über.example` }],
      phones: [{ number: '+46 (0)70-123' }],
      identifiers: [{ type: 'BARCODE', value: `b 12-${n}` }],
    })
  expect(await found(app)).toEqual([])
})

it('names each user whose entry says something else', async () => {
  const app = await testApp()
  const make = (n: number) =>
    app.makeUser({ values: { primaryId: `p${n}`, firstName: 'Pia', lastName: `Park ${n}`, userGroup: 'FACULTY' } })
  const [one, two, three, four] = [await make(1), await make(2), await make(3), await make(4)]
  const texts = { last: ['Park'], first: ['Pia'], identifiers: [], barcodes: [], emails: [], phones: [] }
  const held = async (user: User) => (await searchEntryOf(app.db.read, user)) as Entry
  const [second, third, fourth] = [await held(two), await held(three), await held(four)]
  await app.db.write(async (tx) => {
    await dropEntry(tx, one.id)
    await putEntry(tx, { ...second, sortName: 'Zuckermann' })
    await putEntry(tx, { ...third, primaryId: 'other' })
    await putEntry(tx, { ...fourth, kind: 'STAFF' })
    await putEntry(tx, { ...texts, id: 999, kind: 'PUBLIC', sortName: 'Nobody', primaryId: 'none' })
  })
  expect(await found(app)).toEqual([
    `No search finds user ${one.id}.`,
    `Lists have user ${two.id} at the place of another name.`,
    `A search finds user ${three.id} by other words than the record says.`,
    `User ${four.id} is counted as something else than the record says.`,
    'A search finds user 999, who is not there.',
  ])
})
