import { describe, expect, it } from 'vitest'
import type { CodeTable } from '#code-tables/code-tables.ts'
import { testApp } from '#test/app.ts'
import type { Page } from '#test/page.ts'
import { address, codeActs, codesIn, makeCode, namesIn, numberOf } from './tables.ts'

const open = async () => {
  const app = await testApp({ people: ['userAdministrator', 'manager'] })
  return { app, ada: await app.as('administrator'), ulla: await app.as('userAdministrator') }
}
const one = async (app: Awaited<ReturnType<typeof testApp>>, table: CodeTable, code: string) =>
  (await codesIn(app, table)).find((each) => each.code === code)

/** As a browser sends a form with several ticks of one name. */
const sent = (page: Page, button: string, typed: Record<string, string>, ticked: Record<string, string[]> = {}) => {
  const { values } = page.formOf(button)
  const lists = Object.entries(ticked).flatMap(([name, all]) => all.map((value) => [name, value]))
  return new URLSearchParams([
    ...Object.entries({ ...values, ...typed }).filter(([name]) => !(name in ticked)),
    ...lists,
  ] as string[][]).toString()
}

describe('adding a code', () => {
  it('saves it and leads to its row', async () => {
    const { app, ada } = await open()
    const page = await ada.get(address('UserGroups', '/new'))
    expect([page.heading, page.$('[name=recordTypes]:checked').length]).toEqual(['Add user group', 2])
    const saved = await ada.post(
      address('UserGroups', '/new'),
      sent(page, 'Save', { code: 'YEAR7', description: 'Year 7' }, { recordTypes: ['PUBLIC'] }),
    )
    expect([saved.status, saved.location]).toEqual([303, address('UserGroups')])
    const list = await ada.get(saved.location)
    expect([list.flash, list.$('.just-saved .who').text(), list.$('[autofocus]').text()]).toEqual(['Added.', 'Year 7', 'Year 7'])
    expect(list.rows('User groups').at(-1)?.slice(0, 3)).toEqual(['Year 7', 'YEAR7', 'Public'])
    expect((await codeActs(app, await numberOf(app, 'UserGroups', 'YEAR7')))[0]).toMatchObject({
      action: 'added',
      actorName: 'Ada Administrator',
      door: 'form',
    })
  })

  it('is refused with all that was typed, and the problems beside their fields', async () => {
    const { app, ada } = await open()
    const page = await ada.get(address('UserGroups', '/new'))
    const refused = await ada.post(
      address('UserGroups', '/new'),
      sent(page, 'Save', { code: 'year 7', description: ' ' }, { recordTypes: [] }),
    )
    expect(refused.status).toBe(422)
    expect([refused.field('Code').value, refused.field('Code').error, refused.field('Description').value]).toEqual([
      'year 7',
      'A user group has a code of letters and digits only, without blanks.',
      ' ',
    ])
    expect([refused.problems.length, refused.$('[name=recordTypes]:checked').length]).toEqual([3, 0])
    expect(await namesIn(app, 'UserGroups')).toHaveLength(7)
  })

  it('refuses a code that is there, by letter case too', async () => {
    const { ada } = await open()
    for (const code of ['FACULTY', 'faculty', ' Faculty ']) {
      const page = await ada.get(address('UserGroups', '/new'))
      const refused = await ada.submit(page, 'Save', { code, description: 'X' })
      expect([refused.status, refused.problems[0]]).toEqual([
        422,
        expect.stringContaining('There is a user group FACULTY already'),
      ])
    }
  })

  it('needs the library of a desk', async () => {
    const { app, ada } = await open()
    await makeCode(app, 'Libraries', 'MAIN')
    const page = await ada.get(address('CirculationDesks', '/new'))
    const refused = await ada.submit(page, 'Save', { code: 'FRONT', description: 'Front desk' })
    expect([refused.status, refused.field('Library').error]).toEqual([422, 'Choose the library that it belongs to.'])
    expect((await ada.submit(refused, 'Save', { parent: 'MAIN' })).status).toBe(303)
    expect(await one(app, 'CirculationDesks', 'FRONT')).toMatchObject({ description: 'Front desk', parent: 'MAIN' })
  })

  it('escapes what people call it', async () => {
    const { app, ada } = await open()
    const page = await ada.get(address('UserTitles', '/new'))
    const description = '<b>"Sir" & \'Dame\'</b>'
    await ada.submit(page, 'Save', { code: '<i>', description })
    const list = await ada.get(address('UserTitles'))
    expect([list.$('td b, td i').length, list.rows('Titles').at(-1)?.slice(0, 2)]).toEqual([0, [description, '<i>']])
    const edit = await ada.get(address('UserTitles', `/${await numberOf(app, 'UserTitles', '<i>')}/edit`))
    expect([edit.field('Description').value, edit.$('h1 b').length]).toEqual([description, 0])
  })
})

