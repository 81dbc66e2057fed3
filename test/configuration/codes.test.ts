import { describe, expect, it } from 'vitest'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { codeTables } from '#code-tables/code-tables.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { address, codeActs, codesIn, makeCode, namesIn, numberOf } from './tables.ts'

/** What the one form of all the buttons carries. */
const actsForm = (page: Page) =>
  Object.fromEntries(
    page
      .$('#acts input')
      .toArray()
      .map(({ attribs: { name = '', value = '' } }) => [name, value]),
  )

const library = async (table: CodeTable = 'UserTitles') => {
  const app = await testApp()
  const ada = await app.as('administrator')
  const press = async (act: string, code: string) => {
    const page = await ada.get(address(table))
    return ada.post(address(table), { ...actsForm(page), act: `${act} ${await numberOf(app, table, code)}` })
  }
  return { app, ada, press }
}

describe('a table of codes', () => {
  it('is there for each, in the library’s order, with what its codes say', async () => {
    const { app, ada } = await library()
    for (const table of Object.keys(codeTables) as CodeTable[]) {
      const page = await ada.get(address(table))
      expect([table, page.status, page.heading]).toEqual([table, 200, codeTables[table]])
    }
    const page = await ada.get(address('UserGroups'))
    expect(
      page
        .rows('User groups')
        .map(([description, code, types]) => [description, code, types])
        .slice(0, 2),
    ).toEqual([
      ['Undergraduate student', 'UNDERGRAD', 'Staff, Public'],
      ['Postgraduate student', 'POSTGRAD', 'Staff, Public'],
    ])
    await makeCode(app, 'Libraries', 'MAIN')
    await makeCode(app, 'CirculationDesks', 'FRONT', 'MAIN')
    const desks = await ada.get(address('CirculationDesks'))
    expect(desks.rows('Circulation desks')[0]?.slice(0, 4)).toEqual(['The FRONT', 'FRONT', 'The MAIN', '—'])
  })

  it('has a default with which the form of a new note, identifier or address begins', async () => {
    const { app, ada, press } = await library('NoteTypes')
    const user = await app.makeUser({ values: { primaryId: 'pia', firstName: 'Pia', lastName: 'Lee' } })
    const chosen = async (form: string, field: string) =>
      (await ada.get(`/users/${user.id}/${form}/new`)).$(`#${field} option[selected]`).attr('value') ?? ''
    expect(await chosen('notes/notes', 'type')).toBe('')
    expect(await chosen('identifiers/additional', 'type')).toBe('BARCODE')
    expect(await chosen('contact/addresses', 'country')).toBe('')
    await press('default', 'LIBRARY')
    for (const [table, code] of [
      ['UserIdentifierTypes', 'INST_ID'],
      ['CountryCodes', 'NOR'],
    ] as const) {
      const page = await ada.get(address(table))
      await ada.post(address(table), { ...actsForm(page), act: `default ${await numberOf(app, table, code)}` })
    }
    expect(await chosen('notes/notes', 'type')).toBe('LIBRARY')
    expect(await chosen('identifiers/additional', 'type')).toBe('INST_ID')
    expect(await chosen('contact/addresses', 'country')).toBe('NOR')
  })

  it('pages what is long, and finds a code in it', async () => {
    const { ada } = await library()
    const first = await ada.get(address('CountryCodes'))
    expect([first.rows('Countries').length, first.text.includes('1–50 of ')]).toEqual([50, true])
    const last = await ada.get(address('CountryCodes', '?page=99'))
    expect(last.rows('Countries').at(-1)?.[0]).toBe('Zimbabwe')
    const found = await ada.get(address('CountryCodes', '?q=AUSTR'))
    expect(found.rows('Countries').map(([name]) => name)).toEqual(['Australia', 'Austria'])
    expect((await ada.get(address('CountryCodes', '?q=%3Cb%3E'))).text).toContain('Nothing found for “<b>”')
  })

  it('there is no table of another name', async () => {
    const { ada } = await library()
    for (const name of ['Nothing', 'constructor', 'usergroups'])
      expect((await ada.get(`/configuration/codes/${name}`)).status).toBe(404)
    expect((await ada.get(address('UserTitles', '/999999/edit'))).status).toBe(404)
  })

  it('shows a code to the table that it is in alone', async () => {
    const { app, ada } = await library()
    const id = await numberOf(app, 'UserGroups', 'FACULTY')
    expect((await ada.get(address('UserTitles', `/${id}/edit`))).status).toBe(404)
    expect((await ada.post(address('UserTitles', `/${id}/edit`), { description: 'X' })).status).toBe(404)
    expect((await ada.post(address('UserTitles'), { act: `disable ${id}` })).status).toBe(404)
    expect((await codesIn(app, 'UserGroups')).find((code) => code.id === id)).toMatchObject({
      description: 'Faculty',
      enabled: true,
    })
  })
})

