import { expect, it } from 'vitest'
import { sampleUsers } from '#load/sample/sample-users.ts'
import { findEntries } from '#search-index/search-index.ts'
import { entry, filledIndex } from './entries.ts'
import { foundBy, matches } from './scan.ts'

/** The same numbers at every run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const signs = [
  '%',
  '_',
  '*',
  '"',
  '(',
  ')',
  ':',
  '-',
  '^',
  'NEAR',
  'AND',
  'OR',
  'NOT',
  '{last}:',
  '+',
  '@',
  "'",
  '\\',
  '\u0000',
  '\ue001',
  '\ue000',
]
const rounds = Number(process.env.FUZZ ?? 3000)

it(`finds what a look at everybody finds, for ${rounds} texts of all kinds`, async () => {
  const people = [...sampleUsers({ count: 300, seed: 7, today: '2026-11-22' })].map(({ fields, ...lists }, n) =>
    entry({
      id: n + 1,
      last: [fields.last_name],
      first: [fields.first_name],
      middle: [fields.middle_name],
      prefFirst: [fields.pref_first_name],
      primaryId: String(fields.primary_id),
      barcodes: lists.identifiers.map(({ value }) => value),
      emails: lists.emails.map(({ address }) => address),
      phones: lists.phones.map(({ number }) => number),
    }),
  )
  const { db } = await filledIndex(people)
  const words = people.map(foundBy)
  const known = words.flatMap((own) => [...own])
  const draw = numbers(11)
  const piece = (): string => {
    const kind = draw(6)
    if (kind === 0) return signs[draw(signs.length)] ?? ''
    if (kind === 1) return String.fromCharCode(draw(128))
    const word = known[draw(known.length)] ?? ''
    if (kind === 2) return word
    if (kind === 3) return word.slice(0, 1 + draw(3)).toUpperCase()
    return word.slice(draw(2), 1 + draw(word.length + 1))
  }
  for (let round = 0; round < rounds; round += 1) {
    const glue = ['', ' ', ' ', '-'][draw(4)] ?? ''
    const typed = Array.from({ length: 1 + draw(4) }, piece).join(glue)
    if (typed.trim() === '') continue
    const found = await findEntries(db.read, { text: typed, index: 'all' }, { limit: 1000 })
    const expected = people.filter((_one, n) => matches(words[n] as Set<string>, typed)).map(({ id }) => id)
    expect([typed, found.toSorted((a, b) => a - b)]).toEqual([typed, expected])
  }
})
