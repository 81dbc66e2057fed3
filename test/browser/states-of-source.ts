import { setUpActor } from '#test/people.ts'
import type { UserValues } from '#users/fields.ts'
import type { NewUser } from '#users/record/create.ts'
import { changeUser } from '#users/users.ts'
import type { Shown, State } from './state.ts'
import { follow, makeEva, ofEva, open, plainly, refused, save, type } from './state.ts'

const values = { accountType: 'EXTERNAL', source: 'NORTHFIELD', title: 'MR' }
/** Someone whom another system made, with a row of its own in each list. */
const external = {
  values,
  origin: 'EXTERNAL',
  emails: [{ address: 'eva@northfield.edu' }],
  phones: [{ number: '+44 20 7946 0018' }],
  addresses: [{ line1: '12 Long Row', city: 'Northfield' }],
  notes: [{ type: 'OTHER', text: 'Enrolled late.' }],
  blocks: [{ type: 'GENERAL', description: '06-LOCAL' }],
} as unknown as Partial<NewUser>
// Each time another one: nobody else may have it.
let cards = 0
const withCard = () => {
  cards += 1
  return { ...external, identifiers: [{ type: 'BARCODE', value: `77000${cards}` }] }
}

const byHand: UserValues = { userGroup: 'STAFF', lastName: 'Lindqvist-Öberg', status: 'INACTIVE', title: null }

/** General information after somebody changed fields by hand. */
const changed = (
  name: string,
  work?: (page: Shown['page'], id: number) => Promise<unknown>,
  as: State['as'] = 'administrator',
) => ({
  name,
  as,
  async open(shown: Shown) {
    const { db, clock, page } = shown
    const { id } = await makeEva(shown, external)
    await db.write((tx) => changeUser(tx, setUpActor(clock), { id }, byHand))
    await page.goto(`/users/${id}/general`)
    await work?.(page, id)
  },
})

/** What a record from another system shows of that. */
export const statesOfSource: State[] = [
  ofEva('source', 'general', external),
  changed('source-changed'),
  plainly(changed('source-changed')),
  changed('source-read-only', undefined, 'viewer'),
  changed('source-refused', async (page) => {
    await type(page, '#general', { 'First name': '', 'Birth date': '31.12.1999' })
    await save(page)
  }),
  changed('source-value', (page, id) => page.goto(`/users/${id}/general/source-value/userGroup`)),
  changed('source-value-used', (page, id) => page.goto(`/users/${id}/general/source-value/website`)),
  ofEva('source-contact', 'contact', external),
  open('source-contact-add', 'contact', external, 'Add email address'),
  refused('source-contact-refused', 'contact', external, 'Add email address', { 'Email address': 'no address' }),
  open('source-contact-edit', 'contact', external, /^Edit eva/),
  ofEva('source-identifiers', 'identifiers', withCard),
  ofEva('source-notes', 'notes', external),
  ofEva('source-blocks', 'blocks', external, (page) => follow(page, /^Edit/)),
]
