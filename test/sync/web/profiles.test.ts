import { describe, expect, it } from 'vitest'
import { profileNumbered } from '#sync/profiles.queries.ts'
import { testApp } from '#test/app.ts'
import { send } from '#test/upload.ts'
import { makeProfile } from './house.ts'

const added = { name: 'School', code: 'SCHOOL', format: 'csv' }

describe('a profile', () => {
  it('is added, and goes on to its columns', async () => {
    const app = await testApp()
    const ada = await app.as('administrator')
    const form = await ada.get('/synchronisation/profiles/new')
    expect(form.field('Guard share').value).toBe('50')
    const saved = await ada.submit(form, 'Save', added)
    expect([saved.status, saved.location]).toEqual([303, '/synchronisation/profiles/1/columns'])
    const profile = await profileNumbered(app.db.read, 1)
    expect(profile).toMatchObject({ code: 'SCHOOL', unmatched: 'add', absentElements: 'keep', guardShare: 50, enabled: true })
    const log = await ada.get('/activity?subject=sync+profile')
    expect(log.text).toContain('Synchronisation profile')
    expect(log.text).not.toContain('sync profile')
  })

  it('is refused with what was typed kept, and the field named', async () => {
    const app = await testApp()
    const ada = await app.as('administrator')
    const form = await ada.get('/synchronisation/profiles/new')
    const refused = await ada.submit(form, 'Save', {
      ...added,
      name: 'My school',
      code: '',
      schedule: 'every day',
      guardShare: 'many',
    })
    expect(refused.status).toBe(422)
    expect(refused.field('Name').value).toBe('My school')
    expect(refused.field('Schedule').value).toBe('every day')
    expect(refused.field('Schedule').error).toContain('five places')
    expect(refused.field('Guard share').value).toBe('many')
    expect(refused.problems.length).toBeGreaterThan(2)
  })

  it('shows when it comes next, in the institution’s time zone', async () => {
    const app = await testApp({ parts: { timeZone: 'Europe/Vienna' } })
    const id = await makeProfile(app, { folder: 'school', schedule: '30 5 * * *' })
    const page = await (await app.as('administrator')).get(`/synchronisation/profiles/${id}`)
    expect(page.text).toContain('2026-11-23 05:30, 2026-11-24 05:30, 2026-11-25 05:30')
  })

  it('two at once: what only one changed is merged, what both changed is asked', async () => {
    const app = await testApp({ people: ['userAdministrator'] })
    const id = await makeProfile(app)
    const [ada, ulla] = [await app.as('administrator'), await app.as('userAdministrator')]
    const url = `/synchronisation/profiles/${id}/edit`
    const [mine, theirs] = [await ada.get(url), await ulla.get(url)]
    expect((await ulla.submit(theirs, 'Save', { guardShare: '30' })).status).toBe(303)
    const merged = await ada.submit(mine, 'Save', { name: 'High school' })
    expect(merged.status).toBe(303)
    expect(await profileNumbered(app.db.read, id)).toMatchObject({ name: 'High school', guardShare: 30 })
    const asked = await ada.submit(mine, 'Save', { name: 'High school', guardShare: '40' })
    expect(asked.status).toBe(409)
    expect(asked.text).toContain('Guard share, theirs')
  })

  it('is removed after a question, its runs stay', async () => {
    const app = await testApp()
    const id = await makeProfile(app)
    const ada = await app.as('administrator')
    const asked = await ada.get(`/synchronisation/profiles/${id}/removal`)
    expect(asked.text).toContain('Its runs stay')
    expect((await ada.submit(asked, 'Remove School')).location).toBe('/synchronisation')
    expect((await ada.get(`/synchronisation/profiles/${id}`)).status).toBe(404)
    expect((await ada.submit(asked, 'Remove School')).status).toBe(303)
  })

  it('is closed to those who do not synchronise, and leads who is signed out to Sign in', async () => {
    const app = await testApp({ people: ['manager'] })
    const id = await makeProfile(app)
    for (const path of ['/synchronisation', `/synchronisation/profiles/${id}`, '/synchronisation/profiles/new']) {
      expect((await (await app.as('manager')).get(path)).status).toBe(403)
      expect((await app.visitor().get(path)).location).toMatch(/^\/sign-in/)
    }
  })
})

