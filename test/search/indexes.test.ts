import { expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { namesFor } from './people.ts'

const words = {
  names: ['lastly', 'firstly', 'middly', 'preffy'],
  last_name: ['lastly'],
  first_name: ['firstly', 'middly', 'preffy'],
  primary_id: ['prim'],
  identifiers: ['uni', 'card'],
  barcode: ['card'],
  email: ['mail', 'mail@example', 'mail@example.org'],
  phone: ['555', '5551234', '1234'],
}
const all = [...new Set(Object.values(words).flat())]

it.each(['all', ...Object.keys(words)])('the index %s finds what belongs to it and nothing else', async (index) => {
  const { as, makeUser } = await testApp()
  await makeUser({
    values: { primaryId: 'primary', firstName: 'Firstly', middleName: 'Middly', lastName: 'Lastly', prefFirstName: 'Preffy' },
    identifiers: [
      { type: 'BARCODE', value: 'card-1' },
      { type: 'UNIV_ID', value: 'uni-1' },
    ],
    emails: [{ address: 'mail@example.org' }],
    phones: [{ number: '555-1234' }],
  })
  const vera = await as('viewer')
  const found: string[] = []
  for (const q of all) if ((await namesFor(vera, q, `&index=${index}`)).length > 0) found.push(q)
  expect(found.sort()).toEqual([...(index === 'all' ? all : words[index as keyof typeof words])].sort())
})