describe('the buttons of a table', () => {
  it('move a code, and the button has the focus where it went', async () => {
    const { app, ada, press } = await library()
    const moved = await press('up', 'MS')
    expect([moved.status, moved.location]).toEqual([303, address('UserTitles')])
    expect((await namesIn(app, 'UserTitles')).slice(0, 2)).toEqual(['MS', 'MR'])
    const page = await ada.get(moved.location)
    expect(page.flash).toBe('Ms was moved.')
    expect(page.$('[autofocus]').attr('aria-label')).toBe('Move down Ms')
    expect((await ada.get((await press('up', 'MS')).location)).flash).toBe('Ms stands at the end already.')
  })

  it('one press moves once, however often it is sent', async () => {
    const { app, ada } = await library()
    const page = await ada.get(address('UserTitles'))
    const fields = { ...actsForm(page), act: `down ${await numberOf(app, 'UserTitles', 'MR')}` }
    await ada.post(address('UserTitles'), fields)
    await ada.post(address('UserTitles'), fields)
    expect(await namesIn(app, 'UserTitles')).toEqual(['MS', 'MR', 'MX', 'DR', 'PROF'])
  })

  it('disable, enable, make the default and take it away', async () => {
    const { app, ada, press } = await library()
    const code = async () => (await codesIn(app, 'UserTitles')).find((one) => one.code === 'DR')
    await press('default', 'DR')
    expect(await code()).toMatchObject({ isDefault: true })
    expect((await ada.get(address('UserTitles'))).rows('Titles')[3]?.[0]).toBe('Dr Default')
    await press('disable', 'DR')
    expect(await code()).toMatchObject({ isDefault: false, enabled: false })
    expect((await ada.get(address('UserTitles'))).rows('Titles')[3]?.[0]).toBe('Dr Disabled')
    const refused = await press('default', 'DR')
    expect([refused.status, refused.text.includes('Enable it first')]).toEqual([409, true])
    await press('enable', 'DR')
    await press('default', 'DR')
    await press('no-default', 'DR')
    expect(await code()).toMatchObject({ isDefault: false, enabled: true })
    expect(await codeActs(app, await numberOf(app, 'UserTitles', 'DR'))).toHaveLength(5)
  })

  it('a disabled code stays on records and is offered to no other', async () => {
    const { app, ada, press } = await library()
    const tom = await app.makeUser({ values: { primaryId: 'tom', firstName: 'Tom', lastName: 'Lee', title: 'DR' } })
    const pia = await app.makeUser({ values: { primaryId: 'pia', firstName: 'Pia', lastName: 'Lee' } })
    await press('disable', 'DR')
    expect((await ada.get(`/users/${tom.id}/general`)).$('#title option[selected]').text()).toBe('Dr (disabled)')
    expect((await ada.get(`/users/${pia.id}/general`)).$('#title option[value=DR]').length).toBe(0)
    const page = await ada.get(`/users/${pia.id}/general`)
    expect((await ada.submit(page, 'Save', { title: 'DR' })).problems).toEqual(['Title DR is disabled. Choose another.'])
  })

  it('are no others than these', async () => {
    const { ada } = await library()
    for (const act of ['', 'up', 'up 1 2', 'constructor 1', 'remove 1', 'up 99999999999999999'])
      expect([act, (await ada.post(address('UserTitles'), { act })).status]).toEqual([act, 409])
  })
})