describe('editing a code', () => {
  it('changes what people read, never the code, and says who changed it', async () => {
    const { app, ada, ulla } = await open()
    const url = address('UserGroups', `/${await numberOf(app, 'UserGroups', 'FACULTY')}/edit`)
    expect((await ada.get(url)).text).not.toContain('Changed by')
    const page = await ada.get(url)
    expect(page.$('#code').length).toBe(0)
    const saved = await ada.post(url, sent(page, 'Save', { description: 'Teachers', code: 'OTHER' }, { recordTypes: ['STAFF'] }))
    expect(saved.status).toBe(303)
    expect(await one(app, 'UserGroups', 'FACULTY')).toMatchObject({ description: 'Teachers', recordTypes: ['STAFF'] })
    expect((await ulla.get(url)).text).toContain('Changed by Ada Administrator, 2026-11-22 10:00')
    expect((await ada.get(saved.location)).flash).toBe('Saved.')
    expect((await ada.get('/users')).status).toBe(200)
  })

  it('shows at once what a group is called now, on records too', async () => {
    const { app, ada } = await open()
    const tom = await app.makeUser({ values: { primaryId: 'tom', firstName: 'Tom', lastName: 'Lee', userGroup: 'FACULTY' } })
    const url = address('UserGroups', `/${await numberOf(app, 'UserGroups', 'FACULTY')}/edit`)
    await ada.post(url, sent(await ada.get(url), 'Save', { description: 'Teachers' }, { recordTypes: ['STAFF'] }))
    expect((await ada.get(`/users/${tom.id}/general`)).$('#userGroup option[selected]').text()).toBe('Teachers')
    expect((await ada.get('/users')).text).toContain('Teachers')
  })

  it('two at once: keeps what only one changed, asks what both did, and does as it is told', async () => {
    const { app, ada, ulla } = await open()
    const url = address('UserGroups', `/${await numberOf(app, 'UserGroups', 'FACULTY')}/edit`)
    const [hers, mine] = [await ulla.get(url), await ada.get(url)]
    await ulla.post(url, sent(hers, 'Save', { description: 'Lecturers' }, { recordTypes: ['STAFF'] }))
    const asked = await ada.post(url, sent(mine, 'Save', { description: 'Teachers' }, { recordTypes: ['STAFF', 'PUBLIC'] }))
    expect([asked.status, asked.field('Description').value]).toEqual([409, 'Teachers'])
    expect(asked.$('[name=recordTypes]:checked').length).toBe(1)
    expect(asked.$('.clash dd').first().text()).toBe('Teachers')
    const settle = (button: string) =>
      asked
        .$('button')
        .filter((_n, each) => asked.$(each).text().startsWith(button))
        .attr('value') ?? ''
    const told = await ada.post(url, sent(asked, 'Save', { settle: settle('Keep mine') }, { recordTypes: ['STAFF'] }))
    expect(told.status).toBe(303)
    expect(await one(app, 'UserGroups', 'FACULTY')).toMatchObject({ description: 'Teachers', recordTypes: ['STAFF'] })
  })

  it('two at once: uses theirs when told so', async () => {
    const { app, ada, ulla } = await open()
    const url = address('UserGroups', `/${await numberOf(app, 'UserGroups', 'FACULTY')}/edit`)
    const [hers, mine] = [await ulla.get(url), await ada.get(url)]
    await ulla.post(url, sent(hers, 'Save', {}, { recordTypes: ['PUBLIC'] }))
    const asked = await ada.post(url, sent(mine, 'Save', {}, { recordTypes: ['STAFF'] }))
    const theirs =
      asked
        .$('button')
        .filter((_n, each) => asked.$(each).text().startsWith('Use theirs'))
        .attr('value') ?? ''
    expect((await ada.post(url, sent(asked, 'Save', { settle: theirs }, { recordTypes: ['STAFF'] }))).status).toBe(303)
    expect(await one(app, 'UserGroups', 'FACULTY')).toMatchObject({ recordTypes: ['PUBLIC'] })
  })

  it('two at once: what was removed meanwhile is said, and the typing is kept', async () => {
    const { app, ada, ulla } = await open()
    const url = address('UserTitles', `/${await numberOf(app, 'UserTitles', 'MX')}`)
    const mine = await ada.get(`${url}/edit`)
    await ulla.submit(await ulla.get(`${url}/removal`), 'Remove')
    const gone = await ada.submit(mine, 'Save', { description: 'Mixed' })
    expect([gone.status, gone.field('Description').value]).toEqual([409, 'Mixed'])
    expect(gone.text).toContain('Ulla Useradmin removed this code')
  })
})

