import { signedInAs } from '#sign-in/signed-in.ts'
import { makeUser } from '#test/people.ts'
import { mergeUsers } from '#users/record/merging.ts'
import type { Shown, State } from './state.ts'
import { at } from './state.ts'

let made = 0

/** One person twice, as the desk and a file made them: answers both. */
async function makeTwice({ db, clock }: Shown) {
  made += 1
  const n = made
  const keeper = await makeUser(db, clock, {
    values: { primaryId: `nora${n}`, firstName: 'Nora', lastName: `Nyström${n}`, userGroup: 'FACULTY', birthDate: '1991-04-12' },
    emails: [{ address: `nora${n}@northfield.edu` }],
    identifiers: [{ type: 'BARCODE', value: `29990000${n}` }],
  })
  const gone = await makeUser(db, clock, {
    values: { primaryId: `00${n}4711`, firstName: 'Nora', lastName: `Nystrom${n}`, userGroup: 'ALUMNI', birthDate: '1991-04-12' },
    emails: [
      { address: `nora${n}@northfield.edu` },
      { address: `a-rather-long-address-of-nora-nystrom-${n}@alumni.university.example` },
    ],
    phones: [{ number: '+46 70 555 12 12' }],
    addresses: [{ line1: '14 Station Road', postalCode: '22100', city: 'Lund' }],
    notes: [{ type: 'OTHER', text: 'Asks for large print, and for a seat near the window whenever one is free.' }],
    blocks: [{ type: 'GENERAL', description: '06-LOCAL' }],
  })
  return { keeper, gone }
}
type Both = Awaited<ReturnType<typeof makeTwice>>

const ofTwice = (name: string, path: (both: Both) => string, work?: (shown: Shown, both: Both) => Promise<unknown>): State => ({
  name,
  as: 'administrator',
  async open(shown) {
    const both = await makeTwice(shown)
    await work?.(shown, both)
    await shown.page.goto(path(both))
  },
})

const mergerOf: State = {
  name: 'merge-taking-back',
  as: 'administrator',
  async open(shown) {
    const { keeper, gone } = await makeTwice(shown)
    const actor = (await signedInAs(shown.db.read, shown.clock, shown.ids.staff))?.actor
    if (!actor) throw new Error('The administrator is not there.')
    const id = await shown.db.write((tx) =>
      mergeUsers(tx, actor, { keeper: keeper.id, gone: gone.id }, { parts: ['email'], primaryAs: 'INST_ID' }),
    )
    await shown.page.goto(`/users/merge/${id}/taking-back`)
  },
}

/** The report of possible duplicates, and the merging of two users. */
export const statesOfMerging: State[] = [
  ofTwice('report-duplicates', () => '/reports/duplicates'),
  at('report-duplicates-apart', '/reports/duplicates?apart=yes'),
  at('merge-nobody', '/users/merge?keeper=ada&gone=nobody'),
  ofTwice('merge', ({ keeper, gone }) => `/users/merge?keeper=${keeper.primaryId}&gone=${gone.primaryId}`),
  mergerOf,
]
