import { describe, expect, it } from 'vitest'
import { institutionScope } from '#roles/roles.ts'
import type { Visitor } from '#test/app.ts'
import { testApp } from '#test/app.ts'
import { makeLibraries } from '#test/libraries.ts'
import type { Page } from '#test/page.ts'
import { makeStaff } from '../../sign-in/staff.ts'
import { makeCategories } from '../statistics/desk.ts'
import { stored } from './replay.ts'

async function house() {
  const app = await testApp({ people: ['administrator', 'deskOperator', 'deskManager', 'viewer'] })
  await makeCategories(app.db)
  await makeLibraries(app.db)
  const user = await app.makeUser({
    values: { primaryId: 'pia', firstName: 'Pia', lastName: 'Lee', userGroup: 'FACULTY' },
    emails: [{ address: 'pia@x.example' }, { address: 'old@x.example' }],
    phones: [{ number: '1' }],
    addresses: [{ line1: 'A', city: 'B' }],
    identifiers: [{ type: 'BARCODE', value: '4711' }],
    notes: [{ type: 'OTHER', text: 'A note' }],
    statistics: [{ category: 'LAW' }],
  })
  const at = `/users/${user.id}`
  const [ada, otto, dora, vera] = [
    await app.as('administrator'),
    await app.as('deskOperator'),
    await app.as('deskManager'),
    await app.as('viewer'),
  ]
  return { app, user, at, ada, otto, dora, vera }
}

const undoLinks = ({ $ }: Page) =>
  $('form:has(button:contains("Undo"))')
    .toArray()
    .map((form) => String($(form).attr('action')))

/** Presses Undo at the newest act that can be undone, and goes through the question. */
async function undoNewest(visitor: Visitor, at: string, choices: Record<string, string> = {}) {
  const [url = ''] = undoLinks(await visitor.get(`${at}/history`))
  return undoAt(visitor, url, choices)
}
async function undoAt(visitor: Visitor, url: string, choices: Record<string, string> = {}) {
  const page = await visitor.get(url)
  return visitor.post(url, { mark: String(page.$('input[name=mark]').val() ?? ''), ...choices })
}

const rowOf = (page: Page, list: string) => new RegExp(`/${list}/(\\d+)/`).exec(page.html)?.[1]

