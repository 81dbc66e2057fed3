import { describe, expect, it } from 'vitest'
import { testApp } from '#test/app.ts'
import { makeCode } from '#test/libraries.ts'
import { namesFor, search } from './people.ts'

/** Each named after what tells it apart. */
async function house() {
  const app = await testApp({ people: ['viewer'] })
  await makeCode(app.db, 'Campuses', 'NORTH', { description: 'North campus' })
  await makeCode(app.db, 'StatisticalTypes', 'DEP')
  await makeCode(app.db, 'StatisticalCategories', 'LAW', { parent: 'DEP', description: 'Faculty of law' })
  const make = (lastName: string, values: object = {}, more: object = {}) =>
    app.makeUser({
      values: { primaryId: `id-${lastName}`, firstName: 'Pia', lastName, userGroup: 'UNDERGRAD', ...values },
      ...more,
    })
  await make('Faculty', { userGroup: 'FACULTY', campus: 'NORTH', middleName: 'Quo' })
  await make('Expired', { expiryDate: '2026-11-21', userGroup: 'FACULTY' })
  await make('Ending', { expiryDate: '2026-11-22' })
  await make('Soon', { expiryDate: '2026-12-01', birthDate: '2001-05-04' })
  await make('Later', { expiryDate: '2028-02-29', status: 'INACTIVE', prefFirstName: 'Zed' })
  await make('Blocked', {}, { blocks: [{ type: 'GENERAL', description: '06-LOCAL' }], statistics: [{ category: 'LAW' }] })
  await make('Unblocked', {}, { blocks: [{ type: 'GENERAL', description: '06-LOCAL', expiryDate: '2026-11-21' }] })
  await make(
    'Mailed',
    {},
    { emails: [{ address: 'pia@law.example' }], notes: [{ type: 'LIBRARY', text: 'Asks for large print' }] },
  )
  await make('Carded', {}, { identifiers: [{ type: 'INST_ID', value: 'x-77' }] })
  return { ...app, vera: await app.as('viewer') }
}