describe('removing a code', () => {
  it('asks, and takes away what nothing holds', async () => {
    const { app, ada } = await open()
    const page = await ada.get(address('UserTitles', `/${await numberOf(app, 'UserTitles', 'MX')}/removal`))
    expect(page.text).toContain('Nothing holds Mx (MX). Remove it?')
    const removed = await ada.submit(page, 'Remove')
    expect([removed.status, (await ada.get(removed.location)).flash]).toEqual([303, 'Removed Mx.'])
    expect(await namesIn(app, 'UserTitles')).not.toContain('MX')
  })

  it('is refused in words while something holds it, and Disable is offered', async () => {
    const { app, ada } = await open()
    await app.makeUser({ values: { primaryId: 'tom', firstName: 'Tom', lastName: 'Lee', title: 'DR' } })
    const url = address('UserTitles', `/${await numberOf(app, 'UserTitles', 'DR')}/removal`)
    const page = await ada.get(url)
    expect(page.text).toContain('Dr is in use by 1 user, and cannot be removed.')
    const refused = await ada.post(url, {})
    expect([refused.status, refused.text.includes('DR is in use by 1 user, and was not removed. Disable it')]).toEqual([
      409,
      true,
    ])
    const disabled = await ada.post(address('UserTitles'), { act: page.$('button[value^="disable"]').attr('value') ?? '' })
    expect(disabled.status).toBe(303)
    expect(await one(app, 'UserTitles', 'DR')).toMatchObject({ enabled: false })
  })

  it('is refused for what Foyer relies on', async () => {
    const { app, ada } = await open()
    const url = address('UserIdentifierTypes', `/${await numberOf(app, 'UserIdentifierTypes', 'BARCODE')}/removal`)
    expect((await ada.get(url)).text).toContain('Foyer itself relies on BARCODE')
    expect((await ada.post(url, {})).status).toBe(409)
  })

  it('two at once: the second is told that it is gone, and a code that was used meanwhile stays', async () => {
    const { app, ada, ulla } = await open()
    const url = address('UserTitles', `/${await numberOf(app, 'UserTitles', 'MX')}/removal`)
    const [mine, hers] = [await ada.get(url), await ulla.get(url)]
    await ada.submit(mine, 'Remove')
    const second = await ulla.submit(hers, 'Remove')
    expect([second.status, (await ulla.get(second.location)).flash]).toEqual([303, 'It was removed meanwhile.'])
    const dr = await ada.get(address('UserTitles', `/${await numberOf(app, 'UserTitles', 'DR')}/removal`))
    await app.makeUser({ values: { primaryId: 'tom', firstName: 'Tom', lastName: 'Lee', title: 'DR' } })
    expect((await ada.submit(dr, 'Remove')).status).toBe(409)
  })
})

describe('who may not', () => {
  it('is led to Sign in, or refused, and nothing changes', async () => {
    const { app } = await open()
    const max = await app.as('manager')
    const id = await numberOf(app, 'UserTitles', 'MX')
    for (const [visitor, status] of [
      [max, 403],
      [app.visitor(), 303],
    ] as const) {
      for (const url of ['', '/new', `/${id}/edit`, `/${id}/removal`]) {
        const [got, posted] = [
          await visitor.get(address('UserTitles', url)),
          await visitor.post(address('UserTitles', url), { code: 'X', description: 'X', act: `disable ${id}` }),
        ]
        expect([url, got.status, posted.status]).toEqual([url, status, status])
      }
    }
    expect(await namesIn(app, 'UserTitles')).toEqual(['MR', 'MS', 'MX', 'DR', 'PROF'])
    expect(await one(app, 'UserTitles', 'MX')).toMatchObject({ enabled: true, description: 'Mx' })
  })

  it('finds no way to it', async () => {
    const { app } = await open()
    expect((await (await app.as('manager')).get('/users')).$('.sidenav a[href="/configuration"]').length).toBe(0)
    expect((await (await app.as('administrator')).get('/users')).$('.sidenav a[href="/configuration"]').length).toBe(1)
  })
})
