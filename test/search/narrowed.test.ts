import { expect, it } from 'vitest'
import { addDays } from '#platform/dates.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { namesOn } from './people.ts'

const seeds = Number(process.env.FOYER_TEST_SEEDS ?? 4)

/** Every value beside a result that has a number. */
const numbersOn = ({ $ }: Page) =>
  $('fieldset.facet label')
    .toArray()
    .map((label) => ({ value: String($(label).find('input').attr('value')), n: $(label).find('.n').text() }))
    .filter(({ n }) => n !== '')

const drawer = (state: number) => (below: number) => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

it.each(Array.from({ length: seeds }, (_one, n) => n + 1))(
  'each number is how many one finds who chooses it, whatever else is chosen (%i)',
  async (seed) => {
    const app = await testApp({ people: ['viewer'] })
    const draw = drawer(seed)
    const one = <T>(...of: T[]) => of[draw(of.length)] as T
    const today = app.clock.today()
    for (let n = 0; n < 18; n += 1) {
      const expiryDate = one(null, addDays(today, -40), addDays(today, -1), today, addDays(today, 30), addDays(today, 31))
      const group = { userGroup: one(null, 'FACULTY', 'GRAD'), status: one('ACTIVE', 'ACTIVE', 'INACTIVE') }
      const values = {
        primaryId: `id${n}`,
        firstName: 'Pia',
        lastName: `Aa${n}`,
        recordType: one('PUBLIC', 'STAFF'),
        expiryDate,
        ...group,
      }
      await app.makeUser({ values })
    }
    const vera = await app.as('viewer')
    const choices = [
      'group:FACULTY',
      'group:GRAD',
      'status:ACTIVE',
      'expiry:expired',
      'expiry:none',
      'expiry:later',
      'attention:roleless',
    ]
    const asked = (chosen: string[]) => `q=pia${one('', '&record_type=PUBLIC')}${chosen.map((value) => `&in=${value}`).join('')}`
    let compared = 0
    for (let round = 0; round < 6; round += 1) {
      const query = asked(choices.filter(() => draw(3) === 0))
      const page = await vera.get(`/users/facets?${query}`)
      expect(page.text, query).toContain(`${namesOn(await vera.get(`/users?${query}`)).length} user`)
      for (const { value, n } of numbersOn(page)) {
        const others = query.split('&').filter((part) => !part.startsWith(`in=${value.split(':')[0]}:`))
        const found = namesOn(await vera.get(`/users?${[...others, `in=${value}`].join('&')}`))
        expect([query, value, n]).toEqual([query, value, String(found.length)])
        compared += 1
      }
    }
    expect(compared).toBeGreaterThan(30)
  },
)