describe('what can be typed', () => {
  it('finds what each condition says', async () => {
    const { vera } = await house()
    const all = await namesFor(vera, 'first:pia')
    const found = async (text: string) => (await namesFor(vera, text)).map((name) => name.replace(/, .*/, ''))
    const says: [string, string[]][] = [
      ['group:FACULTY', ['Expired', 'Faculty']],
      ['group:faculty first:pia', ['Expired', 'Faculty']],
      ['group:FACULTY -expires<today', ['Faculty']],
      ['group:FACULTY expires<today', ['Expired']],
      ['expires<today', ['Expired']],
      ['expires:today', ['Ending']],
      ['expires<=today', ['Ending', 'Expired']],
      ['expires>today expires<2027', ['Soon']],
      ['expires:2026-11', ['Ending', 'Expired']],
      ['expires:2028', ['Later']],
      ['expires>2026-12', ['Later']],
      ['-expires:none first:pia', ['Ending', 'Expired', 'Later', 'Soon']],
      ['born:2001', ['Soon']],
      ['born<2001-05-04', []],
      ['born:any', ['Soon']],
      ['status:INACTIVE', ['Later']],
      ['status:inactive', ['Later']],
      ['block:any', ['Blocked']],
      ['block:GENERAL', ['Blocked']],
      ['block:none id:id-blocked', []],
      ['middle:any', ['Faculty']],
      ['middle:quo', ['Faculty']],
      ['preferred:any', ['Later']],
      ['email:any', ['Mailed']],
      ['email:none id:id-mailed', []],
      ['email:@law', ['Mailed']],
      ['@law', ['Mailed']],
      ['note:large', ['Mailed']],
      ['large print', ['Mailed']],
      ['notetype:LIBRARY', ['Mailed']],
      ['idtype:INST_ID', ['Carded']],
      ['campus:NORTH', ['Faculty']],
      ['campus:"North campus"', ['Faculty']],
      ['statistic:LAW', ['Blocked']],
      ['last=fac', []],
      ['last=faculty', ['Faculty']],
      ['last:fac | last:soo', ['Faculty', 'Soon']],
      ['-last:fac first:pia -last:e', ['Blocked', 'Carded', 'Later', 'Mailed', 'Soon', 'Unblocked']],
      ['group:FACULTY,UNDERGRAD last:so', ['Soon']],
      ['created:today first:pia last:so', ['Soon']],
      ['created<today', []],
      ['changed:2026 last:so', ['Soon']],
      ['synchronised:any', []],
      ['synchronised:none last:so', ['Soon']],
      ['signedin:ever', ['Viewer']],
      ['signedin:never last:so', ['Soon']],
      ['role:9002', ['Viewer']],
      ['type:STAFF -role:9002', ['Administrator']],
    ]
    expect(all).toHaveLength(9)
    for (const [text, names] of says) expect([text, await found(text)]).toEqual([text, names])
  })

  it('tells what is wrong with a word, at the word, and finds nobody', async () => {
    const { vera } = await house()
    for (const [text, word, message] of [
      ['pia group:NOBODY', 'group:NOBODY', 'User group: there is no “NOBODY”. One of:'],
      ['expires<tomorrow', 'expires<tomorrow', 'Expiration date: “tomorrow” is no day. Write 2027-01-31'],
      ['-born:2001-02-30', '-born:2001-02-30', 'is no day'],
      ['signedin:often', 'signedin:often', 'Signed in: “never” or “ever”.'],
      ['campus:"<b>"', 'campus:<b>', 'there is no “<b>”'],
    ] as const) {
      const page = await search(vera, text)
      expect(page.status).toBe(200)
      expect(page.$('.error-summary code').text()).toBe(word)
      expect(page.problems[0]).toContain(message)
      expect(page.rows('Users')).toEqual([])
    }
  })

  it('searches what is no field as words, and says so', async () => {
    const { vera } = await house()
    const page = await search(vera, 'pia foo:bar')
    expect(page.text).toContain('There is no field “foo”: it was searched as words.')
  })

  it('finds by the words of a code in the indexes of codes', async () => {
    const { vera } = await house()
    for (const [index, q, names] of [
      ['user_group', 'facul', ['Expired, Pia', 'Faculty, Pia Quo']],
      ['campus', 'camp nor', ['Faculty, Pia Quo']],
      ['birth_date', '2001-05', ['Soon, Pia']],
      ['identifier_type', 'inst_id', ['Carded, Pia']],
      ['block_type', 'general', ['Blocked, Pia']],
      ['statistical_category', 'law', ['Blocked, Pia']],
      ['notes', 'large pri', ['Mailed, Pia']],
      ['middle_name', 'quo', ['Faculty, Pia Quo']],
      ['preferred_name', 'zed', ['Later, Zed']],
      ['user_group', 'nothing of the kind', []],
    ] as const)
      expect([index, q, await namesFor(vera, q, `&index=${index}`)]).toEqual([index, q, names])
  })
})

it('tells of notes to nobody who does not see them', async () => {
  const app = await house()
  // Roles of the house all see notes: this one is made without.
  const { askedOf } = await import('#search/asked.ts')
  const { searchFrom } = await import('#search/user-search.ts')
  const { findEntries } = await import('#search-index/find.ts')
  const ids = async (q: string, index?: string) => {
    const searcher = { today: '2026-11-22', timeZone: 'UTC', notes: false }
    const asked = await askedOf(app.db.read, searchFrom({ q, index }), searcher)
    return findEntries(app.db.read, asked.ask, { limit: 10 })
  }
  for (const q of ['large print', 'note:large', 'note:any', 'notetype:LIBRARY', '-note:any', '-notetype:LIBRARY'])
    expect([q, await ids(q)]).toEqual([q, []])
  expect(await ids('large', 'notes')).toEqual([])
  expect(await ids('mailed')).toHaveLength(1)
})
