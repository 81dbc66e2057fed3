import { expect, it } from 'vitest'
import type { Condition } from '#search-index/find.ts'
import type { Entry } from '#search-index/search-index.ts'
import { filledIndex } from './entries.ts'

type Facet = Extract<Condition, { is: 'facet' }> & { codes: string[] }

const people: Partial<Entry>[] = Array.from({ length: 40 }, (_one, n) => ({
  kind: n % 10 === 3 ? 'STAFF' : 'PUBLIC',
  last: [n % 3 === 0 ? 'Smith' : 'Jones'],
  counted: { account: ['INTERNAL'], status: [n % 4 === 0 ? 'INACTIVE' : 'ACTIVE'], group: n % 2 === 0 ? ['FACULTY'] : [] },
}))
const codesOf = ({ kind, counted }: Partial<Entry>, of: string) => (of === 'kind' ? [kind] : (counted?.[of] ?? []))
const meets = (person: Partial<Entry>, { kind, codes, not }: Facet) =>
  codes.some((code) => codesOf(person, kind).includes(code)) !== (not ?? false)

const conditions: Facet[] = [
  ['status', 'ACTIVE'],
  ['status', 'INACTIVE'],
  ['status', 'ACTIVE', 'INACTIVE'],
  ['status', 'LOST'],
  ['account', 'INTERNAL'],
  ['account', 'EXTERNAL'],
  ['kind', 'PUBLIC'],
  ['kind', 'STAFF', 'CONTACT'],
  ['group', 'FACULTY'],
].flatMap(([kind = '', ...codes]): Facet[] => [
  { is: 'facet', kind, codes },
  { is: 'facet', kind, codes, not: true },
])

it('what nearly everybody has, and what nobody has, is found and left out as any other value, in every company', async () => {
  const { find } = await filledIndex(people)
  const pairs = conditions.flatMap((one) => conditions.map((other) => [one, other]))
  for (const group of pairs)
    for (const text of ['', 'smith']) {
      const found = await find(text, { where: [group] })
      const expected = people.flatMap((person, n) =>
        group.every((one) => meets(person, one)) && (text === '' || person.last?.[0] === 'Smith') ? [n + 1] : [],
      )
      expect(
        found.toSorted((one, other) => one - other),
        JSON.stringify([text, group]),
      ).toEqual(expected)
    }
})

it('the same where one of two must hold', async () => {
  const { find } = await filledIndex(people)
  for (const one of conditions)
    for (const other of conditions) {
      const either = { is: 'any' as const, of: [one, other] }
      const expected = people.flatMap((person, n) => (meets(person, one) || meets(person, other) ? [n + 1] : []))
      for (const where of [[[either]], [[one], [other]]]) {
        const found = await find('', { where })
        expect(
          found.toSorted((a, b) => a - b),
          JSON.stringify(where),
        ).toEqual(expected)
      }
    }
})