describe('undo', () => {
  it('works: whatever was done on a tab, the record is as it was before, under the same numbers', async () => {
    const { app, ada, user, at } = await house()
    const first = async (tab: string, list: string) => rowOf(await ada.get(`${at}/${tab}`), list)
    const acts: [string, string, Record<string, string>][] = [
      ['general', `${at}/general`, { lastName: 'Lie', userGroup: '', birthDate: '1999-01-02' }],
      ['add e-mail', `${at}/contact/emails/new`, { address: 'new@x.example', preferred: 'on' }],
      ['change e-mail', `${at}/contact/emails/${await first('contact', 'emails')}/edit`, { address: 'other@x.example' }],
      ['remove e-mail', `${at}/contact/emails/${await first('contact', 'emails')}/removal`, {}],
      ['remove phone', `${at}/contact/phones/${await first('contact', 'phones')}/removal`, {}],
      ['remove address', `${at}/contact/addresses/${await first('contact', 'addresses')}/removal`, {}],
      ['add identifier', `${at}/identifiers/additional/new`, { type: 'INST_ID', value: '99', status: 'ACTIVE' }],
      ['replace card', `${at}/identifiers/card`, { barcode: '4712', replaces: '["4711"]' }],
      ['remove identifier', `${at}/identifiers/additional/${await first('identifiers', 'additional')}/removal`, {}],
      ['change note', `${at}/notes/notes/${await first('notes', 'notes')}/edit`, { type: 'OTHER', text: 'Another' }],
      ['remove note', `${at}/notes/notes/${await first('notes', 'notes')}/removal`, {}],
      ['remove statistic', `${at}/statistics/statistics/${await first('statistics', 'statistics')}/removal`, {}],
      ['give a role', `${at}/general/roles/new`, { role: '32', scope: 'MAIN', circulationDesk: 'MAIN-DESK' }],
      ['end a role', `${at}/general/roles/${await first('general', 'roles')}/ending`, {}],
      ['remove a role', `${at}/general/roles/${await first('general', 'roles')}/removal`, {}],
    ]
    for (const [name, url, typed] of acts) {
      const before = await stored(app, user)
      expect([name, (await ada.post(url, typed)).status]).toEqual([name, 303])
      expect([name, await stored(app, user)]).not.toEqual([name, before])
      const undone = await undoNewest(ada, at)
      expect([name, undone.status, undone.location]).toEqual([name, 303, `${at}/history`])
      expect([name, await stored(app, user)]).toEqual([name, before])
    }
  })

  it('works: undoing is history that says so, and can be undone as well', async () => {
    const { ada, at } = await house()
    await ada.post(`${at}/general`, { lastName: 'Lie' })
    const undone = await undoNewest(ada, at)
    expect((await ada.get(undone.location)).flash).toBe('Undone: 1 field was put back.')
    const history = await ada.get(`${at}/history`)
    expect(history.text).toContain('Undone by Ada Administrator')
    expect(history.text).toContain('Took back an earlier change')
    expect(history.heading).toBe('Lee, Pia')
    await undoNewest(ada, at)
    expect((await ada.get(`${at}/history`)).heading).toBe('Lie, Pia')
  })

  it('works: a block that was placed is lifted, and one that was lifted stands again', async () => {
    const { ada, at } = await house()
    await ada.post(`${at}/blocks/blocks/new`, { type: 'GENERAL', description: '06-LOCAL' })
    await undoNewest(ada, at)
    expect((await ada.get(`${at}/blocks`)).text).toContain('Lifted')
    await undoNewest(ada, at)
    expect((await ada.get(`${at}/blocks`)).$('section[aria-labelledby=blocked]').length).toBe(1)
  })

  it('refused: a value that changed since is asked about, and neither is lost', async () => {
    const { ada, at } = await house()
    await ada.post(`${at}/general`, { lastName: 'Lie', prefFirstName: 'Pi' })
    const [url = ''] = undoLinks(await ada.get(`${at}/history`))
    await ada.post(`${at}/general`, { lastName: 'Lund' })
    const page = await ada.get(url)
    expect(page.text).toContain('Someone changed this since. Which stands?')
    expect(page.$('input[type=radio][checked]').length).toBe(0)
    const asked = page.$('input[type=radio]').first().attr('name') ?? ''
    const refused = await undoAt(ada, url)
    expect([refused.status, refused.text.includes('Choose which value stands.')]).toEqual([422, true])
    expect((await undoAt(ada, url, { [asked]: 'keep' })).status).toBe(303)
    const general = await ada.get(`${at}/general`)
    expect([general.field('Last name').value, general.field('Preferred first name').value]).toEqual(['Lund', ''])
    expect((await undoAt(ada, url, { choice0: 'put' })).status).toBe(303)
    expect((await ada.get(`${at}/general`)).field('Last name').value).toBe('Lee')
  })

  it('refused: what is as it was before, an identifier that somebody else has now, and what is no longer there', async () => {
    const { app, ada, at } = await house()
    await ada.post(`${at}/general`, { lastName: 'Lie' })
    const [name = ''] = undoLinks(await ada.get(`${at}/history`))
    await undoAt(ada, name)
    expect((await ada.get(name)).text).toContain('There is nothing to undo')
    expect((await ada.post(name, { mark: 'x' })).status).toBe(409)
    const card = rowOf(await ada.get(`${at}/identifiers`), 'additional')
    await ada.post(`${at}/identifiers/additional/${card}/removal`, {})
    await app.makeUser({
      values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Ek' },
      identifiers: [{ type: 'BARCODE', value: '4711' }],
    })
    const taken = await undoNewest(ada, at)
    expect([taken.status, taken.text.includes('Ek, Bo')]).toEqual([422, true])
    const note = rowOf(await ada.get(`${at}/notes`), 'notes')
    await ada.post(`${at}/notes/notes/${note}/edit`, { type: 'OTHER', text: 'Another' })
    const [text = ''] = undoLinks(await ada.get(`${at}/history`))
    await ada.post(`${at}/notes/notes/${note}/removal`, {})
    expect((await ada.get(text)).text).toContain('it was removed since. Undo the removal first.')
  })

  it('signed out: leads to Sign in', async () => {
    const { app, ada, at } = await house()
    await ada.post(`${at}/general`, { lastName: 'Lie' })
    const [url = ''] = undoLinks(await ada.get(`${at}/history`))
    expect((await app.visitor().get(url)).location).toMatch(/^\/sign-in/)
  })

  it('not allowed: without the history, or without the right to what was changed', async () => {
    const { app, ada, otto, dora, vera, at } = await house()
    await ada.post(`${at}/general/roles/new`, { role: '32', scope: institutionScope })
    const role = undoLinks(await ada.get(`${at}/history`))[0] ?? ''
    const mark = String((await ada.get(role)).$('input[name=mark]').val())
    for (const visitor of [otto, vera]) expect((await visitor.get(role)).status).toBe(403)
    for (const visitor of [otto, vera, dora]) expect((await visitor.post(role, { mark })).status).toBe(403)
    expect(undoLinks(await dora.get(`${at}/history`))).not.toContain(role)
    expect(app.people.administrator?.id).toBeGreaterThan(0)
  })

  it('not there: acts of others, acts that cannot be undone, and numbers that are none', async () => {
    const { ada, at, app } = await house()
    await ada.post(`${at}/general`, { lastName: 'Lie' })
    const [url = ''] = undoLinks(await ada.get(`${at}/history`))
    const other = await app.makeUser({ values: { primaryId: 'bo', firstName: 'Bo', lastName: 'Ek' } })
    for (const address of [url.replace(at, `/users/${other.id}`), `${at}/history/1/undo`, `${at}/history/999999/undo`])
      expect([address, (await ada.get(address)).status, (await ada.post(address, {})).status]).toEqual([address, 404, 404])
  })

  it('two at once: what was looked at is what is undone', async () => {
    const { app, ada, at } = await house()
    await ada.post(`${at}/general`, { lastName: 'Lie' })
    const [url = ''] = undoLinks(await ada.get(`${at}/history`))
    const eve = app.visitor()
    await eve.signIn('ada')
    const mark = async (visitor: Visitor) => String((await visitor.get(url)).$('input[name=mark]').val())
    const [mine, theirs] = [await mark(ada), await mark(eve)]
    expect((await ada.post(url, { mark: mine })).status).toBe(303)
    const late = await eve.post(url, { mark: theirs })
    expect([late.status, late.text.includes('There is nothing to undo')]).toEqual([409, true])
    await ada.post(`${at}/general`, { lastName: 'Lie', firstName: 'Pi' })
    const again = undoLinks(await ada.get(`${at}/history`))[0] ?? ''
    const seen = String((await ada.get(again)).$('input[name=mark]').val())
    await eve.post(`${at}/general`, { lastName: 'Lund' })
    expect((await ada.post(again, { mark: seen })).status).toBe(409)
  })
})