describe('the columns of a profile', () => {
  const sample = 'Number;First name;Last name;Mail;Colour\r\n4711;Nora;Berg;nora@x.example;red\r\n'

  it('are read from a sample, guessed, mapped and remembered', async () => {
    const app = await testApp()
    const id = await makeProfile(app, { format: 'csv' })
    const ada = await app.as('administrator')
    const mapping = await send(ada, `/synchronisation/profiles/${id}/columns/sample`, [
      { name: 'a.csv', bytes: sample, field: 'file' },
    ])
    expect(mapping.status).toBe(200)
    expect(mapping.text).toContain('4711')
    expect(
      mapping
        .$('select[name=target] option[selected]')
        .toArray()
        .map((one) => mapping.$(one).attr('value')),
    ).toEqual(['firstName', 'lastName'])
    const url = `/synchronisation/profiles/${id}/columns`
    const body = new URLSearchParams({ _csrf: await ada.token() })
    const rows = [
      ['Number', 'primaryId', ''],
      ['First name', 'firstName', ''],
      ['Last name', 'lastName', '?'],
      ['Mail', 'Email address 1', ''],
      ['Colour', '', ''],
    ]
    for (const [heading = '', target = '', fallback = ''] of rows) {
      body.append('heading', heading)
      body.append('target', target)
      body.append('fallback', fallback)
      body.append('sample', '')
    }
    expect((await ada.post(url, body.toString())).status).toBe(303)
    expect((await profileNumbered(app.db.read, id))?.columns).toEqual([
      { heading: 'Number', target: 'primaryId' },
      { heading: 'First name', target: 'firstName' },
      { heading: 'Last name', target: 'lastName', fallback: '?' },
      { heading: 'Mail', target: 'email:1' },
      { heading: 'Colour', target: '' },
    ])
    const page = await ada.get(`/synchronisation/profiles/${id}`)
    expect(page.rows('Columns')).toHaveLength(4)
    expect(page.text).toContain('1 column is left out.')
  })

  it('are refused where none fills anything, two fill the same, or the sample says nothing', async () => {
    const app = await testApp()
    const id = await makeProfile(app, { format: 'csv' })
    const ada = await app.as('administrator')
    const url = `/synchronisation/profiles/${id}/columns`
    const csrf = encodeURIComponent(await ada.token())
    const none = await ada.post(url, `_csrf=${csrf}&heading=A&target=&fallback=`)
    expect([none.status, none.problems[0]]).toEqual([422, expect.stringContaining('at least one column')])
    const twice = await ada.post(url, `_csrf=${csrf}&heading=A&target=firstName&fallback=&heading=B&target=firstName&fallback=`)
    expect(twice.problems).toEqual(['First name is filled by the columns A and B. Choose one of them.'])
    expect(twice.$('#target-1').val()).toBe('firstName')
    const empty = await send(ada, `${url}/sample`, [{ name: 'a.csv', bytes: 'A;A\r\n1;2\r\n', field: 'file' }])
    expect([empty.status, empty.problems[0]]).toEqual([422, expect.stringContaining('"A"')])
    expect((await send(ada, `${url}/sample`, [])).status).toBe(422)
  })

  it('stay light with many headings, and are only for CSV', async () => {
    const app = await testApp()
    const id = await makeProfile(app, { format: 'csv' })
    const ada = await app.as('administrator')
    const headings = Array.from({ length: 24 }, (_one, n) => `Column ${n}`)
    const read = (names: string[]) =>
      send(ada, `/synchronisation/profiles/${id}/columns/sample`, [
        { name: 'a.csv', bytes: `${names.join(',')}\r\n`, field: 'file' },
      ])
    expect((await read(headings)).html.length).toBeLessThan(150_000)
    const wide = await read(Array.from({ length: 200 }, (_one, n) => `Column ${n}`))
    expect(wide.html.length).toBeLessThan(150_000)
    expect(wide.$('datalist option').length).toBeGreaterThan(20)
    const alma = await makeProfile(app, { code: 'OTHER', format: 'alma' })
    expect((await ada.get(`/synchronisation/profiles/${alma}/columns`)).status).toBe(409)
  })
})