describe('undo raises nobody', () => {
  it('an ended role of one’s own, a stronger user’s identifier, status or e-mail, and the last administrator stay as they are', async () => {
    const { app, ada, dora } = await house()
    const admin = app.people.administrator?.id
    await makeStaff(app, { values: { primaryId: 'eva' } }, [{ role: 26 }])
    const eva = app.visitor()
    await eva.signIn('eva')
    const doraAt = `/users/${app.people.deskManager?.id}`
    // Ada gave Dora a role and ended it: Dora, who sees history, takes that back in vain.
    await ada.post(`${doraAt}/general/roles/new`, { role: '21', scope: institutionScope })
    const given = rowOf(await ada.get(`${doraAt}/general`), 'roles')
    await ada.post(`${doraAt}/general/roles/${given}/ending`, {})
    const ended = undoLinks(await ada.get(`${doraAt}/history`))[0] ?? ''
    const mark = async (url: string) => String((await ada.get(url)).$('input[name=mark]').val())
    expect((await dora.post(ended, { mark: await mark(ended) })).status).toBe(403)
    await eva.post(`/users/${admin}/general`, { primaryId: 'ada2', expiryDate: '' })
    await eva.post(`/users/${admin}/contact/emails/new`, { address: 'ada@x.example' })
    for (const url of undoLinks(await eva.get(`/users/${admin}/history`)).slice(0, 2)) {
      const page = await eva.get(url)
      expect((await dora.post(url, { mark: String(page.$('input[name=mark]').val()) })).status).toBe(403)
    }
  })
})
